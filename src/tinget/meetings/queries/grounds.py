"""Everything that led to a decision: its events, the rules they were tested against, who took part."""

from collections.abc import Iterable

from tinget.kernel.words import word as _
from tinget.meetings.models import Item as ItemRow
from tinget.meetings.queries.live import live_of, names_by_seat
from tinget.meetings.queries.playing import play
from tinget.meetings.rules.grounds import Grounds, parted
from tinget.meetings.rules.proceedings.items import DecidedBy, Item
from tinget.meetings.rules.proceedings.room import Seat
from tinget.meetings.rules.rulebook import rules_on
from tinget.meetings.rules.seats import Quorum, needed_for_quorum

SETTLED_BY = {
    DecidedBy.MAJORITY: _("röstning, med fler röster för än emot"),
    DecidedBy.CASTING: _("ordförandens utslagsröst vid lika röstetal"),
    DecidedBy.LOTTERY: _("lottning vid lika röstetal"),
    DecidedBy.ACCLAMATION: _(
        "acklamation: ordföranden fann att nämnden ville så, och ingen begärde votering"
    ),
}


def grounds_of(item_id: int) -> Grounds | None:
    """Gather what led to what became of an item, or None where no event tells of it."""
    row = ItemRow.objects.select_related("meeting").get(pk=item_id)
    playing = play(row.meeting)
    handled = [one for one in playing.sitting.items if int(one.paragraph) == row.paragraph]
    if not handled:
        return None
    item, names = handled[-1], names_by_seat(playing)

    def shown(seats: Iterable[Seat]) -> tuple[str, ...]:
        return tuple(f"{names[seat]} ({seat.municipality})" for seat in seats)

    before, during = parted(live_of(playing).events, item_id)
    numbers = {number for one in (*before, *during) for number in one.rules}
    day = row.meeting.held_on or row.meeting.planned_on
    seats = len(playing.rows)
    roll = item.roll or ()
    return Grounds(
        before=before,
        during=during,
        rules=tuple(rule for rule in rules_on(day) if rule.id in numbers),
        quorum=Quorum(len(roll), needed_for_quorum(seats), seats) if item.needs_quorum else None,
        settled_by=_settled(item),
        is_public=item.was_public,
        roll=shown(roll),
        conflicts=shown(item.in_conflict),
        reservations=shown(item.reservations),
        presided_by=next(iter(shown([item.presided] if item.presided else [])), ""),
    )


def _settled(item: Item) -> str:
    if item.is_noted:
        return "att punkten behandlades utan beslut"
    return SETTLED_BY[item.decided_by] if item.decided_by else ""
