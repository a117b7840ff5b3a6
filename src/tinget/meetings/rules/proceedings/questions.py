"""The question before the committee: motions, the chair's propositions, votes, and what they amount to."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from tinget.meetings.rules.findings import Finding, Verdict
from tinget.meetings.rules.proceedings.challenges import Challenge, Consent, Ruling
from tinget.meetings.rules.proceedings.floor import Remark
from tinget.meetings.rules.proceedings.room import Room, Seat, in_swedish_order, no_seat

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


def unknown_proposal(item: Item, proposals: Iterable[str]) -> Finding | None:
    """Refuse what nobody with a seat has moved (rule 16)."""
    for proposal in proposals:
        if proposal not in item.motions:
            text = f"Förslaget ”{proposal}” finns inte i ärendet, så det kan inte ställas under proposition."
            return Finding(Verdict.REFUSED, "16", "KL 5:53, 6:33", text)
    return None


def late_motion(item: Item, *, is_unanimous: bool) -> Finding | None:
    """Ask for a reason for a motion after the gavel that not all agree to (reglemente 19 §, rule 15)."""
    if not item.is_frozen or is_unanimous:
        return None
    text = (
        "Yrkandet lades fram sedan ordföranden hade gått igenom yrkandena och bekräftat dem med klubbslag."
        " Det förutsätter att alla är ense. Ange varför det togs upp."
    )
    return Finding(Verdict.NEEDS_REASON, "15", "reglemente 19 §", text)


def support(
    item: Item, name: str, seats: Sequence[Seat], room: Room, *, is_unanimous: bool
) -> Finding | None:
    """Note who joins somebody's motion, each with a seat in the item (KL 6:17, rules 9 to 12 and 15)."""
    motion = item.motions.get(name)
    if motion is None:
        return _not_moved(name)
    if found := next(filter(None, (no_seat(seat, room) for seat in seats)), None):
        return found
    if motion.by in seats:
        text = f"{motion.by.at_start} har själv lagt fram yrkande {name}, och kan inte instämma i det."
        return Finding(Verdict.REFUSED, "16", "KL 5:53, 6:33", text)
    every = dict.fromkeys((*motion.supporters, *seats))
    item.motions[name] = replace(motion, supporters=tuple(sorted(every, key=in_swedish_order)))
    if not item.is_frozen or is_unanimous:
        return None
    text = "Yrkandena är redan bekräftade med klubbslag. Ange varför någon instämmer efter det."
    return Finding(Verdict.NEEDS_REASON, "15", "reglemente 19 §", text)


def ask_in_writing(item: Item, name: str) -> Finding | None:
    """Note that the chair asks for a motion in writing (reglemente 19 §, rule 15)."""
    motion = item.motions.get(name)
    if motion is None:
        return _not_moved(name)
    item.motions[name] = replace(motion, is_asked_in_writing=True)
    return None


def write(item: Item, name: str, text: str) -> Finding | None:
    """Give a motion its text in writing; what the gavel confirmed is only changed if all agree (rule 15)."""
    motion = item.motions.get(name)
    if motion is None:
        return _not_moved(name)
    item.motions[name] = replace(motion, text=text, is_written=True)
    return late_motion(item, is_unanimous=motion.lacks_text)


def take_back(item: Item, name: str) -> Finding | None:
    """Take a motion out of the item, unless the question has been put (KL 5:67, rules 15 and 16)."""
    if item.motions.get(name) is None:
        return _not_moved(name)
    if item.put:
        text = f"Ordföranden har redan ställt proposition, och yrkande {name} kan inte tas tillbaka."
        return Finding(Verdict.REFUSED, "16", "KL 5:53, 6:33", text)
    del item.motions[name]
    if not item.is_frozen:
        return None
    text = f"Yrkandena är redan bekräftade med klubbslag. Ange varför yrkande {name} tas tillbaka efter det."
    return Finding(Verdict.NEEDS_REASON, "15", "reglemente 19 §", text)


def unwritten(item: Item) -> Finding | None:
    """Ask for a reason where a motion that the chair asked for in writing has no text (rule 15)."""
    lacking = [name for name, one in item.motions.items() if one is not None and one.lacks_text]
    if not lacking:
        return None
    text = f"Ordföranden har begärt yrkande {lacking[0]} skriftligt, och texten saknas. Ange varför."
    return Finding(Verdict.NEEDS_REASON, "15", "reglemente 19 §", text)


def _not_moved(name: str) -> Finding:
    text = f"Yrkandet ”{name}” finns inte i ärendet."
    return Finding(Verdict.REFUSED, "15", "reglemente 19 §", text)


def wrong_voters(voters: Sequence[Seat], room: Room) -> Finding | None:
    """Refuse two votes from one municipality, and votes without a seat (rules 9 to 12 and 14)."""
    twice = [name for name, votes in Counter(seat.municipality for seat in voters).items() if votes > 1]
    if twice:
        text = f"{twice[0]} har en röst, men har fått {sum(v.municipality == twice[0] for v in voters)}."
        return Finding(Verdict.REFUSED, "14", "KL 4:24", text)
    return next(filter(None, (no_seat(seat, room) for seat in voters)), None)


