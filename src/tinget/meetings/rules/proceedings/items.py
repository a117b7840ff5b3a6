"""An item while it is handled and after: what was moved, what was put and voted on, and what it came to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tinget.meetings.rules.proceedings.challenges import Challenge, Consent, Ruling
from tinget.meetings.rules.proceedings.floor import Remark
from tinget.meetings.rules.proceedings.room import Seat

DRAFT = "draft"  # the proposal in the papers, which needs no motion


class MotionKind(StrEnum):
    """What a motion asks for (bifall, avslag, ändring, tillägg, bordläggning, återremiss)."""

    APPROVE = "approve"
    REJECT = "reject"
    AMEND = "amend"
    ADD = "add"
    TABLE = "table"
    REFER = "refer"


RESULT_OF_KIND = {MotionKind.TABLE: "tabled", MotionKind.REFER: "referred"}


class DecidedBy(StrEnum):
    """What settled the question."""

    MAJORITY = "majority"
    CASTING = "casting"
    LOTTERY = "lottery"
    ACCLAMATION = "acclamation"


@dataclass(frozen=True, slots=True)
class Votes:
    """An open vote's figures; the casting vote is not among them."""

    for_: int
    against: int
    abstain: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the latest proposition came to: which proposals may be declared, and what settles between them."""

    possible: frozenset[str]
    by: DecidedBy
    votes: Votes | None = None


@dataclass(frozen=True, slots=True)
class Motion:
    """What somebody with a seat has moved, in their words."""

    by: Seat
    kind: MotionKind
    text: str = ""
    is_asked_in_writing: bool = False
    is_written: bool = False
    supporters: tuple[Seat, ...] = ()

    @property
    def lacks_text(self) -> bool:
        """Whether the chair asked for it in writing, and it is not given."""
        return self.is_asked_in_writing and not self.is_written


@dataclass(frozen=True, slots=True)
class Acclamation:
    """A proposal that the chair found the committee to want."""

    outcome: str


@dataclass(frozen=True, slots=True)
class Ballot:
    """A closed ballot: who took part, and how many each proposal got; nobody's vote is kept."""

    voters: tuple[Seat, ...]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class CountedVote:
    """An open vote between two proposals, by name."""

    yes: str
    no: str
    for_: tuple[Seat, ...]
    against: tuple[Seat, ...]
    abstain: tuple[Seat, ...]

    @property
    def voters(self) -> tuple[Seat, ...]:
        """All who are listed, in whatever way they voted."""
        return self.for_ + self.against + self.abstain


@dataclass(frozen=True, slots=True)
class Reopening:
    """That a settled § was taken up anew: how the committee agreed to it, and whether it had decided."""

    says: Consent
    was_decided: bool


@dataclass(slots=True)
class Item:
    """An item while it is handled and after: its roll is fixed when it is decided or left."""

    paragraph: str | int
    is_election: bool = False
    needs_quorum: bool = True  # only the roll call does not: it counts who is there
    needs_closed_doors: bool = False  # secrecy, or exercise of authority against an individual
    is_late: bool = False  # no summons told of it
    consent: Consent | None = None  # to take up a late item
    reopening: Reopening | None = None  # where the same § was settled earlier at the meeting
    challenge: Challenge | None = None  # a contested conflict of interest that is not decided
    rulings: list[Ruling] = field(default_factory=list)
    was_public: bool = False
    motions: dict[str, Motion | None] = field(default_factory=lambda: {DRAFT: None})
    is_frozen: bool = False
    put: list[Acclamation | CountedVote | Ballot] = field(default_factory=list)  # in the order of the chair
    outcome: Outcome | None = None
    abstained: frozenset[Seat] = frozenset()
    roll: tuple[Seat, ...] | None = None
    in_conflict: tuple[Seat, ...] = ()
    presided: Seat | None = None
    remote: frozenset[Seat] = frozenset()
    result: str | None = None
    decided_by: DecidedBy | None = None
    is_noted: bool = False  # handled without a decision
    reservations: list[Seat] = field(default_factory=list)
    reasons: dict[Seat, str] = field(default_factory=dict)  # of a reservation, in writing
    approved_by: Seat | None = None  # at once, together with the chair
    remarks: list[Remark] = field(default_factory=list)

    @property
    def is_settled(self) -> bool:
        """Whether the gavel has fallen."""
        return self.is_noted or self.result is not None

    @property
    def is_plain(self) -> bool:
        """Whether the proposal in the papers alone was put, and nothing was settled before it."""
        settled_first = self.rulings or self.consent or self.reopening
        return len(self.motions) == 1 and len(self.put) == 1 and not settled_first

    def answer(
        self, put: Acclamation | CountedVote | Ballot, outcome: Outcome, *, abstained: Iterable[Seat] = ()
    ) -> None:
        """Keep what the chair put, and what it came to."""
        self.put.append(put)
        self.outcome, self.abstained = outcome, frozenset(abstained)

    def acclaim(self, proposal: str) -> None:
        """Keep what the chair found the committee to want."""
        self.answer(Acclamation(proposal), Outcome(frozenset({proposal}), DecidedBy.ACCLAMATION))

    def declare(self, proposal: str) -> None:
        """Keep what the gavel confirmed: the proposal, or what its kind makes of the item."""
        motion = self.motions[proposal]
        self.result = RESULT_OF_KIND.get(motion.kind, proposal) if motion else proposal
        self.decided_by = self.outcome.by if self.outcome else None

    def anew(self, says: Consent) -> "Item":
        """Begin from the start with the same §: nothing that was moved or voted on before counts."""
        return Item(
            self.paragraph,
            is_election=self.is_election,
            needs_quorum=self.needs_quorum,
            needs_closed_doors=self.needs_closed_doors,
            is_late=self.is_late,
            reopening=Reopening(says, was_decided=self.result is not None),
        )


def last_handled(items: Sequence[Item], paragraph: str | int) -> Item | None:
    """Find how a § was handled the last time it was up, or None where it never was."""
    return next((one for one in reversed(items) if one.paragraph == paragraph), None)
