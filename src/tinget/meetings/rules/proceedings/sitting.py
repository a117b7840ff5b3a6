"""The sitting itself: each event asks the rules, and changes something only where it has effect in law."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tinget.meetings.rules.findings import Finding, Verdict
from tinget.meetings.rules.proceedings import after_the_gavel, challenges, motions, questions
from tinget.meetings.rules.proceedings.after_the_gavel import Reasons
from tinget.meetings.rules.proceedings.beforehand import (
    Facts,
    PresideAs,
    late_summons,
    out_of_order,
    presiding_among,
)
from tinget.meetings.rules.proceedings.challenges import Challenge, Consent, Ruling, Said
from tinget.meetings.rules.proceedings.floor import Floor, Guest, Remark, not_there
from tinget.meetings.rules.proceedings.items import Ballot, CountedVote, Item, Motion, last_handled
from tinget.meetings.rules.proceedings.room import Room, Seat, in_swedish_order, no_seat
from tinget.meetings.rules.seats import missing_quorum


@dataclass(slots=True)
class Sitting:
    """What has happened so far; every method is an event, and returns what a rule has to say of it."""

    facts: Facts
    room: Room = field(default_factory=Room)
    items: list[Item] = field(default_factory=list)
    chosen: tuple[Seat, PresideAs] | None = None
    is_open: bool = False
    is_closed: bool = False
    is_public: bool = field(init=False)
    is_adjourned: bool = False
    floor: Floor = field(default_factory=Floor)  # of the item that is handled
    consents: dict[str | int, Consent] = field(default_factory=dict)  # by the § of a late item

    def __post_init__(self) -> None:
        """Begin behind closed doors, unless the meeting was decided as public beforehand (KL 6:25)."""
        self.is_public = self.facts.is_public

    @property
    def item(self) -> Item | None:
        """The item that is, or last was, before the committee."""
        return self.items[-1] if self.items else None

    @property
    def presiding(self) -> Seat | None:
        """Who leads: who was chosen while they serve, else the chair, the vice chair, the eldest (R 16)."""
        return presiding_among(self.facts, self.chosen, self.room.serving())

    def summon(self) -> Finding | None:
        """Judge when the summons went out, where that is known (reglemente 10 §, rule 4)."""
        return late_summons(self.facts)

    def arrive(self, seat: Seat, *, remote: bool, without_leave: bool = False) -> Finding | None:
        """Let somebody in; a member takes the seat from the substitute at once (rule 9).

        From a distance by the chair's leave; without it there is a reason to record (KL 6:24, rule 6).
        """
        if found := self._over() or self.room.arrive(seat, remote=remote):
            return found
        if not remote or not without_leave:
            return None
        text = (
            f"{seat.at_start} deltar på distans utan att ordföranden har medgett det."
            " Ange varför, eller låt ordföranden medge det."
        )
        return Finding(Verdict.NEEDS_REASON, "6", "KL 6:24, reglemente 12 §", text)

    def leave(self, seat: Seat, *, in_conflict: bool) -> Finding | None:
        """Let somebody out, for a conflict in the open item or for another hindrance (rules 10 and 12)."""
        found = self._over() or self.room.leave(
            seat, in_conflict=in_conflict, is_sitting=self.is_open, has_item=self._has_open_item()
        )
        if found is None and in_conflict and self.item and self.item.challenge:
            self.item.challenge = None if self.item.challenge.seat == seat else self.item.challenge
        return found

    def correct_presence(self, seat: Seat, *, is_present: bool, remote: bool) -> Finding | None:
        """Put right who is in the room from here on; what was decided keeps its roll (KL 5:67, rule 23)."""
        if over := self._over():
            return over
        self.room.put_right(seat, is_present=is_present, remote=remote)
        if not any(item.is_settled and item.needs_quorum for item in self.items):
            return None
        text = "Beslut är redan fattade med den närvaro som står här. Ange varför den ändras."
        return Finding(Verdict.NEEDS_REASON, "23", "KL 5:67", text)

    def preside(self, seat: Seat, *, by: PresideAs) -> Finding | None:
        """Give somebody the chair; only one who is there and serves, and in the order of the rules."""
        if over := self._over():
            return over
        if seat not in self.room.serving():
            text = f"{seat.at_start} är inte närvarande och tjänstgörande, och kan inte leda."
            return Finding(Verdict.REFUSED, "7", "reglemente 16 §", text)
        found = out_of_order(self.facts, seat, by, self.room.serving())
        self.chosen = (seat, by)
        return found

    def open(self) -> Finding | None:
        """Open the meeting, once."""
        if self.is_open or self.is_closed:
            return _without_effect("Sammanträdet är redan öppnat.")
        self.is_open = True
        return None

    def admit_public(self, *, is_public: bool) -> Finding | None:
        """Open the doors to the public, or close them, as the committee has decided (KL 6:25, rule 5)."""
        if over := self._over():
            return over
        if is_public and self._has_open_item() and self.item is not None and self.item.needs_closed_doors:
            return challenges.behind_closed_doors()
        self.is_public = is_public
        return None

    def begin_item(self, item: Item) -> Finding | None:
        """Take up a matter; not without quorum, nor in public one that must not be (KL 6:25, 6:27)."""
        if found := self._not_sitting():
            return found
        if item.needs_closed_doors and self.is_public:
            return challenges.behind_closed_doors()
        if item.needs_quorum and (found := self._without_quorum()):
            return found
        self._leave_item()
        item.consent = self.consents.get(item.paragraph)
        is_asked = bool(item.consent) or any(one.paragraph == item.paragraph for one in self.items)
        self.items.append(item)
        return challenges.unasked(item.paragraph) if item.is_late and not is_asked else None

    def take_up(self, item: Item) -> Finding | None:
        """Take up a § that is not settled, without who had a conflict of interest in it (rule 12)."""
        before = last_handled(self.items, item.paragraph)
        if before is not None and before.is_settled:
            return _without_effect(f"§ {item.paragraph} är redan avgjord.")
        return self._begin_again(before, item)

    def reopen(self, paragraph: int, says: Consent) -> Finding | None:
        """Take up a settled § anew, as the committee decides, without who had a conflict in it (rule 12)."""
        before, seats = last_handled(self.items, paragraph), self.facts.seats
        found = self._not_sitting() or after_the_gavel.not_to_reopen(before, self.room, seats=seats)
        if found or before is None or says is Consent.REFUSED:
            return found
        return self._begin_again(before, before.anew(says)) or after_the_gavel.not_of_one_mind(says)

    def adjourn(self) -> Finding | None:
        """Break off for a while: nothing is handled until it goes on."""
        if found := self._not_sitting():
            return found
        self.is_adjourned = True
        return None

    def resume(self) -> Finding | None:
        """Go on after a break."""
        if over := self._over():
            return over
        if not self.is_adjourned:
            return _without_effect("Sammanträdet är inte ajournerat.")
        self.is_adjourned = False
        return None

    def ask_to_speak(self, who: Seat | Guest) -> Finding | None:
        """Put somebody on the speakers' list of the item (rule 11)."""
        item, found = self._open_item()
        return found if item is None else self.floor.ask(who, self.room)

    def speak(self, who: Seat | Guest) -> Finding | None:
        """Give somebody the floor (rule 11)."""
        item, found = self._open_item()
        return found if item is None else self.floor.give(who, self.room)

    def remark(self, remark: Remark) -> Finding | None:
        """Note what somebody says of the item, in their own words; also after the gavel (rule 11)."""
        if found := self._not_sitting() or not_there(remark.by, self.room):
            return found
        if self.item is None:
            return _without_effect("Inget ärende är uppe till behandling.")
        self.item.remarks.append(remark)
        return None

    def take_in(self, paragraph: int, says: Consent) -> Finding | None:
        """Hear whether the committee takes up an item that no summons told of (reglemente 10 §, rule 4)."""
        if found := self._not_sitting() or self._without_quorum():
            return found
        self.consents[paragraph] = says
        if self.item is not None and self._has_open_item() and self.item.paragraph == paragraph:
            self.item.consent = says
        return challenges.disputed(says)

    def allege(self, new: Challenge) -> Finding | None:
        """Raise a question of conflict of interest that is contested (KL 6:28-32, rule 12)."""
        item, found = self._open_item()
        if item is None or (found := challenges.challenge(item.challenge, new, self.room)):
            return found
        item.challenge = new
        return None

    def judge(self, said: Said) -> Finding | None:
        """Decide a question of conflict, without the one it is about; who has one leaves (rule 12)."""
        item, found = self._open_item()
        if item is None:
            return found
        if item.challenge is None:
            return _without_effect("Ingen fråga om jäv är väckt i ärendet.")
        seat, seats = item.challenge.seat, self.facts.seats
        ruling = Ruling(item.challenge, said, challenges.judges(seat, self.room, seats))
        presiding = presiding_among(self.facts, self.chosen, ruling.roll)
        if found := challenges.wrong_ruling(ruling, self.room, seats=seats, presiding=presiding):
            return found
        item.rulings.append(ruling)
        item.challenge = None
        if said.has_conflict and seat in self.room.remote:
            return self.leave(seat, in_conflict=True)
        return None

    def move(self, name: str, motion: Motion, *, is_unanimous: bool) -> Finding | None:
        """Move something, with a seat; after the gavel only if all agree (rules 11 and 15)."""
        item, found = self._open_item()
        if item is None or (found := self._without_quorum() or no_seat(motion.by, self.room)):
            return found
        item.motions[name] = motion
        return motions.late(item, is_unanimous=is_unanimous)

    def support(self, name: str, seats: Sequence[Seat], *, is_unanimous: bool) -> Finding | None:
        """Note who joins somebody's motion, with a seat (KL 4:22, 6:17, rule 11)."""
        item, found = self._open_item()
        if item is None or (found := self._without_quorum()):
            return found
        return motions.support(item, name, seats, self.room, is_unanimous=is_unanimous)

    def freeze(self) -> Finding | None:
        """Confirm the motions by the gavel after the deliberation (reglemente 19 §)."""
        item, found = self._open_item()
        if item is None or (found := self._without_quorum()):
            return found
        item.is_frozen = True
        return motions.unwritten(item)

    def ask_in_writing(self, name: str) -> Finding | None:
        """Note that the chair asks for a motion in writing (reglemente 19 §)."""
        item, found = self._open_item()
        return found if item is None else motions.ask_in_writing(item, name)

    def write_motion(self, name: str, text: str) -> Finding | None:
        """Give a motion its text, as its mover wrote it (reglemente 19 §)."""
        item, found = self._open_item()
        return found if item is None else motions.write(item, name, text)

    def take_back(self, name: str) -> Finding | None:
        """Let a mover take a motion back, which the minutes then leave out (KL 5:67, rule 23)."""
        item, found = self._open_item()
        return found if item is None else motions.take_back(item, name)

    def find_by_acclamation(self, outcome: str) -> Finding | None:
        """Find, as the chair, what the committee wants (KL 5:53)."""
        item, found = self._open_item()
        if item is None or (found := self._without_quorum() or questions.unknown_proposal(item, [outcome])):
            return found
        item.acclaim(outcome)
        return None

    def count(self, vote: CountedVote) -> Finding | None:
        """Count an open vote between two proposals, by name (rules 14, 17 to 19)."""
        item, found = self._open_item()
        if item is None or (found := self._without_quorum() or questions.wrong_count(item, vote, self.room)):
            return found
        chair = self.presiding
        outcome = questions.outcome_of_count(vote, is_election=item.is_election, presiding=chair)
        item.answer(vote, outcome, abstained=vote.abstain)
        return questions.unheard(vote, self.room, chair)

    def ballot(self, ballot: Ballot) -> Finding | None:
        """Take a closed ballot, of which only the figures and who took part are kept (KL 5:54)."""
        item, found = self._open_item()
        if item is None or (
            found := self._without_quorum() or questions.wrong_ballot(item, ballot, self.room)
        ):
            return found
        item.answer(ballot, questions.outcome_of_ballot(ballot.counts))
        return None

    def draw_lot(self, winner: str) -> Finding | None:
        """Draw the lot between equals in elections and employment (KL 5:56)."""
        item, found = self._open_item()
        if item is None or (found := self._without_quorum() or questions.wrong_lottery(item, winner)):
            return found
        if item.outcome is not None:
            item.outcome = replace(item.outcome, possible=frozenset({winner}))
        return None

    def decide(self, declared: str) -> Finding | None:
        """Let the gavel fall: who took part is fixed, and the decision stands (KL 5:66-67, 6:27)."""
        item, found = self._open_item()
        if item is None or (found := self._without_quorum() or questions.wrong_decision(item, declared)):
            return found
        item.declare(declared)
        unwritten = None if item.is_frozen else motions.unwritten(item)
        self._leave_item()
        return challenges.undecided(item.challenge) or challenges.refused(item.consent) or unwritten

    def note(self) -> Finding | None:
        """Let the gavel fall over a matter that was handled without a decision (KL 6:27)."""
        item, found = self._open_item()
        if item is None or (item.needs_quorum and (found := self._without_quorum())):
            return found
        item.is_noted = True
        self._leave_item()
        return None

    def reserve(self, seat: Seat) -> Finding | None:
        """Note a reservation by somebody who took part in deciding, before the close (KL 4:27)."""
        return after_the_gavel.reserve(self.item, seat, is_closed=self.is_closed)

    def explain(self, said: Reasons) -> Finding | None:
        """Note the written reasons for a reservation, also after the close (reglemente 21 §, rule 22)."""
        return after_the_gavel.explain(self.items, said)

    def approve_at_once(self, approver: Seat, *, is_text_shown: bool) -> Finding | None:
        """Approve a § at the meeting: its text shown, by the chair and one who served (rule 24)."""
        return self._not_sitting() or after_the_gavel.approve_at_once(
            self.item, approver, presiding=self.presiding, is_text_shown=is_text_shown
        )

    def close(self) -> Finding | None:
        """Close the meeting."""
        if found := self._not_sitting():
            return found
        self._leave_item()
        self.is_open, self.is_closed = False, True
        return None

    def finish(self) -> None:
        """Fix the roll of an item that the events leave open."""
        self._leave_item()

    def _begin_again(self, before: Item | None, item: Item) -> Finding | None:
        """Begin a §, and keep whoever had a conflict in it before out of the room."""
        found = self.begin_item(item)
        if before is not None and self.item is item:
            self.room.keep_out(before.in_conflict)
        return found

    def _leave_item(self) -> None:
        """Fix who took part, and end the conflicts and the speakers' list: they were about this item."""
        self.floor = Floor()
        item = self.item
        if item is not None and item.roll is None:
            item.roll = self.room.serving()
            item.remote = frozenset(seat for seat in item.roll if self.room.remote[seat])
            item.in_conflict = tuple(sorted(self.room.in_conflict, key=in_swedish_order))
            item.presided = self.presiding
            item.was_public = self.is_public
            self.room.in_conflict = set()

    def _has_open_item(self) -> bool:
        return self.item is not None and self.item.roll is None

    def _open_item(self) -> tuple[Item | None, Finding | None]:
        """Give the item that may be handled, or what to say where there is none."""
        if found := self._not_sitting():
            return None, found
        if self.item is None:
            return None, _without_effect("Inget ärende är uppe till behandling.")
        if self.item.is_settled:
            return None, _without_effect(f"§ {self.item.paragraph} är redan avgjord.")
        return self.item, None

    def _over(self) -> Finding | None:
        return _without_effect("Sammanträdet är avslutat.") if self.is_closed else None

    def _not_sitting(self) -> Finding | None:
        if found := self._over():
            return found
        if self.is_adjourned:
            return _without_effect("Sammanträdet är ajournerat. För in att det fortsätter.")
        return None if self.is_open else _without_effect("Sammanträdet är inte öppnat.")

    def _without_quorum(self) -> Finding | None:
        return missing_quorum(self.room.serving(), seats=self.facts.seats)


def _without_effect(text: str) -> Finding:
    return Finding(Verdict.REFUSED, "16", "KL 5:53, 6:33", text)
