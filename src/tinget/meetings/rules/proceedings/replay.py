"""Replaying a meeting from a file: the facts around it, its events, and what each rule says of each."""

from collections.abc import Sequence
from typing import Any

from tinget.kernel.facts import Row
from tinget.meetings.rules.findings import Finding
from tinget.meetings.rules.proceedings.beforehand import Facts
from tinget.meetings.rules.proceedings.items import Item
from tinget.meetings.rules.proceedings.reading import Reading, act_of, optional_seat, seat_of
from tinget.meetings.rules.proceedings.room import Seat, in_swedish_order
from tinget.meetings.rules.proceedings.sitting import Sitting
from tinget.meetings.rules.seats import needed_for_quorum
from tinget.meetings.rules.versions import REGLEMENTE_2022

KEYS = (
    "committee", "rules", "summoned_on", "held_on", "public", "chair", "vice_chair", "seniority", "events",
)  # fmt: skip
VERSIONS: dict[str, Any] = {REGLEMENTE_2022: REGLEMENTE_2022}


def replay(asked: Row, municipalities: Sequence[str]) -> dict[str, Any]:
    """Play the file's events by the rules; what is wrong in it becomes a fault of its row."""
    asked.allow(*KEYS)
    asked.one_of("rules", VERSIONS)
    rows = asked.rows("events")
    reading = Reading(frozenset(municipalities), frozenset(_moved(rows)))
    facts = _facts(asked, reading)
    acts = [act_of(row, reading) for row in rows]
    if asked.values.get("events") is None:
        asked.fault("”events” saknas")
    asked.faults.raise_if_any()
    sitting = Sitting(facts)
    told = [_told(0, sitting.summon())]
    told += [_told(number, act(sitting)) for number, act in enumerate(acts, start=1)]
    sitting.finish()
    return {"events": told, "items": [_item(item, facts.seats) for item in sitting.items]}


def _facts(asked: Row, reading: Reading) -> Facts:
    return Facts(
        seats=len(reading.municipalities),
        summoned_on=asked.day("summoned_on"),
        held_on=asked.day("held_on"),
        is_public=asked.flag("public"),
        chair=optional_seat(asked, "chair", reading),
        vice_chair=optional_seat(asked, "vice_chair", reading),
        seniority=[seat_of(row, reading) for row in asked.rows("seniority")],
    )


def _moved(rows: Sequence[Row]) -> list[str]:
    """List the motions that the file names, for a proposal that nobody ever moved is a slip of the pen."""
    moved = []
    for row in rows:
        motion = row.values.get("motion")
        if isinstance(motion, Row) and isinstance(motion.values.get("id"), str):
            moved.append(motion.values["id"])
    return moved


def _told(number: int, found: Finding | None) -> dict[str, Any]:
    if found is None:
        return {"event": number, "verdict": "allowed", "rule": None, "source": None, "text": None}
    return {
        "event": number,
        "verdict": found.verdict.value,
        "rule": found.rule,
        "source": found.source,
        "text": found.text,
    }


def _item(item: Item, seats: int) -> dict[str, Any]:
    roll = item.roll or ()
    votes = item.outcome.votes if item.outcome else None
    return {
        "paragraph": item.paragraph,
        "roll": [_seat_told(seat, remote=seat in item.remote) for seat in roll],
        "quorum": len(roll) >= needed_for_quorum(seats),
        "result": item.result,
        "votes": votes and {"for": votes.for_, "against": votes.against, "abstain": votes.abstain},
        "decided_by": item.decided_by,
        "reservations": [
            _seat_told(seat, remote=seat in item.remote)
            for seat in sorted(item.reservations, key=in_swedish_order)
        ],
    }


def _seat_told(seat: Seat, *, remote: bool) -> dict[str, Any]:
    told: dict[str, Any] = {"municipality": seat.municipality, "as": seat.as_.value}
    return told | {"remote": True} if remote else told
