"""Messages over HTTP, for those who take care of them, under /api/<authority>/."""

import datetime as dt
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from tinget.foundation.http import actor_of
from tinget.messages import queries
from tinget.messages.rules.lines import MessageLine
from tinget.organisation.api import authority_by_slug

router = Router(tags=["Meddelanden"])


class MessageOut(Schema):
    """Ett inkommet meddelande; kind är letter, auto_reply eller return."""

    id: int
    sender_name: str
    sender_address: str
    subject: str
    received_at: dt.datetime
    kind: str
    state: str
    attachments: int
    outcome: str


class AttachmentOut(Schema):
    """En bilaga; refusal säger varför den bara finns i originalet."""

    number: int
    name: str
    media_type: str
    size: int
    sha256: str
    refusal: str


class WholeMessageOut(MessageOut):
    """Ett meddelande med text och bilagor; sha256 är originalets."""

    recipients: str
    sent_at: dt.datetime | None
    text: str
    notes: list[str]
    sha256: str
    files: list[AttachmentOut]


class SentOut(Schema):
    """Ett utskick: state är queued, handed_over, failed eller returned; reason säger varför."""

    id: int
    to: str
    subject: str
    about: str
    state: str
    created_at: dt.datetime
    sent_at: dt.datetime | None
    reason: str


@router.get("/{authority}/messages", response=list[MessageOut], summary="Meddelanden att registrera")
def list_messages(request: HttpRequest, authority: str, after: int | None = None) -> list[MessageOut]:
    """List the messages that wait, newest first, 50 at a time; `after` is the last id of the page before."""
    owner = authority_by_slug(authority)
    return [
        MessageOut(**_facts(line)) for line in queries.unregistered(actor_of(request), owner.id, after=after)
    ]


@router.get("/{authority}/messages/{message_id}", response=WholeMessageOut, summary="Ett meddelande")
def show_message(request: HttpRequest, authority: str, message_id: int) -> WholeMessageOut:
    """Show a message with its text and files."""
    owner = authority_by_slug(authority)
    view = queries.message(actor_of(request), owner.id, message_id)
    return WholeMessageOut(
        **_facts(view.line),
        recipients=view.recipients,
        sent_at=view.sent_at,
        text=view.text,
        notes=[note.value for note in view.notes],
        sha256=view.sha256,
        files=[
            AttachmentOut(
                number=one.number,
                name=one.name,
                media_type=one.media_type,
                size=one.size,
                sha256=one.sha256,
                refusal=one.refusal,
            )
            for one in view.files
        ],
    )


@router.get("/{authority}/sent", response=list[SentOut], summary="Utskickad e-post")
def list_sent(
    request: HttpRequest, authority: str, about: str = "", after: int | None = None
) -> list[SentOut]:
    """List what was sent and how far it came, newest first; `about` narrows to one object."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    if about:
        found = queries.sent_about(actor, owner.id, about)
    else:
        found = queries.sent(actor, owner.id, after=after)
    return [
        SentOut(
            id=line.id,
            to=line.to,
            subject=line.subject,
            about=line.about,
            state=line.state.value,
            created_at=line.created_at,
            sent_at=line.sent_at,
            reason=line.reason,
        )
        for line in found
    ]


def _facts(line: MessageLine) -> dict[str, Any]:
    return {
        "id": line.id,
        "sender_name": line.sender_name,
        "sender_address": line.sender_address,
        "subject": line.subject,
        "received_at": line.received_at,
        "kind": line.kind.value,
        "state": line.state.value,
        "attachments": line.attachments,
        "outcome": line.outcome,
    }
