"""What crosses the border about meetings: frozen values for lists, pages and other modules."""

from dataclasses import dataclass, replace
from datetime import date, time

from tinget.meetings.rules.addenda import AddendumLine
from tinget.meetings.rules.agenda import KIND_TEXTS, ItemKind
from tinget.meetings.rules.seats import PresentAs, Quorum
from tinget.meetings.rules.states import HELD, ITEM_STATE_TEXTS, ItemState, MeetingState


def paragraph_text(paragraph: int | None) -> str:
    """Write a § as it is written, empty before the meeting is opened."""
    return f"§ {paragraph}" if paragraph is not None else ""


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in a list; `day` is when it was held, else when it is planned."""

    id: int
    address: str
    day: date
    title: str
    state: MeetingState
    state_text: str
    url: str
    place: str
    planned_start: time | None
    is_demonstration: bool
    is_published_fact: bool
    paragraphs: str

    @property
    def is_held(self) -> bool:
        """Whether it has been opened."""
        return self.state in HELD


@dataclass(frozen=True, slots=True)
class ApprovedAtOnce:
    """A § that was approved at the meeting itself (KL 5:69), and the meeting's secretary."""

    item_id: int
    meeting_id: int
    paragraph: int
    secretary: str


@dataclass(frozen=True, slots=True)
class BasisLine:
    """A document behind a decision; `printed` is its record id, where it has one."""

    title: str
    printed: str
    record_id: int | None


@dataclass(frozen=True, slots=True)
class VoteLine:
    """An open vote as lists show it: the question, the figures, and each by name, municipality and vote."""

    yes: str
    no: str
    figures: str
    voters: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item with its texts; `case_number` is printed whole, also another authority's."""

    id: int
    position: int
    paragraph: int | None
    year: int | None
    kind: ItemKind
    title: str
    state: ItemState
    case_id: int | None
    case_number: str
    case_url: str
    rapporteur: str
    proposal: str
    summary: str
    meeting_text: str
    procedure: str
    decision_text: str
    decision_points: tuple[str, ...]
    decision_kind: str
    decision_id: int | None
    is_immediate: bool
    url: str
    basis: tuple[BasisLine, ...] = ()
    recipients: tuple[str, ...] = ()
    votes: tuple[VoteLine, ...] = ()
    minutes: int | None = None  # planned
    is_withheld: bool = False  # from who has a conflict of interest in it, while it is handled
    is_late: bool = False  # no summons told of it
    begins: time | None = None  # by the plan, where the whole agenda is read

    @property
    def number(self) -> str:
        """The § as it is written, or empty before the meeting is opened."""
        return paragraph_text(self.paragraph)

    @property
    def state_text(self) -> str:
        """The state in words."""
        return ITEM_STATE_TEXTS[self.state]

    @property
    def kind_text(self) -> str:
        """The kind in words."""
        return KIND_TEXTS[self.kind]

    @property
    def is_open(self) -> bool:
        """Whether the gavel has not yet fallen."""
        return self.state is ItemState.OPEN


def withheld(item: ItemLine) -> ItemLine:
    """Give an item as who has a conflict of interest in it reads it meanwhile: its title (KL 6:30)."""
    return replace(
        item,
        proposal="",
        summary="",
        meeting_text="",
        procedure="",
        decision_text="",
        decision_points=(),
        basis=(),
        recipients=(),
        votes=(),
        is_withheld=True,
    )


def named_with_place(name: str, place: str) -> str:
    """Give name and municipality; a role account of the demonstration already says its municipality."""
    return name if not place or name.endswith(place) else f"{name}, {place}"


@dataclass(frozen=True, slots=True)
class PresenceLine:
    """Somebody in the room; `municipality` is empty and `office` says why for others than seats."""

    person_id: int | None
    name: str
    party: str
    municipality_id: int | None
    municipality: str
    as_: PresentAs
    is_serving: bool
    is_chair: bool
    is_present: bool = True
    office: str = ""

    @property
    def with_party(self) -> str:
        """The name as minutes print it."""
        return f"{self.name} ({self.party})" if self.party else self.name

    @property
    def with_place(self) -> str:
        """The name with party and municipality, to choose by."""
        return named_with_place(self.with_party, self.municipality)


@dataclass(frozen=True, slots=True)
class ApproverLine:
    """Who approves the minutes together with the chair."""

    person_id: int | None
    name: str
    party: str

    @property
    def with_party(self) -> str:
        """The name as minutes print it."""
        return f"{self.name} ({self.party})" if self.party else self.name


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting with its items, attendance and approvers; None is unknown."""

    id: int
    authority: int
    address: str
    url: str
    title: str
    state: MeetingState
    state_text: str
    planned_on: date
    held_on: date | None
    planned_start: time | None
    planned_end: time | None
    starts_at: time | None
    ends_at: time | None
    place: str
    form: str
    rules_version: str
    rules_assumed: bool
    chair_id: int | None
    chair_name: str
    chair_party: str
    secretary_id: int | None
    secretary_name: str
    approval_due: date | None
    approval_place: str
    approved_on: date | None
    minutes_document_id: int | None
    moved_reason: str
    late_approval_reason: str
    source: str
    notes: tuple[str, ...]
    is_demonstration: bool
    is_published_fact: bool
    is_published: bool
    quorum: Quorum | None
    items: tuple[ItemLine, ...]
    presence: tuple[PresenceLine, ...]
    approvers: tuple[ApproverLine, ...]
    paragraphs: str
    addenda: tuple[AddendumLine, ...] = ()  # those that are signed
    reserves: tuple[ApproverLine, ...] = ()  # who approve if the approver is hindered

    @property
    def chair(self) -> str:
        """Who presides, as minutes print it; empty where it is unknown."""
        return f"{self.chair_name} ({self.chair_party})" if self.chair_party else self.chair_name

    @property
    def day(self) -> date:
        """When it was held, else when it is planned."""
        return self.held_on or self.planned_on

    @property
    def has_times(self) -> bool:
        """Whether the agenda says when its items are to begin."""
        return any(item.begins for item in self.items)

    @property
    def open_items(self) -> tuple[ItemLine, ...]:
        """The items that the gavel has not confirmed."""
        return tuple(item for item in self.items if item.is_open)


@dataclass(frozen=True, slots=True)
class CaseAppearance:
    """An item of some meeting where a case is handled: the meeting's title, the § and where it is read."""

    title: str
    number: str
    state_text: str
    url: str
    is_demonstration: bool


@dataclass(frozen=True, slots=True)
class ItemAtMeeting:
    """An item with the meeting that it stood at."""

    meeting: MeetingLine
    item: ItemLine
