"""The committee's meetings in figures, from what the asker may see, and attendance times."""

from collections import defaultdict
from datetime import datetime

from tinget.kernel.words import word as _
from tinget.meetings.models import Item, Meeting, Presence
from tinget.meetings.queries.playing import events_of
from tinget.meetings.queries.rolls import names_of
from tinget.meetings.rules.agenda import DecisionKind
from tinget.meetings.rules.attendance_times import Stay, stays
from tinget.meetings.rules.seats import PresentAs
from tinget.meetings.rules.states import HELD, ItemState, MeetingState
from tinget.meetings.rules.statistics import Held, YearInFigures, by_year
from tinget.organisation.api import boards

AS_TEXTS = {PresentAs.MEMBER: _("ledamot"), PresentAs.SUBSTITUTE: _("ersättare")}
OVER = [state.value for state in HELD - {MeetingState.OPEN}]


def statistics(authority: int, *, demonstration: bool) -> list[YearInFigures]:
    """Reckon each year of held meetings, the latest first; made-up meetings apart from real ones."""
    meetings = list(
        Meeting.objects.filter(authority_id=authority, state__in=OVER, is_demonstration=demonstration)
    )
    there: dict[int, list[Presence]] = defaultdict(list)
    for row in Presence.objects.filter(meeting__in=meetings).exclude(present_as=PresentAs.OTHER.value):
        there[row.meeting_id].append(row)
    kinds: dict[int, list[DecisionKind]] = defaultdict(list)
    decided = Item.objects.filter(meeting__in=meetings).exclude(decision_kind="")
    for meeting_id, kind in decided.exclude(state=ItemState.OPEN.value).values_list(
        "meeting_id", "decision_kind"
    ):
        kinds[meeting_id].append(DecisionKind(kind))
    held = [_held(row, there[row.pk], kinds[row.pk]) for row in meetings if row.held_on]
    last = max((one.day for one in held), default=None)
    return by_year(held, [one.name for one in boards(authority, on=last)] if last else [])


def attendance_times(meeting_id: int) -> list[tuple[str, Stay]]:
    """List each stay at a meeting with the name of who it was."""
    meeting = Meeting.objects.get(pk=meeting_id)
    names = {seat: name for seat, (name, _is_chair) in names_of(meeting).items()}
    return [(names.get(one.seat, one.seat.in_words), one) for one in stays(events_of(meeting))]


def _held(row: Meeting, there: list[Presence], kinds: list[DecisionKind]) -> Held:
    day = row.held_on or row.planned_on
    known = row.starts_at is not None and row.ends_at is not None
    minutes = None
    if known and row.starts_at and row.ends_at:
        length = datetime.combine(day, row.ends_at) - datetime.combine(day, row.starts_at)
        minutes = max(0, int(length.total_seconds() // 60))
    people = frozenset((one.municipality, one.name, AS_TEXTS[PresentAs(one.present_as)]) for one in there)
    filled = frozenset(one.municipality for one in there if one.municipality)
    return Held(day, minutes, tuple(kinds), people if there else None, filled if there else None)
