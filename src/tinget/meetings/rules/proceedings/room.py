"""Who is in the room and for which seat, event by event; who serves follows."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from tinget.kernel.sorting import swedish_key
from tinget.meetings.rules.findings import Finding, Verdict
from tinget.meetings.rules.seats import PresentAs, serving_seats


@dataclass(frozen=True, slots=True)
class Seat:
    """A municipality's member or substitute."""

    municipality: str
    as_: PresentAs

    @property
    def municipality_id(self) -> str:
        """The municipality, by the name that the rule about serving asks for."""
        return self.municipality

    @property
    def in_words(self) -> str:
        """Say whose seat it is: `ledamoten för Boden`."""
        office = "ledamoten" if self.as_ is PresentAs.MEMBER else "ersättaren"
        return f"{office} för {self.municipality}"

    @property
    def at_start(self) -> str:
        """Say whose seat it is at the start of a sentence."""
        words = self.in_words
        return words[0].upper() + words[1:]


def in_swedish_order(seat: Seat) -> tuple[str, bool]:
    """Give the key by which seats are listed: by municipality, the member first."""
    return swedish_key(seat.municipality), seat.as_ is PresentAs.SUBSTITUTE


@dataclass(slots=True)
class Room:
    """Those present, and who of them may not serve and why."""

    remote: dict[Seat, bool] = field(default_factory=dict)  # who is present, and whether from a distance
    barred: set[Seat] = field(default_factory=set)  # left for another hindrance while serving
    in_conflict: set[Seat] = field(default_factory=set)  # for the item that is open
    guests: frozenset[str] | None = None  # who is there without a seat; None where it is not judged anew

    def serving(self) -> tuple[Seat, ...]:
        """Tell who serves, in Swedish order: the member, else the same municipality's substitute."""
        able = [seat for seat in self.remote if seat not in self.barred and seat not in self.in_conflict]
        return tuple(sorted(serving_seats(able), key=in_swedish_order))

    def arrive(self, seat: Seat, *, remote: bool) -> Finding | None:
        """Let somebody in; not for an item they have a conflict in, nor to serve after another hindrance."""
        if seat in self.in_conflict or seat in self.barred:
            return no_seat(seat, self)
        self.remote[seat] = remote
        return None

    def leave(self, seat: Seat, *, in_conflict: bool, is_sitting: bool, has_item: bool) -> Finding | None:
        """Let somebody out: for a conflict until the item ends, else from service for the whole meeting."""
        if seat not in self.remote:
            text = f"{seat.at_start} är inte närvarande och kan inte lämna sammanträdet."
            return Finding(Verdict.REFUSED, "9", "reglemente 17 §", text)
        if in_conflict and has_item:
            self.in_conflict.add(seat)
        elif not in_conflict and is_sitting and seat in self.serving():
            self.barred.add(seat)
        del self.remote[seat]
        return None

    def keep_out(self, seats: Iterable[Seat]) -> None:
        """Keep those who have a conflict in the item that is open out of the room."""
        for seat in seats:
            self.in_conflict.add(seat)
            self.remote.pop(seat, None)

    def put_right(self, seat: Seat, *, is_present: bool, remote: bool) -> None:
        """Correct a slip: somebody is there, or is not, and has not left by that."""
        self.barred.discard(seat)
        self.in_conflict.discard(seat)
        if is_present:
            self.remote[seat] = remote
        else:
            self.remote.pop(seat, None)


def no_seat(seat: Seat, room: Room) -> Finding | None:
    """Say why somebody takes no part in the item, or None for who serves in it (rules 9 to 12)."""
    if seat in room.in_conflict:
        text = f"{seat.at_start} är jävig och får varken delta eller vara närvarande när ärendet behandlas."
        return Finding(Verdict.REFUSED, "12", "KL 6:28, 6:30", text)
    if seat in room.barred:
        text = f"{seat.at_start} har lämnat sammanträdet av annat hinder än jäv och får inte tjänstgöra igen."
        return Finding(Verdict.REFUSED, "10", "reglemente 18 §", text)
    if seat not in room.remote:
        text = f"{seat.at_start} är inte närvarande och har ingen plats i ärendet."
        return Finding(Verdict.REFUSED, "9", "reglemente 17 §", text)
    if seat not in room.serving():
        text = (
            f"{seat.at_start} tjänstgör inte, eftersom kommunens ledamot gör det:"
            " en ersättare får yttra sig men inte yrka, rösta eller reservera sig."
        )
        return Finding(Verdict.REFUSED, "11", "KL 6:17, reglemente 17 §", text)
    return None
