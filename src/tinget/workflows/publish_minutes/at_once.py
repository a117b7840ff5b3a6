"""A § approved at the meeting: its own minutes, signatures, notice and clock, while the rest follows."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from tinget.documents import api as documents
from tinget.foundation import files
from tinget.foundation.errors import NotPossible
from tinget.foundation.ui.words import short_date
from tinget.meetings import api as meetings
from tinget.noticeboard import api as noticeboard
from tinget.organisation import api as organisation
from tinget.registry import api as registry
from tinget.signatures import api as signatures
from tinget.workflows.models import ParagraphPaper
from tinget.workflows.publish_minutes.drawing_up import (
    MEETING,
    keep_as_document,
    keep_signed,
    may_certify,
    refuse_a_second,
    signer_specs,
    was_declined,
)
from tinget.workflows.publish_minutes.permissions import DRAW_UP

ITEM = "meetings.item:"
NOTICE = "noticeboard.notice:"


@dataclass(frozen=True)
class ParagraphPath:
    """How far a § that was approved at once has come by itself."""

    item: meetings.ItemLine
    signing: signatures.SigningLine | None
    notice: noticeboard.NoticeView | None
    certificate: signatures.SigningLine | None

    @property
    def may_draw_up(self) -> bool:
        """Whether its minutes can be drawn up: the first time, or anew when somebody declined to sign."""
        return self.signing is None or was_declined(self.signing)

    @property
    def may_certify(self) -> bool:
        """Whether its certificate of notice can be drawn up now, the first time or anew."""
        return may_certify(self.notice, self.certificate)


def draw_up_paragraph(actor: organisation.Actor, *, authority: int, item_id: int, at: dt.datetime) -> int:
    """Typeset the minutes of a § approved at once and ask the three to sign them; return the document."""
    organisation.require(actor, DRAW_UP, authority=authority)
    about = f"{ITEM}{item_id}"
    refuse_a_second(authority, about)
    meeting, item = _place(item_id)
    content = meetings.paragraph_content(item_id, generated_on=at.date())
    name = f"protokoll-{meeting.address}-{item.paragraph}.pdf"
    file = files.store(authority, meetings.render_minutes(content), name=name)
    title = _title(meeting, item)
    row = ParagraphPaper.objects.select_for_update().filter(item_id=item_id).first()
    known = row.document_id if row else None
    document_id = keep_as_document(actor, authority, known, file, title=title, name=name, at=at)
    if row is None:  # two at the same moment: the table takes one of them
        ParagraphPaper.objects.create(authority_id=authority, item_id=item_id, document_id=document_id)
    refuse_a_second(authority, about)
    signatures.request_signatures(
        actor,
        authority=authority,
        paper=signatures.Paper(file, name, title, about),
        signers=signers_at_once(meeting, item_id),
        purpose=signatures.Purpose.PARAGRAPH,
        at=at,
    )
    return document_id


def signers_at_once(meeting: meetings.MeetingView, item_id: int) -> list[signatures.SignerSpec]:
    """Return who signs: the secretary, the chair, and who approved the § with the chair (reglemente 22 §)."""
    approver = meetings.approver_at_once(item_id)
    return signer_specs(meeting, [approver] if approver else [])


def follow_signature(event: signatures.DocumentSigned) -> None:
    """Keep the signed file as the document's next version; the last signature sends the notice out."""
    if event.purpose != signatures.Purpose.PARAGRAPH:
        return
    actor = organisation.system_actor(event.authority, demonstration=event.is_demonstration)
    item_id = int(event.about.removeprefix(ITEM))
    document_id = ParagraphPaper.objects.get(item_id=item_id).document_id
    keep_signed(actor, document_id, event)
    if event.complete:
        _announce(actor, item_id, document_id, at=event.at)


def notice_of_item(authority: int, item_id: int, *, today: dt.date) -> noticeboard.NoticeView | None:
    """Return the notice of a § that was approved at once, or None."""
    return noticeboard.notice_of(authority, f"{ITEM}{item_id}", today=today)


def is_of_one_paragraph(notice: noticeboard.NoticeView) -> bool:
    """Tell whether a notice is of a § that was approved at once, and not of whole minutes."""
    return notice.about.startswith(ITEM)


