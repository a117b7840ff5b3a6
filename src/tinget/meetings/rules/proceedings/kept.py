"""A meeting's events as they are kept: what each says, which still count, and the sitting they amount to."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tinget.kernel.facts import Faults, Row
from tinget.meetings.rules.proceedings.after_the_gavel import Reasons
from tinget.meetings.rules.proceedings.beforehand import Facts
from tinget.meetings.rules.proceedings.challenges import Challenge, Consent, Said
from tinget.meetings.rules.proceedings.floor import Guest, Remark
from tinget.meetings.rules.proceedings.items import Item
from tinget.meetings.rules.proceedings.reading import (
    SEAT_KEYS,
    Act,
    Reading,
    act_of,
    optional_seat,
    seat_of,
    seats_of,
)
from tinget.meetings.rules.proceedings.room import Seat, in_swedish_order
from tinget.meetings.rules.proceedings.sitting import Sitting
from tinget.meetings.rules.seats import PresentAs

# Beside the kinds that a replay reads from a file: who presides by office, when the summons went out, a
# matter handled without a decision, presence put right, doors opened to the public or closed, whether a
# late item is taken up, a settled § taken up anew, a conflict of interest that is contested and what the
# committee finds of it, a break, who wants to speak and who does, what somebody lets be noted, why
# somebody reserved themselves, who joins a motion, a motion taken back, a motion that the chair asks for
# in writing and its text, words that correct what the gavel confirmed, and an event taken back.
SUMMONED = "summoned"
FACTS, NOTE, PRESENCE, DOORS = "facts", "note", "presence", "doors"
TAKE_IN, REOPEN, ALLEGE, JUDGE = "take_in", "reopen", "allege", "judge"
ADJOURN, RESUME = "adjourn", "resume"
ASK, SPEAK, REMARK = "ask_to_speak", "speak", "remark"
REASONS = "reasons"
SUPPORT, TAKE_BACK = "support", "take_back"
IN_WRITING, WRITTEN = "in_writing", "written"
CORRECT, WITHDRAW = "correct", "withdraw"
# What is corrected later, never taken back.
GAVEL = frozenset({FACTS, SUMMONED, "open", "decide", NOTE, REOPEN, "close"})
CONSENTS: dict[str, Any] = {one.value: one for one in Consent}
WITHOUT_ACT = frozenset({FACTS, CORRECT, WITHDRAW})


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened; `values` is what a replay's file has under the kind."""

    number: int
    kind: str
    values: Any
    at: datetime
    by: str
    verdict: str = "allowed"
    rule: str = ""
    source: str = ""
    finding: str = ""
    reason: str = ""
    item_id: int | None = None
    corrects: int | None = None
    entered_at: datetime | None = None  # where that was afterwards


@dataclass(frozen=True, slots=True)
class Offices:
    """Who presides by office on the meeting's day, by seat; None where it is not known."""

    chair: Seat | None
    vice_chair: Seat | None


def withdrawn(events: Iterable[Event]) -> frozenset[int]:
    """List the numbers of the events that were taken back."""
    return frozenset(event.corrects for event in events if event.kind == WITHDRAW and event.corrects)


def in_effect(events: Sequence[Event]) -> list[Event]:
    """List the events that count: without those taken back, and without words that only correct."""
    gone = withdrawn(events)
    return [event for event in events if event.number not in gone and event.kind not in WITHOUT_ACT]


def to_take_back(events: Sequence[Event]) -> Event | None:
    """Give the event that a slip of the pen may undo: the latest, unless the gavel confirmed it.

    Reasons for a reservation are their writer's own, and written anew rather than taken back.
    """
    gone = withdrawn(events)
    left = [e for e in events if e.number not in gone and e.kind not in (WITHDRAW, CORRECT, REASONS)]
    return left[-1] if left and left[-1].kind not in GAVEL else None


