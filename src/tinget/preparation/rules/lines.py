"""What pages and other modules are told of preparations, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from tinget.kernel.stances import STANCE_WORDS, Answers, Stance, count_answers
from tinget.preparation.rules.steps import ASKING, HOLDERS, ORDER, STEP_TEXTS, WAY_TEXTS, Step, Way, numbered


@dataclass(frozen=True, slots=True)
class OpinionLine:
    """What one municipality answers in one step: a position in the group, an opinion in a referral."""

    municipality_id: int
    municipality: str
    stance: Stance | None = None
    text: str = ""
    answered_at: datetime | None = None
    by_name: str = ""
    record_id: int | None = None

    @property
    def stance_text(self) -> str:
        """The stance in Swedish; empty before the answer."""
        return STANCE_WORDS[self.stance] if self.stance else ""


@dataclass(frozen=True, slots=True)
class StayLine:
    """A stay in a step: from when, by whom it came there and why, and what was answered meanwhile."""

    id: int
    number: int
    step: Step
    way: Way
    reason: str
    skipped: tuple[Step, ...]
    by_name: str
    acting_as: str
    entered_at: datetime
    left_at: datetime | None
    answer_by: date | None
    question: str
    opinions: tuple[OpinionLine, ...] = ()

    @property
    def holder(self) -> str:
        """Who has it, in definite form."""
        return HOLDERS[self.step]

    @property
    def step_text(self) -> str:
        """The step in Swedish."""
        return STEP_TEXTS[self.step]

    @property
    def way_text(self) -> str:
        """How it came there, with the steps that were passed by."""
        passed = ", ".join(STEP_TEXTS[step] for step in self.skipped)
        return f"{WAY_TEXTS[self.way]}: {passed}" if passed else WAY_TEXTS[self.way]

    def answers_on(self, day: date) -> Answers:
        """Count who has answered."""
        asked = [(one.municipality, one.answered_at is not None) for one in self.opinions]
        return count_answers(asked, answer_by=self.answer_by, on=day)


@dataclass(frozen=True, slots=True)
class PreparationLine:
    """A preparation in a list: what it is, who has it and since when."""

    id: int
    title: str
    case_id: int | None
    case_number: str
    case_url: str
    step: Step
    since: datetime
    answer_by: date | None
    is_secret: bool
    is_demonstration: bool
    url: str

    @property
    def step_text(self) -> str:
        """The step in Swedish."""
        return STEP_TEXTS[self.step]

    @property
    def holder(self) -> str:
        """Who has it, in definite form."""
        return HOLDERS[self.step]

    @property
    def is_asking(self) -> bool:
        """Whether municipalities are asked now."""
        return self.step in ASKING


@dataclass(frozen=True, slots=True)
class PreparationView:
    """A preparation whole: its texts, and every step it has been in."""

    line: PreparationLine
    class_code: str
    background: str
    rapporteur: str
    lead: str
    points: tuple[str, ...]
    stays: tuple[StayLine, ...]  # oldest first

    @property
    def now(self) -> StayLine:
        """The step it stands in."""
        return self.stays[-1]

    @property
    def proposal(self) -> str:
        """The proposal for decision as text, its points numbered."""
        return numbered(self.points, lead=self.lead) if self.points else self.lead

    def last_in(self, step: Step) -> StayLine | None:
        """Give the newest stay in a step."""
        return next((stay for stay in reversed(self.stays) if stay.step is step), None)

    @property
    def side_by_side(self) -> tuple[tuple[str, OpinionLine | None, OpinionLine | None], ...]:
        """Each municipality with its position in the group and its opinion in the referral, the newest."""
        group, referral = (
            {one.municipality: one for one in stay.opinions} if stay else {}
            for stay in (self.last_in(Step.GROUP), self.last_in(Step.REFERRAL))
        )
        names = dict.fromkeys([*group, *referral])
        return tuple((name, group.get(name), referral.get(name)) for name in names)

    @property
    def steps_ahead(self) -> tuple[Step, ...]:
        """The steps that come after this one."""
        if self.line.step is Step.ENDED:
            return ()
        return ORDER[ORDER.index(self.line.step) + 1 :]


@dataclass(frozen=True, slots=True)
class AttendanceLine:
    """Whether a municipality's official was at a meeting of the group; None is not noted."""

    municipality_id: int
    municipality: str
    present: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMeetingTold:
    """What is told of a meeting of the group: `present` are municipalities, `said` is by the preparation."""

    held_on: date
    starts_at: time | None = None
    place: str = ""
    notes: str = ""
    present: frozenset[int] = frozenset()
    said: Mapping[int, str] = field(default_factory=dict)

    def attendance(self, municipality_id: int, *, on: date) -> bool | None:
        """Whether the municipality was there; None where nothing is noted, as before the meeting's day."""
        if not self.present or self.held_on > on:
            return None
        return municipality_id in self.present


@dataclass(frozen=True, slots=True)
class GroupMeetingView:
    """A meeting of the preparatory group: its day, who was there, and what it said of each matter."""

    id: int
    held_on: date
    starts_at: time | None
    place: str
    notes: str
    attendance: tuple[AttendanceLine, ...]
    matters: tuple[tuple[PreparationLine, str], ...]
    is_demonstration: bool

    @property
    def present(self) -> int:
        """How many municipalities were there."""
        return sum(one.present is True for one in self.attendance)
