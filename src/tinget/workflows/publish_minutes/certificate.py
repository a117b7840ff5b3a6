"""The certificate of notice (anslagsbevis): its own document, signed once every board is up."""

import datetime as dt

from django.utils.translation import gettext as _

from tinget.documents import api as documents
from tinget.foundation import files
from tinget.foundation.errors import NotPossible
from tinget.foundation.ui.words import short_date
from tinget.meetings import api as meetings
from tinget.noticeboard import api as noticeboard
from tinget.organisation import api as organisation
from tinget.signatures import api as signatures
from tinget.workflows.publish_minutes.at_once import NOTICE, is_of_one_paragraph, meeting_of_notice
from tinget.workflows.publish_minutes.drawing_up import keep_as_document, keep_signed, refuse_a_second
from tinget.workflows.publish_minutes.permissions import DRAW_UP


def draw_up_certificate(actor: organisation.Actor, *, authority: int, notice_id: int, at: dt.datetime) -> int:
    """Typeset the certificate and ask the meeting's secretary to sign it; return the document.

    It is drawn up once; anew, as the document's next version, where the secretary declined to sign, or
    where a day that it tells was put right after it.
    """
    organisation.require(actor, DRAW_UP, authority=authority)
    about = f"{NOTICE}{notice_id}"
    notice = noticeboard.notice(notice_id, today=at.date())
    refuse_a_second(authority, about, of=notice)
    meeting, paragraph = _of_what(notice)
    if meeting.secretary_id is None:
        raise NotPossible(_("Anslagsbeviset behöver en sekreterare som skriver under."))
    secretary = organisation.people([meeting.secretary_id]).get(meeting.secretary_id)
    content = noticeboard.certificate_content(notice_id, generated_on=at.date(), secretary=secretary)
    name = f"anslagsbevis-{meeting.address}{f'-{paragraph}' if paragraph else ''}.pdf"
    file = files.store(authority, noticeboard.render_certificate(content), name=name)
    title = _("Anslagsbevis %(day)s") % {"day": short_date(meeting.day)}
    title = f"{title} § {paragraph}" if paragraph else title
    known = notice.certificate_document_id
    document_id = keep_as_document(actor, authority, known, file, title=title, name=name, at=at)
    noticeboard.set_certificate(actor, notice_id=notice_id, document_id=document_id)
    refuse_a_second(authority, about, of=notice)  # the notice is locked now: another may have been faster
    signer = signatures.SignerSpec(meeting.secretary_id, meeting.secretary_name, _("Sekreterare"))
    signatures.request_signatures(
        actor,
        authority=authority,
        paper=signatures.Paper(file, name, title, about),
        signers=[signer],
        purpose=signatures.Purpose.NOTICE_CERTIFICATE,
        at=at,
    )
    return document_id


def follow_signature(event: signatures.DocumentSigned) -> None:
    """Keep the signed certificate as the document's next version and let visitors read it."""
    if event.purpose != signatures.Purpose.NOTICE_CERTIFICATE:
        return
    actor = organisation.system_actor(event.authority, demonstration=event.is_demonstration)
    notice = noticeboard.notice(int(event.about.removeprefix(NOTICE)), today=event.at.date())
    if notice.certificate_document_id is None:
        return
    keep_signed(actor, notice.certificate_document_id, event)
    asked = signatures.newest_requests(event.authority, [event.about])[event.about]
    noticeboard.keep_certificate_moment(actor, notice_id=notice.id, drawn_up_at=asked.created_at)
    documents.publish(actor, document_id=notice.certificate_document_id, at=event.at)


def _of_what(notice: noticeboard.NoticeView) -> tuple[meetings.MeetingView, str]:
    """Return the meeting, and the § where the notice is of one that was approved at once."""
    meeting_id = meeting_of_notice(notice)
    if meeting_id is None:
        raise meetings.MeetingNotFound(notice.about)
    return meetings.meeting_by_id(meeting_id), notice.paragraphs if is_of_one_paragraph(notice) else ""
