"""The minutes' content: what the signed document says, as values, and its canonical JSON."""

from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any

SCHEMA = "tinget-minutes-2"


class Presence(StrEnum):
    """As what somebody attended; the names are those of the minutes' JSON."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    MEMBER = "member"
    SERVING_SUBSTITUTE = "serving_substitute"
    SUBSTITUTE = "substitute"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class MinutesAuthority:
    """The committee whose minutes these are; `address` is where it is found on the site."""

    name: str
    host: str
    address: str


@dataclass(frozen=True, kw_only=True)
class MinutesMeeting:
    """When and where; `address` is the word for it in addresses; times are "HH:MM"."""

    date: date
    address: str
    place: str | None = None
    starts_at: str | None = None
    ends_at: str | None = None
    form: str | None = None


@dataclass(frozen=True, kw_only=True)
class Named:
    """Somebody as the minutes name them."""

    name: str
    party: str | None = None


@dataclass(frozen=True, kw_only=True)
class Approval:
    """When the minutes are approved: in words, as said at the meeting, and the last day."""

    text: str | None = None
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Attendee:
    """A line of the attendance list; `as_` is called "as" in JSON, `paragraphs` are those served in."""

    name: str
    as_: Presence
    party: str | None = None
    municipality: str | None = None
    note: str = ""
    paragraphs: tuple[str, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class Absentee:
    """A member who was not there."""

    name: str
    party: str | None = None
    municipality: str | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Basis:
    """A record that the decision rests on, as the minutes cite it."""

    title: str
    record_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Served:
    """Somebody with a seat in an item: who took part, had a conflict of interest, voted or reserved."""

    name: str
    municipality: str
    remote: bool = False


@dataclass(frozen=True, kw_only=True)
class Reservation(Served):
    """Who reserved themselves against the decision, and why, where that was written."""

    reasons: str | None = None


@dataclass(frozen=True, kw_only=True)
class OpenVote:
    """An open vote between two proposals, by name; `for_` is called "for" in JSON."""

    yes: str
    no: str
    for_: tuple[Served, ...]
    against: tuple[Served, ...]
    abstain: tuple[Served, ...]


@dataclass(frozen=True, kw_only=True)
class MinutesItem:
    """One paragraph (§) of the minutes; an empty text means that the section is not there."""

    paragraph: str
    title: str
    case_number: str | None = None
    decision: str | None = None
    decision_points: tuple[str, ...] = ()
    summary: str = ""
    meeting_text: str = ""
    procedure: str = ""
    basis: tuple[Basis, ...] = ()
    recipients: tuple[str, ...] = ()
    immediate: bool = False
    quorum: bool | None = None
    presided_by: Served | None = None  # where it is another than the meeting's chair
    roll: tuple[Served, ...] | None = None
    conflicts: tuple[Served, ...] = ()
    votes: tuple[OpenVote, ...] = ()
    reservations: tuple[Reservation, ...] = ()
    corrections: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LedgerHead:
    """The ledger's length and last hash when the minutes were made: a cut tail shows against it."""

    count: int
    hash: str


@dataclass(frozen=True, kw_only=True)
class MinutesContent:
    """Everything the minutes say; `attendance` and `absent` are None where nothing is known."""

    authority: MinutesAuthority
    meeting: MinutesMeeting
    paragraphs: tuple[str, ...]
    items: tuple[MinutesItem, ...]
    generated_on: date
    demonstration: bool
    rendering_of_published_facts: bool
    chair: Named | None = None
    secretary: Named | None = None
    approvers: tuple[Named, ...] = ()
    approval: Approval = field(default_factory=Approval)
    attendance: tuple[Attendee, ...] | None = None
    absent: tuple[Absentee, ...] | None = None
    rules_version: str | None = None
    rules_assumed: bool = False
    ledger_head: LedgerHead | None = None

    def to_json(self) -> dict[str, Any]:
        """Render as the canonical dictionary of data/schemas/minutes-2.schema.json: every key, in order."""
        return {"schema": SCHEMA, **_as_json(self)}


def _as_json(value: Any) -> Any:
    if is_dataclass(value):
        return {one.name.rstrip("_"): _as_json(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [_as_json(one) for one in value]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return value
