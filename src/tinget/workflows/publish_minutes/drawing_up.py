"""What drawing up minutes and certificates of notice have in common: once, or anew after a refusal."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from tinget.documents import api as documents
from tinget.foundation.errors import NotPossible
from tinget.kernel.files import StoredFile
from tinget.meetings import api as meetings
from tinget.noticeboard import api as noticeboard
from tinget.organisation import api as organisation
from tinget.signatures import api as signatures

MEETING = "meetings.meeting:"


def was_declined(line: signatures.SigningLine | None) -> bool:
    """Tell whether somebody would not sign, or whoever asked took it back."""
    return line is not None and line.state in signatures.BROKEN_OFF


def is_put_right_since(notice: noticeboard.NoticeView, line: signatures.SigningLine | None) -> bool:
    """Tell whether a board's day was put right after the certificate that is signed was drawn up."""
    if line is None or line.state is not signatures.RequestState.COMPLETE:
        return False
    return notice.is_put_right_since(line.created_at)


def may_certify(notice: noticeboard.NoticeView | None, line: signatures.SigningLine | None) -> bool:
    """Tell whether every board has confirmed, and no certificate stands that was not declined or outdated."""
    if notice is None or notice.clock is None:
        return False
    return notice.certificate_document_id is None or was_declined(line) or is_put_right_since(notice, line)


def refuse_a_second(authority: int, about: str, *, of: noticeboard.NoticeView | None = None) -> None:
    """Refuse to draw up a paper that was drawn up, unless somebody declined to sign it.

    A certificate `of` a notice is drawn up anew, too, when a day that it tells was put right.
    """
    asked = signatures.requests_about(authority, about)
    if asked and not was_declined(asked[0]) and not (of and is_put_right_since(of, asked[0])):
        raise NotPossible(
            _("%(paper)s är redan upprättat. Det upprättas på nytt bara om någon avböjer att skriva under.")
            % {"paper": asked[0].thing.capitalize()}
        )


def signer_specs(
    meeting: meetings.MeetingView, approvers: Sequence[meetings.ApproverLine]
) -> list[signatures.SignerSpec]:
    """Return who signs a paper of the meeting: its secretary, its chair, and who approves with the chair."""
    named = [
        (meeting.secretary_id, meeting.secretary_name, _("Sekreterare")),
        (meeting.chair_id, meeting.chair_name, _("Ordförande")),
        *((one.person_id, one.name, _("Justerare")) for one in approvers),
    ]
    if any(person is None for person, _name, _capacity in named):
        raise NotPossible(
            _(
                "Protokollet kan inte skickas för underskrift."
                " Ange först vem som är sekreterare och vem som är ordförande."
            )
        )
    return [
        signatures.SignerSpec(person_id=person, name=name, capacity=capacity)
        for person, name, capacity in named
        if person is not None
    ]


def keep_as_document(
    actor: organisation.Actor,
    authority: int,
    known: int | None,
    file: StoredFile,
    *,
    title: str,
    name: str,
    at: dt.datetime,
) -> int:
    """Keep the paper as a new document, or as the next version of the one that was declined."""
    if known is None:
        made = documents.create_document(actor, authority=authority, title=title, file=file, name=name, at=at)
        return made.id
    documents.add_version(
        actor, document_id=known, file=file, name=name, comment=_("Upprättat på nytt"), at=at
    )
    return known


def keep_signed(actor: organisation.Actor, document_id: int, event: signatures.DocumentSigned) -> None:
    """Keep the signed file as the document's next version, which says who signed it and as what."""
    documents.add_version(
        actor,
        document_id=document_id,
        file=event.file,
        name=event.name,
        comment=_("Underskrift: %(signer)s, %(capacity)s")
        % {"signer": event.signer, "capacity": event.capacity},
        at=event.at,
    )
