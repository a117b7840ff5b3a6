"""What a decision rests on, for whoever examines it: events, rules, who took part, as values."""

from dataclasses import dataclass

from tinget.meetings.rules.live import EventNow
from tinget.meetings.rules.proceedings.kept import CORRECT, NOTE, REOPEN, TAKE_IN
from tinget.meetings.rules.proceedings.tested import AFTER_THE_GAVEL, WHO_IS_THERE, rules_tested
from tinget.meetings.rules.rulebook import Rule
from tinget.meetings.rules.seats import Quorum

SETTLING = frozenset({"decide", NOTE})


@dataclass(frozen=True, slots=True)
class EventTested:
    """An event with the numbers of the rules that it was tested against."""

    event: EventNow
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why a decision is as it is: who was there, what happened, which rules, and what they came to."""

    before: tuple[EventTested, ...]
    during: tuple[EventTested, ...]
    rules: tuple[Rule, ...]
    quorum: Quorum | None
    settled_by: str
    is_public: bool
    roll: tuple[str, ...]
    conflicts: tuple[str, ...]
    reservations: tuple[str, ...]
    presided_by: str


def parted(
    events: tuple[EventNow, ...], item_id: int
) -> tuple[tuple[EventTested, ...], tuple[EventTested, ...]]:
    """Part what happened into who was there before the item, and what happened in it, in order.

    After the gavel only reservations, immediate approval and corrections have any bearing on it. Of an item
    that was taken up anew all of it is told, and who came and went in between.
    """
    own = [one for one in events if one.item_id == item_id]
    begun = next((one.number for one in own if one.kind == "item"), 0)
    ended = next((one.number for one in reversed(own) if one.kind in SETTLING and not one.is_withdrawn), 0)
    again = next((one.number for one in reversed(own) if one.kind == REOPEN), begun)
    before = [
        one
        for one in events
        if (one.kind in WHO_IS_THERE and one.number < again and (one.number < begun or one not in own))
        or (one.kind == TAKE_IN and one.number < begun and one in own)
    ]
    during = [
        one
        for one in own
        if one.number >= begun and (not ended or one.number <= ended or one.kind in AFTER_THE_GAVEL)
    ]
    about = {one.number for one in (*before, *during)}
    found = {one.number: one for one in during}
    for one in events:  # in order, so that what corrects a correction is found too
        if one.kind == CORRECT and one.corrects in about:
            about.add(one.number)
            found[one.number] = one
    return _tested(before), _tested([found[number] for number in sorted(found)])


def _tested(events: list[EventNow]) -> tuple[EventTested, ...]:
    return tuple(EventTested(one, rules_tested(one.kind, one.rule)) for one in events)
