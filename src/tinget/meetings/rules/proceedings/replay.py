"""Replaying a meeting from a file: reading its events strictly, and telling what each rule says of each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tinget.kernel.facts import Row
from tinget.meetings.rules.findings import Finding
from tinget.meetings.rules.proceedings.questions import DRAFT, CountedVote, Item, MotionKind
from tinget.meetings.rules.proceedings.room import Seat, in_swedish_order
from tinget.meetings.rules.proceedings.sitting import Facts, PresideAs, Sitting
from tinget.meetings.rules.seats import PresentAs, needed_for_quorum
from tinget.meetings.rules.versions import REGLEMENTE_2022

KEYS = (
    "committee", "rules", "summoned_on", "held_on", "public", "chair", "vice_chair", "seniority", "events",
)  # fmt: skip
SEATED: dict[str, Any] = {"member": PresentAs.MEMBER, "substitute": PresentAs.SUBSTITUTE}
MOTIONS: dict[str, Any] = {kind.value: kind for kind in MotionKind}
PRESIDING: dict[str, Any] = {way.value: way for way in PresideAs}
VERSIONS: dict[str, Any] = {REGLEMENTE_2022: REGLEMENTE_2022}
SEAT_KEYS = ("municipality", "as", "remote")

Act = Callable[[Sitting], Finding | None]


@dataclass(frozen=True, slots=True)
class Reading:
    """What is allowed in a file: the committee's municipalities, and every motion that it names."""

    municipalities: frozenset[str]
    motions: frozenset[str]


def replay(asked: Row, municipalities: Sequence[str]) -> dict[str, Any]:
    """Play the file's events by the rules; what is wrong in it becomes a fault of its row."""
    asked.allow(*KEYS)
    asked.one_of("rules", VERSIONS)
    rows = asked.rows("events")
    reading = Reading(frozenset(municipalities), frozenset(_moved(rows)))
    facts = _facts(asked, reading)
    acts = [_act(row, reading) for row in rows]
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
        chair=_optional_seat(asked, "chair", reading),
        vice_chair=_optional_seat(asked, "vice_chair", reading),
        seniority=[_seat(row, reading) for row in asked.rows("seniority")],
    )


def _moved(rows: Sequence[Row]) -> list[str]:
    """List the motions that the file names, for a proposal that nobody ever moved is a slip of the pen."""
    moved = []
    for row in rows:
        motion = row.values.get("motion")
        if isinstance(motion, Row) and isinstance(motion.values.get("id"), str):
            moved.append(motion.values["id"])
    return moved


def _act(row: Row, reading: Reading) -> Act:
    name = next(iter(row.values), "")
    if len(row.values) != 1 or name not in {**READERS, **BARE}:
        row.fault(f"en händelse har en av: {', '.join((*READERS, *BARE))}")
        return lambda _sitting: None
    if name in BARE:
        if row.values[name] is not None:
            row.fault(f"”{name}” har inga uppgifter under sig")
        return BARE[name]
    return READERS[name](row.row(name), reading)


def _arrive(row: Row, reading: Reading) -> Act:
    row.allow(*SEAT_KEYS)
    seat, remote = _seat(row, reading), row.flag("remote")
    return lambda sitting: sitting.arrive(seat, remote=remote)


def _leave(row: Row, reading: Reading) -> Act:
    row.allow(*SEAT_KEYS, "reason")
    seat = _seat(row, reading)
    in_conflict = bool(row.one_of("reason", {"conflict": True, "other": False}))
    return lambda sitting: sitting.leave(seat, in_conflict=in_conflict)


def _preside(row: Row, reading: Reading) -> Act:
    """Read who presides: `as` says by what right, or in a seat of its own, which seat."""
    row.allow(*SEAT_KEYS, "seat")
    by = row.one_of("as", PRESIDING)
    inner = row.row("seat") if "seat" in row.values else row
    seat = _seat(inner, reading) if inner is not row else _presider(row, reading)
    return lambda sitting: sitting.preside(seat(sitting) if callable(seat) else seat, by=by)


def _presider(row: Row, reading: Reading) -> Callable[[Sitting], Seat]:
    """Give whoever of the municipality serves: the key `as` is taken by the right to preside."""
    name = _municipality(row, reading)
    member, substitute = Seat(name, PresentAs.MEMBER), Seat(name, PresentAs.SUBSTITUTE)
    return lambda sitting: substitute if substitute in sitting.room.serving() else member


def _begin(row: Row, _reading: Reading) -> Act:
    row.allow("paragraph", "title", "secrecy", "election", "employment")
    paragraph = row.values.get("paragraph")
    if isinstance(paragraph, bool) or not isinstance(paragraph, str | int):
        row.fault("”paragraph” ska vara en siffra eller en text")
        paragraph = ""
    row.optional_text("title")
    is_secret, is_election = row.flag("secrecy"), row.flag("election")
    by_ballot = row.flag("employment") or is_election
    return lambda sitting: sitting.begin_item(Item(paragraph, is_election=by_ballot), is_secret=is_secret)