def unheard(vote: CountedVote, room: Room, presiding: Seat | None) -> Finding | None:
    """Ask for a reason where the presider abstains from a tie, or somebody's vote is not told (rule 19)."""
    source = "KL 4:25, reglemente 20 §"
    if presiding in vote.abstain and len(vote.for_) == len(vote.against):
        text = "Den som leder sammanträdet ska rösta när det behövs för att ärendet ska kunna avgöras."
        return Finding(Verdict.NEEDS_REASON, "19", source, text)
    missing = [seat for seat in room.serving() if seat not in vote.voters]
    if missing:
        text = f"För {missing[0].in_words} är varken röst eller avstående antecknat."
        return Finding(Verdict.NEEDS_REASON, "19", source, text)
    return None


def outcome_of_count(vote: CountedVote, *, is_election: bool, presiding: Seat | None) -> Outcome:
    """Tell what an open vote came to: simple majority, else the casting vote or, in elections, the lot."""
    votes = Votes(len(vote.for_), len(vote.against), len(vote.abstain))
    if votes.for_ != votes.against:
        winner = vote.yes if votes.for_ > votes.against else vote.no
        return Outcome(frozenset({winner}), DecidedBy.MAJORITY, votes)
    both = frozenset({vote.yes, vote.no})
    if is_election:
        return Outcome(both, DecidedBy.LOTTERY, votes)
    if presiding in vote.for_:
        both = frozenset({vote.yes})
    elif presiding in vote.against:
        both = frozenset({vote.no})
    return Outcome(both, DecidedBy.CASTING, votes)


def closed_ballot(item: Item) -> Finding | None:
    """Refuse a closed ballot outside elections and employment (KL 5:54, rule 17)."""
    if item.is_election:
        return None
    text = "Omröstningen ska vara öppen: sluten omröstning finns bara vid val och anställning."
    return Finding(Verdict.REFUSED, "17", "KL 5:54, 6:33", text)


def too_many_ballots(ballot: Ballot) -> Finding | None:
    """Refuse more ballots than voters (KL 4:24, rule 14)."""
    cast = sum(ballot.counts.values())
    if cast <= len(ballot.voters):
        return None
    text = f"{cast} röster har räknats, men bara {len(ballot.voters)} har röstat."
    return Finding(Verdict.REFUSED, "14", "KL 4:24", text)


def outcome_of_ballot(counts: Mapping[str, int]) -> Outcome:
    """Tell what a closed ballot came to; the lot decides between equals (KL 5:56, rule 18)."""
    most = max(counts.values())
    first = frozenset(proposal for proposal, votes in counts.items() if votes == most)
    return Outcome(first, DecidedBy.MAJORITY if len(first) == 1 else DecidedBy.LOTTERY)


def still_before(item: Item) -> list[str]:
    """List the proposals that no vote has ruled out, the one in the papers first while it stands."""
    left = list(item.motions)
    for put in item.put:
        if isinstance(put, CountedVote) and len(put.for_) != len(put.against):
            lost = put.no if len(put.for_) > len(put.against) else put.yes
            left = [name for name in left if name != lost]
    return left


def next_question(item: Item) -> tuple[str, str] | None:
    """Suggest which two proposals to put against each other; None where one is left (rule 20, practice).

    While there are more than two, a counter-proposal is chosen among the others before it meets the main one.
    """
    left = still_before(item)
    if len(left) < 2:  # noqa: PLR2004 -- a question stands between two
        return None
    return (left[0], left[1]) if len(left) == 2 else (left[1], left[2])  # noqa: PLR2004 -- as above


def wrong_lottery(item: Item, winner: str) -> Finding | None:
    """Refuse a lottery where none decides, or for who did not tie (KL 5:55-56, rule 18)."""
    source = "KL 5:55–56"
    if item.outcome is None or item.outcome.by is not DecidedBy.LOTTERY:
        text = (
            "Lottning avgör bara lika röstetal vid val och anställning; annars har ordföranden utslagsröst."
        )
        return Finding(Verdict.REFUSED, "18", source, text)
    if winner not in item.outcome.possible:
        text = f"”{winner}” är inte bland dem som fick lika många röster."
        return Finding(Verdict.REFUSED, "18", source, text)
    return None


def wrong_decision(item: Item, declared: str) -> Finding | None:
    """Refuse a decision against what the vote came to, or before the lot is drawn (rule 18)."""
    if item.outcome is None:
        return None
    if item.outcome.by is DecidedBy.LOTTERY and len(item.outcome.possible) > 1:
        text = "Röstetalet är lika och ska avgöras genom lottning innan beslutet kan fattas."
        return Finding(Verdict.REFUSED, "18", "KL 5:56", text)
    if declared not in item.outcome.possible:
        came_to = " eller ".join(f"”{one}”" for one in sorted(item.outcome.possible))
        text = f"Beslutet stämmer inte med utfallet: det blev {came_to}, inte ”{declared}”."
        return Finding(Verdict.REFUSED, "18", "KL 5:55", text)
    return None
