"""A meeting as published minutes tell of it; None is what they leave unsaid, and stays unknown."""

from dataclasses import dataclass
from datetime import date, time

from tinget.meetings.rules.agenda import DecisionKind, ItemKind
from tinget.meetings.rules.states import ItemState, MeetingState


@dataclass(frozen=True, slots=True)
class PublishedBasis:
    """A document behind a decision, as printed; `record_id` where it stands in the register."""

    title: str
    record_id: int | None = None
    as_printed: str = ""


@dataclass(frozen=True, slots=True)
class PublishedPerson:
    """A person as printed; `person_id` where they are known."""

    name: str
    party: str = ""
    person_id: int | None = None
    office: str = ""


@dataclass(frozen=True, slots=True)
class PublishedItem:
    """A § of published minutes."""

    paragraph: int
    title: str
    kind: ItemKind = ItemKind.CASE
    state: ItemState = ItemState.DECIDED
    case_id: int | None = None
    external_case_number: str = ""
    rapporteur: str = ""
    proposal: str = ""
    summary: str = ""
    meeting_text: str = ""
    procedure: str = ""
    decision_text: str = ""
    decision_points: tuple[str, ...] = ()
    decision_kind: DecisionKind = DecisionKind.OTHER
    basis: tuple[PublishedBasis, ...] = ()
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishedMeeting:
    """A held meeting as its published minutes tell of it; `notes` say what they leave out."""

    held_on: date
    items: tuple[PublishedItem, ...]
    source: str
    state: MeetingState = MeetingState.CLOSED
    planned_start: time | None = None
    planned_end: time | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    form: str = ""
    chair: PublishedPerson | None = None
    secretary: PublishedPerson | None = None
    approvers: tuple[PublishedPerson, ...] = ()
    others: tuple[PublishedPerson, ...] = ()
    approval_due: date | None = None
    approval_place: str = ""
    approved_on: date | None = None
    notes: tuple[str, ...] = ()