def _motion(row: Row, reading: Reading) -> Act:
    row.allow("id", "by", "kind", "text", "unanimous")
    name, seat = row.text("id"), _seat_at(row, "by", reading)
    kind, is_unanimous = row.one_of("kind", MOTIONS), row.flag("unanimous")
    row.optional_text("text")
    if name == DRAFT:
        row.fault("”id” får inte vara ”draft”, som är förslaget i handlingarna")
    return lambda sitting: sitting.move(name, seat, kind, is_unanimous=is_unanimous)


def _vote(row: Row, reading: Reading) -> Act:
    kind = row.one_of("kind", dict.fromkeys(VOTES, True)) and row.values["kind"]
    return VOTES[kind](row, reading) if kind else lambda _sitting: None


def _acclamation(row: Row, reading: Reading) -> Act:
    row.allow("kind", "outcome")
    outcome = _proposal(row, "outcome", reading)
    return lambda sitting: sitting.find_by_acclamation(outcome)


def _counted(row: Row, reading: Reading) -> Act:
    row.allow("kind", "yes", "no", "for", "against", "abstain")
    yes, no = _proposal(row, "yes", reading), _proposal(row, "no", reading)
    if yes == no:
        row.fault("”yes” och ”no” ska vara två olika förslag")
    vote = CountedVote(
        yes,
        no,
        for_=_seats(row, "for", reading),
        against=_seats(row, "against", reading),
        abstain=_seats(row, "abstain", reading),
    )
    return lambda sitting: sitting.count(vote)


def _closed(row: Row, reading: Reading) -> Act:
    row.allow("kind", "voters", "counts")
    voters, given = _seats(row, "voters", reading), row.row("counts")
    counts = {name: given.whole(name) for name in given.values if _is_proposal(given, name, reading)}
    if not counts:
        row.fault("”counts” ska ha minst ett förslag")
    return lambda sitting: sitting.ballot(voters, counts)


def _lottery(row: Row, reading: Reading) -> Act:
    row.allow("winner")
    winner = _proposal(row, "winner", reading)
    return lambda sitting: sitting.draw_lot(winner)


def _decide(row: Row, reading: Reading) -> Act:
    row.allow("outcome", "text")
    row.optional_text("text")
    outcome = _proposal(row, "outcome", reading)
    return lambda sitting: sitting.decide(outcome)


def _reserve(row: Row, reading: Reading) -> Act:
    row.allow("by")
    seat = _seat_at(row, "by", reading)
    return lambda sitting: sitting.reserve(seat)


def _approve(row: Row, reading: Reading) -> Act:
    row.allow("text_shown", "approver")
    approver, is_shown = _seat_at(row, "approver", reading), row.flag("text_shown")
    return lambda sitting: sitting.approve_at_once(approver, is_text_shown=is_shown)


BARE: Mapping[str, Act] = {"open": Sitting.open, "freeze": Sitting.freeze, "close": Sitting.close}
VOTES: Mapping[str, Callable[[Row, Reading], Act]] = {
    "acclamation": _acclamation,
    "counted": _counted,
    "closed": _closed,
}
READERS: Mapping[str, Callable[[Row, Reading], Act]] = {
    "arrive": _arrive,
    "leave": _leave,
    "preside": _preside,
    "item": _begin,
    "motion": _motion,
    "vote": _vote,
    "lottery": _lottery,
    "decide": _decide,
    "reserve": _reserve,
    "approve_at_once": _approve,
}


def _seat(row: Row, reading: Reading) -> Seat:
    return Seat(_municipality(row, reading), row.one_of("as", SEATED))


def _seat_at(row: Row, key: str, reading: Reading) -> Seat:
    inner = row.row(key)
    inner.allow(*SEAT_KEYS)
    return _seat(inner, reading)


def _optional_seat(row: Row, key: str, reading: Reading) -> Seat | None:
    return None if row.values.get(key) is None else _seat_at(row, key, reading)


def _seats(row: Row, key: str, reading: Reading) -> tuple[Seat, ...]:
    found = row.rows(key)
    for inner in found:
        inner.allow(*SEAT_KEYS)
    return tuple(_seat(inner, reading) for inner in found)


def _municipality(row: Row, reading: Reading) -> str:
    name = row.text("municipality")
    if name and name not in reading.municipalities:
        row.fault(f"”municipality” är ”{name}”, som inte är med i nämnden")
    return name


def _proposal(row: Row, key: str, reading: Reading) -> str:
    name = row.text(key)
    if name:
        _is_proposal(row, name, reading)
    return name


def _is_proposal(row: Row, name: str, reading: Reading) -> bool:
    known = name == DRAFT or name in reading.motions
    if not known:
        row.fault(f"förslaget ”{name}” finns inte bland yrkandena")
    return known


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
