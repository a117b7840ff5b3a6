"""What the page of a sitting shows, as values."""

from dataclasses import dataclass
from datetime import datetime

from tinget.kernel.words import word as _
from tinget.meetings.rules.proceedings.items import MotionKind
from tinget.meetings.rules.proceedings.room import Seat
from tinget.meetings.rules.seats import PresentAs, Quorum
from tinget.meetings.rules.timing import Timing

GUEST = "guest"


@dataclass(frozen=True, slots=True)
class SeatNow:
    """A seat that somebody holds, and how it stands with them."""

    municipality: str
    as_: PresentAs
    name: str
    is_present: bool
    is_remote: bool
    is_serving: bool
    in_conflict: bool
    has_left: bool
    presides: bool

    @property
    def key(self) -> str:
        """The seat as forms name it."""
        return f"{self.municipality}:{self.as_.value}"

    @property
    def with_place(self) -> str:
        """The name with the municipality, to choose by; a role account already says it."""
        return self.name if self.municipality in self.name else f"{self.name}, {self.municipality}"

    @property
    def state_text(self) -> str:
        """How it stands, in words."""
        if self.in_conflict:
            return _("jävig i ärendet")
        if self.has_left:
            return _("har lämnat")
        if not self.is_present:
            return _("inte här")
        if not self.is_serving:
            return _("närvarande")
        return _("tjänstgör på distans") if self.is_remote else _("tjänstgör")


@dataclass(frozen=True, slots=True)
class PlaceNow:
    """A municipality with its two seats; None where nobody is known to hold one."""

    municipality: str
    member: SeatNow | None
    substitute: SeatNow | None

    @property
    def pair(self) -> tuple[SeatNow | None, SeatNow | None]:
        """The member's seat and the substitute's."""
        return self.member, self.substitute


@dataclass(frozen=True, slots=True)
class ProposalNow:
    """A proposal before the committee: the one in the papers, or a motion."""

    name: str
    title: str
    text: str
    kind: MotionKind | None = None
    is_asked_in_writing: bool = False
    lacks_text: bool = False
    by: Seat | None = None  # the mover's
    supporters: str = ""  # their names, as running text lists them


@dataclass(frozen=True, slots=True)
class GuestNow:
    """Somebody without a seat who speaks or wants to."""

    with_place: str

    @property
    def key(self) -> str:
        """How forms name them."""
        return f"{GUEST}:{self.with_place}"


@dataclass(frozen=True, slots=True)
class ItemNow:
    """The item that is, or last was, before the committee."""

    item_id: int
    paragraph: int
    title: str
    rapporteur: str
    is_open: bool
    is_election: bool
    is_frozen: bool
    proposals: tuple[ProposalNow, ...]
    procedure: str
    possible: tuple[str, ...]
    question: tuple[str, str] | None  # what to vote on next
    is_counter: bool  # and whether that chooses a counter-proposal
    needs_lot: bool
    by_casting: bool
    is_decided: bool
    decision: str  # what is written as the decision, before the gavel only where somebody wrote it
    took_part: tuple[SeatNow, ...]
    conflicts: tuple[SeatNow, ...]
    reservations: tuple[SeatNow, ...]
    is_approved: bool
    remarks: tuple[str, ...]
    alleged: SeatNow | None  # who contests a conflict of interest that is not decided
    judges: tuple[SeatNow, ...]  # who decide that
    timing: Timing | None  # None where no time is planned


@dataclass(frozen=True, slots=True)
class EventNow:
    """An event in words, with the rule that had something to say of it."""

    number: int
    kind: str
    at: datetime
    by: str
    text: str
    rule: str
    source: str
    finding: str
    reason: str
    item_id: int | None
    is_withdrawn: bool
    corrects: int | None = None
    entered_at: datetime | None = None  # where that was afterwards


@dataclass(frozen=True, slots=True)
class Live:
    """A sitting as it stands; `version` grows with each event, `last` is what a slip may take back."""

    version: int
    is_public: bool
    quorum: Quorum
    places: tuple[PlaceNow, ...]
    presiding: SeatNow | None
    item: ItemNow | None
    asked: frozenset[int]  # the late items that the committee has said yes or no to, by their §
    events: tuple[EventNow, ...]
    last: EventNow | None
    is_adjourned: bool = False
    speaking: SeatNow | GuestNow | None = None
    waiting: tuple[SeatNow | GuestNow, ...] = ()  # to speak, in order

    @property
    def seats(self) -> tuple[SeatNow, ...]:
        """Every seat that somebody holds."""
        return tuple(seat for place in self.places for seat in place.pair if seat is not None)

    @property
    def serving(self) -> tuple[SeatNow, ...]:
        """Those who serve now."""
        return tuple(seat for seat in self.seats if seat.is_serving)
