"""What the committee settles about an item before the item itself: who may take part, and a late item."""

from dataclasses import dataclass
from enum import StrEnum

from tinget.meetings.rules.findings import Finding, Verdict
from tinget.meetings.rules.proceedings.room import Room, Seat, in_swedish_order, no_seat
from tinget.meetings.rules.seats import missing_quorum, quorum, serving_seats

CONFLICT = "KL 6:28–32"
SUMMONS = "reglemente 10 §"


class Consent(StrEnum):
    """What the committee says of taking up an item that no summons told of."""

    UNANIMOUS = "unanimous"
    MAJORITY = "majority"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Challenge:
    """Somebody is said to have a conflict of interest in the open item, and contests it."""

    seat: Seat
    by: Seat | None  # None where it is not told who said so


@dataclass(frozen=True, slots=True)
class Said:
    """What the committee is said to have found of a challenge; without votes it was found by acclamation."""

    has_conflict: bool
    for_: tuple[Seat, ...] = ()  # that there is a conflict
    against: tuple[Seat, ...] = ()
    abstain: tuple[Seat, ...] = ()

    @property
    def voters(self) -> tuple[Seat, ...]:
        """All whose vote was counted."""
        return self.for_ + self.against + self.abstain


@dataclass(frozen=True, slots=True)
class Ruling:
    """A challenge that is decided: what was found, and by whom."""

    challenge: Challenge
    said: Said
    roll: tuple[Seat, ...]


def challenge(now: Challenge | None, new: Challenge, room: Room) -> Finding | None:
    """Say why it cannot be raised: one question at a time, about and by those who are there (rule 12)."""
    if now is not None:
        text = f"Frågan om jäv mot {now.seat.in_words} är inte avgjord än."
        return Finding(Verdict.REFUSED, "12", CONFLICT, text)
    absent = [seat for seat in (new.seat, new.by) if seat is not None and seat not in room.remote]
    return no_seat(absent[0], room) if absent else None


def judges(seat: Seat, room: Room, seats: int) -> tuple[Seat, ...]:
    """Tell who decides whether somebody has a conflict: those who serve without them (KL 6:28-32, rule 12).

    Their own substitute steps in. They take part themselves only where there is no quorum otherwise.
    """
    able = [one for one in room.remote if one not in room.barred and one not in room.in_conflict]
    others = serving_seats([one for one in able if one != seat])
    chosen = others if quorum(others, seats=seats).is_met else room.serving()
    return tuple(sorted(chosen, key=in_swedish_order))


def wrong_ruling(ruling: Ruling, room: Room, *, seats: int, presiding: Seat | None) -> Finding | None:
    """Refuse a ruling by others than those who decide it, without quorum, or against its vote."""
    if found := missing_quorum(ruling.roll, seats=seats):
        return found
    said = ruling.said
    for seat in said.voters:
        if seat == ruling.challenge.seat and seat not in ruling.roll:
            text = f"{seat.at_start} deltar inte i prövningen av frågan om sin egen jäv."
            return Finding(Verdict.REFUSED, "12", CONFLICT, text)
        if seat not in ruling.roll and (found := no_seat(seat, room)):
            return found
    if len({seat.municipality for seat in said.voters}) < len(said.voters):
        return Finding(Verdict.REFUSED, "14", "KL 4:24", "Någon kommun har fått mer än en röst.")
    if said.voters and said.has_conflict not in _possible(said, presiding):
        return Finding(Verdict.REFUSED, "18", "KL 5:55, 6:33", "Beslutet stämmer inte med rösterna.")
    return None


def _possible(said: Said, presiding: Seat | None) -> frozenset[bool]:
    """Tell what the votes allow: the most of them, at a tie the casting vote (rule 18)."""
    if len(said.for_) != len(said.against):
        return frozenset({len(said.for_) > len(said.against)})
    if presiding in (*said.for_, *said.against):
        return frozenset({presiding in said.for_})
    return frozenset({True, False})


def undecided(now: Challenge | None) -> Finding | None:
    """Ask for a reason where an item is decided before the question of conflict (rule 12)."""
    if now is None:
        return None
    text = (
        f"Frågan om jäv mot {now.seat.in_words} är inte avgjord. Nämnden ska pröva den snarast."
        " Ange varför ärendet avgörs innan."
    )
    return Finding(Verdict.NEEDS_REASON, "12", CONFLICT, text)


def disputed(says: Consent) -> Finding | None:
    """Ask for a reason where not all agree to take up what no summons told of (rule 4)."""
    if says is not Consent.MAJORITY:
        return None
    text = (
        "Punkten stod inte i kallelsen, och alla är inte ense om att ta upp den."
        " Ange varför den inte kan vänta."
    )
    return Finding(Verdict.NEEDS_REASON, "4", SUMMONS, text)


def unasked(paragraph: str | int) -> Finding:
    """Ask for a reason where an item is taken up that no summons told of, and nobody asked (rule 4)."""
    text = (
        f"§ {paragraph} stod inte i kallelsen. Fråga nämnden om den får tas upp,"
        " eller ange varför den tas upp ändå."
    )
    return Finding(Verdict.NEEDS_REASON, "4", SUMMONS, text)


def refused(says: Consent | None) -> Finding | None:
    """Ask for a reason where an item is decided that the committee declined to take up (rule 4)."""
    if says is not Consent.REFUSED:
        return None
    text = "Nämnden sa nej till att ta upp punkten, som inte stod i kallelsen. Ange varför den avgörs ändå."
    return Finding(Verdict.NEEDS_REASON, "4", SUMMONS, text)


def behind_closed_doors() -> Finding:
    """Refuse in public what must not be handled so (rule 5)."""
    text = (
        "Ett ärende med sekretess eller myndighetsutövning mot någon enskild får inte behandlas vid ett"
        " offentligt sammanträde. Stäng dörrarna för allmänheten först."
    )
    return Finding(Verdict.REFUSED, "5", "KL 6:25, reglemente 11 §", text)
