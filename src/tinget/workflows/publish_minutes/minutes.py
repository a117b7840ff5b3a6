"""The chain of the minutes: drawn up, signed by three, approved, published, noticed on every board."""

import datetime as dt

from django.conf import settings
from django.utils.translation import gettext as _

from tinget.documents import api as documents
from tinget.foundation import files
from tinget.foundation.ui.words import short_date
from tinget.meetings import api as meetings
from tinget.noticeboard import api as noticeboard
from tinget.organisation import api as organisation
from tinget.registry import api as registry
from tinget.signatures import api as signatures
from tinget.workflows.publish_minutes.at_once import paragraphs_left
from tinget.workflows.publish_minutes.drawing_up import (
    MEETING,
    keep_as_document,
    keep_signed,
    refuse_a_second,
    signer_specs,
)
from tinget.workflows.publish_minutes.permissions import DRAW_UP
from tinget.workflows.publish_minutes.web_words import say_decisions_on_the_web


def draw_up_minutes(actor: organisation.Actor, *, authority: int, meeting_id: int, at: dt.datetime) -> int:
    """Typeset the minutes of a closed meeting and ask those who approve them to sign; return the document.

    Where somebody declined to sign, the minutes can be drawn up anew, as the document's next version.
    """
    organisation.require(actor, DRAW_UP, authority=authority)
    about = f"{MEETING}{meeting_id}"
    refuse_a_second(authority, about)
    meeting = meetings.meeting_by_id(meeting_id)
    name = f"protokoll-{meeting.address}.pdf"
    pdf = meetings.render_minutes(meetings.minutes_content(meeting_id, generated_on=at.date()))
    file = files.store(authority, pdf, name=name)
    title = _("Protokoll %(day)s") % {"day": short_date(meeting.day)}
    known = meeting.minutes_document_id
    document_id = keep_as_document(actor, authority, known, file, title=title, name=name, at=at)
    meetings.minutes_drawn_up(actor, meeting_id=meeting_id, document_id=document_id)
    refuse_a_second(authority, about)  # the meeting is locked now: another may have been faster
    signatures.request_signatures(
        actor,
        authority=authority,
        paper=signatures.Paper(file, name, title, about),
        signers=signers_of(meeting),
        purpose=signatures.Purpose.MINUTES,
        at=at,
        terms=signatures.Terms(due_on=_due(meeting)),
    )
    return document_id


def _due(meeting: meetings.MeetingView) -> dt.date:
    """Return until when the minutes are approved: as decided, else the fourteenth day (KL 5:69)."""
    return meeting.approval_due or meetings.latest_approval(meeting.day)


def signers_of(meeting: meetings.MeetingView) -> list[signatures.SignerSpec]:
    """Return who signs: the secretary, the chair and the chosen approver (KL 5:69, reglemente 22 §)."""
    return signer_specs(meeting, meeting.approvers)


def follow_signature(event: signatures.DocumentSigned) -> None:
    """Keep the signed file as the document's next version; the last signature approves the minutes."""
    if event.purpose != signatures.Purpose.MINUTES:
        return
    actor = organisation.system_actor(event.authority, demonstration=event.is_demonstration)
    meeting = meetings.meeting_by_id(int(event.about.removeprefix(MEETING)))
    if meeting.minutes_document_id is None:
        return
    keep_signed(actor, meeting.minutes_document_id, event)
    if event.complete:
        _approve(actor, meeting, meeting.minutes_document_id, at=event.at)


def follow_notice(event: noticeboard.NoticeUpEverywhere) -> None:
    """Let the meeting know that its minutes are announced on every board."""
    if event.about.startswith(MEETING):
        actor = organisation.system_actor(event.authority, demonstration=event.is_demonstration)
        meetings.announce(actor, meeting_id=int(event.about.removeprefix(MEETING)))


def _approve(
    actor: organisation.Actor, meeting: meetings.MeetingView, document_id: int, *, at: dt.datetime
) -> None:
    """Approve, register and publish the minutes, and send the notice to the boards the same moment."""
    reason = _("Den sista underskriften kom %(day)s.") % {"day": short_date(at)}
    meetings.approve_minutes(actor, meeting_id=meeting.id, approved_on=at.date(), reason=reason)
    record_id = registry.register_record(
        actor,
        authority=meeting.authority,
        case_id=None,
        title=_("Protokoll %(day)s §§ %(paragraphs)s")
        % {"day": short_date(meeting.day), "paragraphs": meeting.paragraphs},
        direction=registry.Direction.DRAWN_UP,
        dated_on=at.date(),
        counterpart="",
        document_id=document_id,
        day=at.date(),
    )
    documents.publish(actor, document_id=document_id, at=at)
    meetings.publish(actor, meeting_id=meeting.id, at=at)
    basis = [one.record_id for item in meeting.items for one in item.basis if one.record_id]
    registry.publish(
        actor,
        authority=meeting.authority,
        case_ids=(),
        record_ids=[record_id, *basis],
        decision_ids=(),
        at=at,
    )
    _post_notice(actor, meeting, at=at)
    say_decisions_on_the_web(actor, meeting.id)


def _post_notice(actor: organisation.Actor, meeting: meetings.MeetingView, *, at: dt.datetime) -> None:
    authority = organisation.authority_by_id(meeting.authority)
    facts = noticeboard.NoticeFacts(
        about=f"{MEETING}{meeting.id}",
        title=_("Justerat protokoll: %(committee)s %(day)s")
        % {"committee": authority.name, "day": short_date(meeting.day)},
        meeting_date=meeting.day,
        paragraphs=paragraphs_left(meeting.authority, meeting, today=at.date()),
        approved_on=at.date(),
        minutes_url=minutes_address(authority.slug, meeting.address),
        kept_at=_("Digitalt hos %(committee)s") % {"committee": authority.name},
    )
    boards = organisation.boards(meeting.authority, on=at.date())
    noticeboard.post_notice(actor, authority=meeting.authority, facts=facts, municipalities=boards, at=at)


def minutes_address(slug: str, address: str) -> str:
    """Return the public address of a meeting's minutes."""
    return f"{settings.TINGET_ADDRESS}/{slug}/protokoll/{address}/"