def offices_of(events: Iterable[Event], municipalities: Sequence[str]) -> Offices | None:
    """Give the offices that were fixed when the meeting was opened, or None before that."""
    fixed = [event.values for event in events if event.kind == FACTS]
    if not fixed:
        return None
    faults = Faults()
    row, reading = _row(fixed[-1], faults), _reading(municipalities, ())
    found = Offices(optional_seat(row, "chair", reading), optional_seat(row, "vice_chair", reading))
    faults.raise_if_any()
    return found


def sitting_of(facts: Facts, municipalities: Sequence[str], events: Sequence[Event]) -> Sitting:
    """Play the events that count; what they say was judged when it was written."""
    sitting = Sitting(facts)
    for event in in_effect(events):
        act(event.kind, event.values, municipalities, events)(sitting)
    return sitting


def pauses(events: Sequence[Event]) -> list[tuple[datetime, datetime]]:
    """List the breaks that are over: when each began and when the meeting went on."""
    found, began = [], None
    for event in in_effect(events):
        if event.kind == ADJOURN:
            began = event.at
        elif event.kind == RESUME and began is not None:
            found.append((began, event.at))
            began = None
    return found


def attended(events: Sequence[Event], sitting: Sitting) -> list[Seat]:
    """List who is or was there, in Swedish order: in the room, in an item's roll, or gone again."""
    came = set(sitting.room.remote) | sitting.room.in_conflict
    for item in sitting.items:
        came |= {*(item.roll or ()), *item.in_conflict}
    for event in in_effect(events):
        if event.kind == "leave":
            came.add(Seat(event.values["municipality"], PresentAs(event.values["as"])))
    return sorted(came, key=in_swedish_order)


def act(kind: str, values: Any, municipalities: Sequence[str], events: Iterable[Event]) -> Act:
    """Read what an event does, or FactsInvalid with what is wrong in its values."""
    faults = Faults()
    moved = [one.values["id"] for one in events if one.kind == "motion"]
    reading = _reading(municipalities, moved)
    if kind in OURS:
        found = OURS[kind](_row(values or {}, faults), reading)
    else:
        found = act_of(_row({kind: values}, faults), reading)
    faults.raise_if_any()
    return found


def _reading(municipalities: Sequence[str], motions: Iterable[str]) -> Reading:
    return Reading(frozenset(municipalities), frozenset(motions))


def _row(values: Any, faults: Faults) -> Any:
    """Give JSON as the rows that the readers take."""
    if isinstance(values, dict):
        return Row("händelse", 0, {key: _row(value, faults) for key, value in values.items()}, faults)
    if isinstance(values, list):
        return [_row(value, faults) for value in values]
    return values


def _begin(row: Row, _reading: Reading) -> Act:
    row.allow("paragraph", "title", "secrecy", "exercise", "election", "employment", "roll_call", "late")
    paragraph, is_roll_call = row.whole("paragraph", least=1), row.flag("roll_call")
    by_ballot = row.flag("election") or row.flag("employment")
    is_closed = row.flag("secrecy") or row.flag("exercise")
    is_late = row.flag("late")

    def begin(sitting: Sitting) -> Any:
        return sitting.take_up(
            Item(
                paragraph,
                is_election=by_ballot,
                needs_quorum=not is_roll_call,
                needs_closed_doors=is_closed,
                is_late=is_late,
            )
        )

    return begin


def _summoned(row: Row, _reading: Reading) -> Act:
    row.allow("on")
    row.day("on")
    return Sitting.summon


def _arrive(row: Row, reading: Reading) -> Act:
    row.allow(*SEAT_KEYS, "without_leave")
    seat, remote, alone = seat_of(row, reading), row.flag("remote"), row.flag("without_leave")
    return lambda sitting: sitting.arrive(seat, remote=remote, without_leave=alone)


def _doors(row: Row, _reading: Reading) -> Act:
    row.allow("open", "decision")
    row.optional_text("decision")
    is_public = row.flag("open")
    return lambda sitting: sitting.admit_public(is_public=is_public)


def _presence(row: Row, reading: Reading) -> Act:
    row.allow(*SEAT_KEYS, "present")
    seat, is_present, remote = seat_of(row, reading), row.flag("present"), row.flag("remote")
    return lambda sitting: sitting.correct_presence(seat, is_present=is_present, remote=remote)


