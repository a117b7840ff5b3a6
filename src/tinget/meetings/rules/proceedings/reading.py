"""Reading the events of a meeting strictly: what is wrong in one becomes a fault of its row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tinget.kernel.facts import Row
from tinget.meetings.rules.findings import Finding
from tinget.meetings.rules.proceedings.beforehand import PresideAs
from tinget.meetings.rules.proceedings.items import DRAFT, Ballot, CountedVote, Item, Motion, MotionKind
from tinget.meetings.rules.proceedings.room import Seat
from tinget.meetings.rules.proceedings.sitting import Sitting
from tinget.meetings.rules.seats import PresentAs

SEATED: dict[str, Any] = {"member": PresentAs.MEMBER, "substitute": PresentAs.SUBSTITUTE}
MOTIONS: dict[str, Any] = {kind.value: kind for kind in MotionKind}
PRESIDING: dict[str, Any] = {way.value: way for way in PresideAs}
SEAT_KEYS = ("municipality", "as", "remote")

Act = Callable[[Sitting], Finding | None]


@dataclass(frozen=True, slots=True)
class Reading:
    """What is allowed in a file: the committee's municipalities, and every motion that it names."""

    municipalities: frozenset[str]
    motions: frozenset[str]


def act_of(row: Row, reading: Reading) -> Act:
    """Read an event, a row with one key: what it does to a sitting, which answers with the rule's finding."""
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
    seat, remote = seat_of(row, reading), row.flag("remote")
    return lambda sitting: sitting.arrive(seat, remote=remote)


def _leave(row: Row, reading: Reading) -> Act:
    row.allow(*SEAT_KEYS, "reason")
    seat = seat_of(row, reading)
    in_conflict = bool(row.one_of("reason", {"conflict": True, "other": False}))
    return lambda sitting: sitting.leave(seat, in_conflict=in_conflict)


def _preside(row: Row, reading: Reading) -> Act:
    """Read who presides: `as` says by what right, or in a seat of its own, which seat."""
    row.allow(*SEAT_KEYS, "seat")
    by = row.one_of("as", PRESIDING)
    inner = row.row("seat") if "seat" in row.values else row
    seat = seat_of(inner, reading) if inner is not row else _presider(row, reading)
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
    return lambda sitting: sitting.begin_item(
        Item(paragraph, is_election=by_ballot, needs_closed_doors=is_secret)
    )


def _motion(row: Row, reading: Reading) -> Act:
    row.allow("id", "by", "kind", "text", "unanimous")
    name, seat = row.text("id"), _seat_at(row, "by", reading)
    kind, is_unanimous = row.one_of("kind", MOTIONS), row.flag("unanimous")
    motion = Motion(seat, kind, row.optional_text("text") or "")
    if name == DRAFT:
        row.fault("”id” får inte vara ”draft”, som är förslaget i handlingarna")
    return lambda sitting: sitting.move(name, motion, is_unanimous=is_unanimous)


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
        for_=seats_of(row, "for", reading),
        against=seats_of(row, "against", reading),
        abstain=seats_of(row, "abstain", reading),
    )
    return lambda sitting: sitting.count(vote)


def _closed(row: Row, reading: Reading) -> Act:
    row.allow("kind", "voters", "counts")
    voters, given = seats_of(row, "voters", reading), row.row("counts")
    counts = {name: given.whole(name) for name in given.values if _is_proposal(given, name, reading)}
    if not counts:
        row.fault("”counts” ska ha minst ett förslag")
    return lambda sitting: sitting.ballot(Ballot(voters, counts))


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


def seat_of(row: Row, reading: Reading) -> Seat:
    """Read a seat of the committee."""
    return Seat(_municipality(row, reading), row.one_of("as", SEATED))


def _seat_at(row: Row, key: str, reading: Reading) -> Seat:
    inner = row.row(key)
    inner.allow(*SEAT_KEYS)
    return seat_of(inner, reading)


def optional_seat(row: Row, key: str, reading: Reading) -> Seat | None:
    """Read a seat under a key, or None where it is unknown."""
    return None if row.values.get(key) is None else _seat_at(row, key, reading)


def seats_of(row: Row, key: str, reading: Reading) -> tuple[Seat, ...]:
    """Read the seats listed under a key."""
    found = row.rows(key)
    for inner in found:
        inner.allow(*SEAT_KEYS)
    return tuple(seat_of(inner, reading) for inner in found)


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
