"""How long each was there, seat by seat: what every municipality pays its own by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tinget.meetings.rules.proceedings.kept import PRESENCE, Event, in_effect
from tinget.meetings.rules.proceedings.room import Seat, in_swedish_order
from tinget.meetings.rules.seats import PresentAs


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody's time at the meeting; several where they left and came back. No end while it goes on."""

    seat: Seat
    begins_at: datetime
    ends_at: datetime | None
    remote: bool

    @property
    def minutes(self) -> int | None:
        """Whole minutes, begun ones left out; None while it goes on."""
        return None if self.ends_at is None else int((self.ends_at - self.begins_at).total_seconds() // 60)


def stays(events: Sequence[Event]) -> list[Stay]:
    """Tell when each came and went, counted from the opening, in Swedish order of the seats.

    Who leaves for a conflict of interest is away meanwhile. What was taken back or put right leaves no time.
    """
    counted = in_effect(events)
    opened = next((one.at for one in counted if one.kind == "open"), None)
    here: dict[Seat, tuple[datetime, bool]] = {}
    found: list[Stay] = []
    for event in counted:
        if event.kind == "close":
            found += [Stay(seat, begun, event.at, remote) for seat, (begun, remote) in here.items()]
            here.clear()
        elif event.kind in ("arrive", "leave", PRESENCE):
            _move(event, here, found, opened or event.at)
    found += [Stay(seat, begun, None, remote) for seat, (begun, remote) in here.items()]
    kept = [one for one in found if one.ends_at is None or one.ends_at > one.begins_at]
    return sorted(kept, key=lambda one: (in_swedish_order(one.seat), one.begins_at))


def _move(event: Event, here: dict[Seat, tuple[datetime, bool]], found: list[Stay], opened: datetime) -> None:
    seat = Seat(event.values["municipality"], PresentAs(event.values["as"]))
    comes = event.kind == "arrive" or (event.kind == PRESENCE and event.values["present"])
    if comes:
        begun, _remote = here.get(seat, (max(event.at, opened), False))
        here[seat] = (begun, bool(event.values.get("remote")))
    elif seat in here:
        begun, remote = here.pop(seat)
        if event.kind == "leave":  # a correction says that they were never there
            found.append(Stay(seat, begun, event.at, remote))