def _take_in(row: Row, _reading: Reading) -> Act:
    row.allow("paragraph", "title", "says")
    paragraph, says = row.whole("paragraph", least=1), row.one_of("says", CONSENTS)
    return lambda sitting: sitting.take_in(paragraph, says)


def _reopen(row: Row, _reading: Reading) -> Act:
    row.allow("paragraph", "title", "says")
    paragraph, says = row.whole("paragraph", least=1), row.one_of("says", CONSENTS)
    return lambda sitting: sitting.reopen(paragraph, says)


def _allege(row: Row, reading: Reading) -> Act:
    row.allow(*SEAT_KEYS, "by")
    new = Challenge(seat_of(row, reading), optional_seat(row, "by", reading))
    return lambda sitting: sitting.allege(new)


def _judge(row: Row, reading: Reading) -> Act:
    row.allow("conflict", "for", "against", "abstain")
    said = Said(
        row.flag("conflict"),
        for_=seats_of(row, "for", reading),
        against=seats_of(row, "against", reading),
        abstain=seats_of(row, "abstain", reading),
    )
    return lambda sitting: sitting.judge(said)


def _note(row: Row, _reading: Reading) -> Act:
    row.allow()
    return Sitting.note


def _adjourn(row: Row, _reading: Reading) -> Act:
    row.allow("until")
    row.optional_text("until")
    return Sitting.adjourn


def _resume(row: Row, _reading: Reading) -> Act:
    row.allow()
    return Sitting.resume


def _ask(row: Row, reading: Reading) -> Act:
    who = _speaker(row, reading)
    return lambda sitting: sitting.ask_to_speak(who)


def _speak(row: Row, reading: Reading) -> Act:
    who = _speaker(row, reading)
    return lambda sitting: sitting.speak(who)


def _speaker(row: Row, reading: Reading) -> Seat | Guest:
    if "guest" in row.values:
        row.allow("guest")
        return Guest(row.text("guest"))
    row.allow(*SEAT_KEYS)
    return seat_of(row, reading)


def _support(row: Row, reading: Reading) -> Act:
    row.allow("id", "by", "unanimous")
    name, seats, is_unanimous = row.text("id"), seats_of(row, "by", reading), row.flag("unanimous")
    if not seats:
        row.fault("”by” ska ha minst en plats")
    return lambda sitting: sitting.support(name, seats, is_unanimous=is_unanimous)


def _in_writing(row: Row, _reading: Reading) -> Act:
    row.allow("id")
    name = row.text("id")
    return lambda sitting: sitting.ask_in_writing(name)


def _take_back(row: Row, _reading: Reading) -> Act:
    row.allow("id")
    name = row.text("id")
    return lambda sitting: sitting.take_back(name)


def _written(row: Row, _reading: Reading) -> Act:
    row.allow("id", "text")
    name, text = row.text("id"), row.text("text")
    return lambda sitting: sitting.write_motion(name, text)


def _remark(row: Row, reading: Reading) -> Act:
    row.allow("by", "text")
    said = Remark(seat_of(row.row("by"), reading), row.text("text"))
    return lambda sitting: sitting.remark(said)


def _reasons(row: Row, reading: Reading) -> Act:
    row.allow("paragraph", "by", "text")
    said = Reasons(row.whole("paragraph", least=1), seat_of(row.row("by"), reading), row.text("text"))
    return lambda sitting: sitting.explain(said)


OURS: Mapping[str, Callable[[Row, Reading], Act]] = {
    SUMMONED: _summoned,
    "arrive": _arrive,
    "item": _begin,
    PRESENCE: _presence,
    NOTE: _note,
    DOORS: _doors,
    TAKE_IN: _take_in,
    REOPEN: _reopen,
    ALLEGE: _allege,
    JUDGE: _judge,
    ADJOURN: _adjourn,
    RESUME: _resume,
    ASK: _ask,
    SPEAK: _speak,
    REMARK: _remark,
    REASONS: _reasons,
    SUPPORT: _support,
    TAKE_BACK: _take_back,
    IN_WRITING: _in_writing,
    WRITTEN: _written,
}
