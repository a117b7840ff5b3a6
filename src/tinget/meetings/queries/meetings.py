"""Lists of meetings, one meeting with all that belongs to it, and where a case was handled."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models.functions import Coalesce
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from tinget.foundation.ui.words import short_date
from tinget.meetings.models import Approver, Item, Meeting, Presence
from tinget.meetings.queries.addenda import signed_addenda
from tinget.meetings.queries.seating import seats_of
from tinget.meetings.rules.agenda import ItemKind, paragraph_ranges
from tinget.meetings.rules.lines import (
    ApproverLine,
    BasisLine,
    CaseAppearance,
    ItemAtMeeting,
    ItemLine,
    MeetingLine,
    MeetingView,
    PresenceLine,
    VoteLine,
    paragraph_text,
)
from tinget.meetings.rules.seats import PresentAs, Quorum, needed_for_quorum
from tinget.meetings.rules.states import ITEM_STATE_TEXTS, STATE_TEXTS, ItemState, MeetingState
from tinget.meetings.rules.timing import planned_starts
from tinget.organisation.api import authority_by_id
from tinget.registry.api import CaseLine, cases

MOST_MEETINGS = 200


class MeetingNotFound(Http404):
    """No meeting has that address within the scope."""


def meetings(authority: int, *, limit: int = MOST_MEETINGS) -> list[MeetingLine]:
    """List the newest meetings of an authority, newest first, at most `limit`."""
    rows = list(
        Meeting.objects.filter(authority_id=authority)
        .annotate(day=Coalesce("held_on", "planned_on"))
        .order_by("-day", "-id")[:limit]
    )
    return meeting_lines(authority, rows)


def meeting_by_id(meeting_id: int) -> MeetingView:
    """Find a meeting with its items, attendance and approvers, or MeetingNotFound."""
    row = Meeting.objects.filter(pk=meeting_id).first()
    if row is None:
        raise MeetingNotFound(str(meeting_id))
    return _view(row)


def meeting_by_address(authority: int, address: str) -> MeetingView | None:
    """Find the meeting with that word in its address (2023-10-12), or None."""
    row = Meeting.objects.filter(authority_id=authority, address=address).first()
    return _view(row) if row is not None else None


def meeting_line(authority: int, address: str) -> MeetingLine | None:
    """Find the meeting with that word in its address as lists show it, without its items, or None."""
    rows = Meeting.objects.filter(authority_id=authority, address=address)
    return next(iter(meeting_lines(authority, rows)), None)


def meeting_of_item(item_id: int) -> int | None:
    """Find the meeting that an item is on, or None where there is no such item in sight."""
    return Item.objects.filter(pk=item_id).values_list("meeting_id", flat=True).first()


def meeting_id_by_address(authority: int, address: str) -> int | None:
    """Find the number of the meeting with that word in its address, or None."""
    rows = Meeting.objects.filter(authority_id=authority, address=address)
    return rows.values_list("pk", flat=True).first()


def items_of_case(case_id: int) -> list[CaseAppearance]:
    """List the items where a case is or was handled, newest meeting first."""
    rows = Item.objects.filter(case_id=case_id).select_related("meeting")
    newest = sorted(rows, key=lambda row: (_day(row.meeting), row.position), reverse=True)
    return [
        CaseAppearance(
            title=meeting_title(row.meeting),
            number=paragraph_text(row.paragraph),
            state_text=ITEM_STATE_TEXTS[ItemState(row.state)],
            url=reverse(
                "meetings:item", args=[authority_by_id(row.authority_id).slug, row.meeting.address, row.pk]
            ),
            is_demonstration=row.meeting.is_demonstration,
        )
        for row in newest
    ]


def items_at_meetings(items: Iterable[Item]) -> list[ItemAtMeeting]:
    """Give items, read with meeting, basis and recipients, each with its meeting, newest first."""
    rows = list(items)
    if not rows:
        return []
    authority, slug = rows[0].authority_id, authority_by_id(rows[0].authority_id).slug
    lines = {
        line.id: line
        for line in meeting_lines(authority, {row.meeting_id: row.meeting for row in rows}.values())
    }
    by_case = cases([row.case_id for row in rows if row.case_id is not None])
    found = [
        ItemAtMeeting(lines[row.meeting_id], item_line(row, row.meeting, by_case.get(row.case_id or 0), slug))
        for row in rows
    ]
    return sorted(found, key=lambda one: (one.meeting.day, one.item.position), reverse=True)


def meeting_lines(authority: int, rows: Iterable[Meeting]) -> list[MeetingLine]:
    """Give meetings as lists show them, in their order."""
    slug = authority_by_id(authority).slug
    meetings_shown = list(rows)
    paragraphs: dict[int, list[int]] = defaultdict(list)
    numbered = Item.objects.filter(meeting__in=meetings_shown, paragraph__isnull=False)
    for meeting_id, paragraph in numbered.values_list("meeting_id", "paragraph"):
        paragraphs[meeting_id].append(paragraph or 0)
    return [
        MeetingLine(
            id=row.pk,
            address=row.address,
            day=row.held_on or row.planned_on,
            title=meeting_title(row),
            state=MeetingState(row.state),
            state_text=_state_text(row),
            url=meeting_url(slug, row.address),
            place=row.place,
            planned_start=row.planned_start,
            is_demonstration=row.is_demonstration,
            is_published_fact=row.is_published_fact,
            paragraphs=paragraph_ranges(paragraphs[row.pk]),
        )
        for row in meetings_shown
    ]


def _view(row: Meeting) -> MeetingView:
    slug = authority_by_id(row.authority_id).slug
    items = _items(row.items.prefetch_related("basis", "recipients"), meeting=row)
    presence = list(row.presence.all())
    approvers = [one for one in row.approvers.all() if not one.hindered_reason]
    known = any(one.present_as != PresentAs.OTHER.value for one in presence)
    return MeetingView(
        **_own_fields(row),
        authority=row.authority_id,
        url=meeting_url(slug, row.address),
        title=meeting_title(row),
        state=MeetingState(row.state),
        state_text=_state_text(row),
        notes=tuple(row.notes),
        is_published=row.published_at is not None,
        quorum=_quorum(row, presence) if known else None,
        items=tuple(items),
        presence=tuple(_presence(one) for one in presence),
        approvers=tuple(_approver(one) for one in approvers if not one.is_reserve),
        paragraphs=paragraph_ranges(item.paragraph for item in items if item.paragraph is not None),
        addenda=signed_addenda(row) if row.approved_on else (),
        reserves=tuple(_approver(one) for one in approvers if one.is_reserve),
    )


def _approver(row: Approver) -> ApproverLine:
    return ApproverLine(row.person_id, row.name, row.party)


_SAME_FIELDS = (  # noqa: SIM905 -- a list of 26 words reads best as words
    "id address planned_on held_on planned_start planned_end starts_at ends_at place form rules_version"
    " rules_assumed chair_id chair_name chair_party secretary_id secretary_name approval_due approval_place"
    " approved_on minutes_document_id moved_reason late_approval_reason source is_demonstration"
    " is_published_fact"
).split()


def _own_fields(row: Meeting) -> dict[str, Any]:
    """Give what the view shows as the row has it."""
    return {name: getattr(row, name) for name in _SAME_FIELDS}


def _items(rows: Iterable[Item], *, meeting: Meeting) -> list[ItemLine]:
    items, slug = list(rows), authority_by_id(meeting.authority_id).slug
    by_case = cases([item.case_id for item in items if item.case_id is not None])
    begins = planned_starts(meeting.planned_start, [item.minutes for item in items])
    return [
        item_line(item, meeting, by_case.get(item.case_id or 0), slug, begins=begin)
        for item, begin in zip(items, begins, strict=True)
    ]


def item_line(
    item: Item, meeting: Meeting, case: CaseLine | None, slug: str, *, begins: dt.time | None = None
) -> ItemLine:
    """Give an item as it is shown; the case is None where it has none, or none that may be seen."""
    return ItemLine(
        id=item.pk,
        position=item.position,
        paragraph=item.paragraph,
        year=item.year,
        kind=ItemKind(item.kind),
        title=item.title,
        state=ItemState(item.state),
        case_id=item.case_id,
        case_number=case.number if case else item.external_case_number,
        case_url=case.url if case else "",
        rapporteur=item.rapporteur,
        proposal=item.proposal,
        summary=item.summary,
        meeting_text=item.meeting_text,
        procedure=item.procedure,
        decision_text=item.decision_text,
        decision_points=tuple(item.decision_points),
        decision_kind=item.decision_kind,
        decision_id=item.decision_id,
        is_immediate=item.is_immediate,
        url=reverse("meetings:item", args=[slug, meeting.address, item.pk]),
        basis=tuple(BasisLine(one.title, one.record_id_printed, one.record_id) for one in item.basis.all()),
        recipients=tuple(one.text for one in item.recipients.all()),
        votes=tuple(_vote(one) for one in item.votes),
        minutes=item.minutes,
        is_late=item.is_late,
        begins=begins,
    )


def _vote(kept: dict[str, Any]) -> VoteLine:
    voters = tuple((name, place, vote) for name, place, vote in kept["voters"])
    return VoteLine(kept["yes"], kept["no"], kept["figures"], voters)


def _quorum(meeting: Meeting, presence: Iterable[Presence]) -> Quorum:
    """Count those who serve, which the events say, against those who must (KL 6:27)."""
    seats = seats_of(meeting)
    return Quorum(serving=sum(row.serving for row in presence), needed=needed_for_quorum(seats), of=seats)


def _presence(row: Presence) -> PresenceLine:
    return PresenceLine(
        person_id=row.person_id,
        name=row.name,
        party=row.party,
        municipality_id=row.municipality_id,
        municipality=row.municipality,
        as_=PresentAs(row.present_as),
        is_serving=row.serving,
        is_chair=row.chair,
        is_present=row.is_present,
        office=row.office,
    )


def meeting_url(slug: str, address: str) -> str:
    """Give the address of a meeting's page."""
    return reverse("meetings:meeting", args=[slug, address])


def meeting_title(row: Meeting) -> str:
    """Name a meeting by its day."""
    return _("Sammanträde %(day)s") % {"day": short_date(_day(row))}


def _day(row: Meeting) -> dt.date:
    return row.held_on or row.planned_on


def _state_text(row: Meeting) -> str:
    if row.is_published_fact and row.state == MeetingState.CLOSED.value:
        return _("hållet")
    return _(STATE_TEXTS[MeetingState(row.state)])
