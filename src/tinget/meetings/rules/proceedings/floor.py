"""Who wants to speak, who has the floor, and what somebody lets be noted (KL 4:22, 6:17, rule 11)."""

from dataclasses import dataclass, field

from tinget.meetings.rules.findings import Finding, Verdict
from tinget.meetings.rules.proceedings.room import Room, Seat, no_seat


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody lets be noted in the minutes, in their own words."""

    by: Seat
    text: str


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody in the room without a seat: an official who reports, an auditor, somebody invited."""

    in_words: str  # the name, with the office where it is known


@dataclass(slots=True)
class Floor:
    """The speakers' list of the item that is handled: who waits, in order, and who speaks."""

    waiting: list[Seat | Guest] = field(default_factory=list)
    speaking: Seat | Guest | None = None

    def ask(self, who: Seat | Guest, room: Room) -> Finding | None:
        """Put somebody last on the list, once; who is in the room may speak, serving or not."""
        if found := not_there(who, room):
            return found
        if who not in self.waiting:
            self.waiting.append(who)
        return None

    def give(self, who: Seat | Guest, room: Room) -> Finding | None:
        """Let somebody speak, in whatever order the chair gives the floor."""
        if found := not_there(who, room):
            return found
        self.waiting = [one for one in self.waiting if one != who]
        self.speaking = who
        return None


def not_there(who: Seat | Guest, room: Room) -> Finding | None:
    """Say why somebody is not in the room, or None: who does not serve may speak too (rule 11).

    Who has no seat is there as the attendance list tells, at the moment when it is written down.
    """
    if not isinstance(who, Guest):
        return None if who in room.remote else no_seat(who, room)
    if room.guests is None or who.in_words in room.guests:
        return None
    text = f"{who.in_words} står inte i närvarolistan. För in vem som är här under Närvaro först."
    return Finding(Verdict.REFUSED, "11", "KL 6:17, reglemente 17 §", text)