def meeting_of_notice(notice: noticeboard.NoticeView) -> int | None:
    """Return the meeting whose minutes, or whose § approved at once, a notice is of."""
    if is_of_one_paragraph(notice):
        return meetings.meeting_of_item(int(notice.about.removeprefix(ITEM)))
    return int(notice.about.removeprefix(MEETING))


def paragraphs_left(authority: int, meeting: meetings.MeetingView, *, today: dt.date) -> str:
    """Write the paragraphs that the notice of the whole minutes is about: those without one of their own."""
    own = {
        item.paragraph
        for item in meeting.items
        if item.is_immediate and notice_of_item(authority, item.id, today=today) is not None
    }
    left = [
        item.paragraph for item in meeting.items if item.paragraph is not None and item.paragraph not in own
    ]
    return meetings.paragraph_ranges(left) or meeting.paragraphs


def expired_papers(meeting: meetings.MeetingView, *, today: dt.date) -> list[int]:
    """List the documents of those §§ approved at once whose own time to appeal has run out."""
    own = ParagraphPaper.objects.filter(item_id__in=[item.id for item in meeting.items if item.is_immediate])
    notices = [(row.document_id, notice_of_item(meeting.authority, row.item_id, today=today)) for row in own]
    return [
        document_id
        for document_id, notice in notices
        if notice and notice.clock and notice.clock.has_run_out(today)
    ]


def paths_at_once(
    authority: int, meeting: meetings.MeetingView, *, today: dt.date
) -> Sequence[ParagraphPath]:
    """Tell how far each § that was approved at the meeting has come."""
    found = []
    for item in meeting.items:
        if item.is_immediate and not meeting.is_published_fact:
            asked = signatures.requests_about(authority, f"{ITEM}{item.id}")
            notice = notice_of_item(authority, item.id, today=today)
            certified = signatures.requests_about(authority, f"{NOTICE}{notice.id}") if notice else []
            found.append(
                ParagraphPath(item, asked[0] if asked else None, notice, certified[0] if certified else None)
            )
    return found


def _announce(actor: organisation.Actor, item_id: int, document_id: int, *, at: dt.datetime) -> None:
    """Register and publish the minutes of the §, and send its notice to the boards the same moment."""
    meeting, item = _place(item_id)
    record_id = registry.register_record(
        actor,
        authority=meeting.authority,
        case_id=item.case_id,
        title=_title(meeting, item),
        direction=registry.Direction.DRAWN_UP,
        dated_on=at.date(),
        counterpart="",
        document_id=document_id,
        day=at.date(),
    )
    documents.publish(actor, document_id=document_id, at=at)
    registry.publish(
        actor, authority=meeting.authority, case_ids=(), record_ids=[record_id], decision_ids=(), at=at
    )
    place = organisation.authority_by_id(meeting.authority)
    address = documents.version_url(place.slug, documents.latest(document_id))
    facts = noticeboard.NoticeFacts(
        about=f"{ITEM}{item_id}",
        title=_("Omedelbart justerad paragraf: %(committee)s %(day)s § %(paragraph)s")
        % {"committee": place.name, "day": short_date(meeting.day), "paragraph": item.paragraph},
        meeting_date=meeting.day,
        paragraphs=str(item.paragraph),
        approved_on=at.date(),
        minutes_url=f"{settings.TINGET_ADDRESS}{address}",
        kept_at=_("Digitalt hos %(committee)s") % {"committee": place.name},
    )
    boards = organisation.boards(meeting.authority, on=at.date())
    noticeboard.post_notice(actor, authority=meeting.authority, facts=facts, municipalities=boards, at=at)


def _title(meeting: meetings.MeetingView, item: meetings.ItemLine) -> str:
    return _("Protokoll %(day)s § %(paragraph)s, omedelbart justerad") % {
        "day": short_date(meeting.day),
        "paragraph": item.paragraph,
    }


def _place(item_id: int) -> tuple[meetings.MeetingView, meetings.ItemLine]:
    """Return the meeting and its item, which must have been approved at once."""
    meeting_id = meetings.meeting_of_item(item_id)
    if meeting_id is None:
        raise meetings.MeetingNotFound(str(item_id))
    meeting = meetings.meeting_by_id(meeting_id)
    item = next(one for one in meeting.items if one.id == item_id)
    if not item.is_immediate or meeting.is_published_fact:
        raise NotPossible(_("Paragrafen är inte omedelbart justerad. Den följer med protokollet."))
    return meeting, item
