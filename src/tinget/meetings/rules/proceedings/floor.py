"""Who wants to speak, who has the floor, and what somebody lets be noted (KL 4:22, 6:17, rule 11)."""

from dataclasses import dataclass, field

from tinget.meetings.rules.findings import Finding
from tinget.meetings.rules.proceedings.room import Room, Seat, no_seat


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody lets be noted in the minutes, in their own words."""

    by: Seat
    text: str


@dataclass(slots=True)
class Floor:
    """The speakers' list of the item that is handled: who waits, in order, and who speaks."""

    waiting: list[Seat] = field(default_factory=list)
    speaking: Seat | None = None

    def ask(self, seat: Seat, room: Room) -> Finding | None:
        """Put somebody last on the list, once; who is in the room may speak, serving or not."""
        if found := not_there(seat, room):
            return found
        if seat not in self.waiting:
            self.waiting.append(seat)
        return None

    def give(self, seat: Seat, room: Room) -> Finding | None:
        """Let somebody speak, in whatever order the chair gives the floor."""
        if found := not_there(seat, room):
            return found
        self.waiting = [one for one in self.waiting if one != seat]
        self.speaking = seat
        return None


def not_there(seat: Seat, room: Room) -> Finding | None:
    """Say why somebody is not in the room, or None: who does not serve may speak too (rule 11)."""
    return None if seat in room.remote else no_seat(seat, room)
