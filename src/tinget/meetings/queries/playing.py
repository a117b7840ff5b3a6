"""A meeting's sitting: its events played by the rules that it is pinned to."""

from dataclasses import dataclass, field

from django.db.models import F
from django.utils.timezone import localtime

from tinget.meetings.models import Item, Meeting, MeetingEvent
from tinget.meetings.queries.seating import SeatRow, seat_rows
from tinget.meetings.rules.agenda import ClosedFor
from tinget.meetings.rules.proceedings.beforehand import Facts
from tinget.meetings.rules.proceedings.kept import Event, Offices, offices_of, sitting_of, withdrawn
from tinget.meetings.rules.proceedings.room import Seat
from tinget.meetings.rules.proceedings.sitting import Sitting
from tinget.meetings.rules.seats import PresentAs
from tinget.organisation.api import Role, holders
from tinget.registry.api import cases


@dataclass(slots=True)
class Playing:
    """A meeting with its events so far, and what they amount to; `added` is not yet kept."""

    meeting: Meeting
    rows: list[SeatRow]
    events: list[Event]
    sitting: Sitting
    items: dict[int, int]  # the item's id by its §
    added: list[Event] = field(default_factory=list)

    @property
    def municipalities(self) -> tuple[str, ...]:
        """The committee's municipalities on the day, by name."""
        return tuple(row.municipality.name for row in self.rows)

    @property
    def open_item_id(self) -> int | None:
        """The item that is, or last was, before the committee."""
        item = self.sitting.item
        return self.items.get(int(item.paragraph)) if item else None

    def seat_of(self, person_id: int | None) -> Seat | None:
        """Give the seat that somebody holds on the day."""
        return seat_of(self.rows, person_id)


def play(meeting: Meeting) -> Playing:
    """Play the meeting's events."""
    rows = seat_rows(meeting)
    events = events_of(meeting)
    items = Item.objects.filter(meeting=meeting, paragraph__isnull=False).values_list("paragraph", "pk")
    names = [row.municipality.name for row in rows]
    offices = offices_of(events, names) or offices_on_the_day(meeting, rows)
    facts = Facts(
        seats=len(rows),
        summoned_on=localtime(meeting.called_at).date() if meeting.called_at else None,
        held_on=meeting.held_on or meeting.planned_on,
        is_public=False,
        chair=offices.chair,
        vice_chair=offices.vice_chair,
        seniority=(),
    )
    numbered = {paragraph: pk for paragraph, pk in items if paragraph is not None}
    return Playing(meeting, rows, events, sitting_of(facts, names, events), numbered)


def closed_for(item: Item) -> ClosedFor:
    """Tell why an item is never handled in public: as it is marked, else its case's secrecy (KL 6:25)."""
    if item.closed_for:
        return ClosedFor(item.closed_for)
    case = cases([item.case_id]).get(item.case_id) if item.case_id is not None else None
    return ClosedFor.SECRECY if case is not None and case.is_secret else ClosedFor.NOTHING


def version_of(meeting_id: int) -> int:
    """Count the meeting's events: what has happened since is what a later number tells."""
    return MeetingEvent.objects.filter(meeting_id=meeting_id).count()


def events_of(meeting: Meeting) -> list[Event]:
    """List the meeting's events, oldest first."""
    rows = MeetingEvent.objects.filter(meeting=meeting).annotate(entered_at=F("late_entry__at"))
    return [
        Event(
            number=row.number, kind=row.kind, values=row.values, at=row.at, by=row.by_name,
            verdict=row.verdict, rule=row.rule, source=row.source, finding=row.finding,
            reason=row.reason, item_id=row.item_id, corrects=row.corrects, entered_at=row.entered_at,
        )
        for row in rows
    ]  # fmt: skip


def events_to_show(meeting_id: int) -> list[tuple[Event, bool]]:
    """List a meeting's events, oldest first, each with whether it was taken back."""
    events = events_of(Meeting.objects.get(pk=meeting_id))
    gone = withdrawn(events)
    return [(one, one.number in gone) for one in events]


def offices_on_the_day(meeting: Meeting, rows: list[SeatRow]) -> Offices:
    """Tell who presides by office on the meeting's day, by the seats they hold."""
    day = meeting.held_on or meeting.planned_on

    def seat(role: Role) -> Seat | None:
        held = holders(meeting.authority_id, role, on=day, demonstration=meeting.is_demonstration)
        return seat_of(rows, held[0].id if held else None)

    return Offices(seat(Role.CHAIR), seat(Role.VICE_CHAIR))


def seat_of(rows: list[SeatRow], person_id: int | None) -> Seat | None:
    """Find whose seat somebody holds."""
    for row in rows:
        for held, as_ in ((row.member, PresentAs.MEMBER), (row.substitute, PresentAs.SUBSTITUTE)):
            if held is not None and held.person_id == person_id:
                return Seat(row.municipality.name, as_)
    return None
