"""What was read out of minutes: facts, findings and doubts, and the object that is printed of them."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Doubt:
    """A field that is uncertain: where in the file, and why, in plain Swedish."""

    field: str
    line: int
    why: str


@dataclass(frozen=True, slots=True)
class LintFinding:
    """Something in the minutes that is surely wrong, by the rule that it breaks."""

    rule: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who was there; `role` is chair, vice_chair, member and so on."""

    name: str
    party: str | None
    municipality: str | None
    role: str


@dataclass(frozen=True, slots=True)
class NoticeRead:
    """A certificate of notice: the paragraphs it is for, and its two days (ISO)."""

    paragraphs: tuple[str, ...]
    up: str | None
    down: str | None
    kept_at: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class BasisRead:
    """A document behind a decision, as printed."""

    title: str
    record_id: str | None
    line: int = 0


@dataclass(frozen=True, slots=True)
class ItemRead:
    """A paragraph of the minutes."""

    paragraph: str
    title: str | None
    line: int
    case_number: str | None = None
    decision: str | None = None
    points: tuple[str, ...] = ()
    summary: str | None = None
    procedure: str | None = None
    reservations: tuple[str, ...] = ()
    basis: tuple[BasisRead, ...] = ()
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingRead:
    """The meeting as the front page and the certificates tell of it."""

    date: str | None = None
    place: str | None = None
    chair: str | None = None
    secretary: str | None = None
    approvers: tuple[str, ...] = ()
    attendance: tuple[Attendee, ...] = ()
    immediate: tuple[str, ...] = ()
    notices: tuple[NoticeRead, ...] = ()
    signatures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MinutesRead:
    """All that was understood of a file."""

    meeting: MeetingRead
    items: tuple[ItemRead, ...] = ()
    findings: tuple[LintFinding, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    body: str = ""
    parties: dict[str, str] = field(default_factory=dict)

    def printed(self, file: str) -> dict[str, Any]:
        """Give the object that `import-minutes --dry-run --json` prints for the file."""
        return {
            "file": file,
            "meeting": _meeting(self.meeting),
            "items": [_item(item) for item in self.items],
            "findings": [asdict(one) for one in self.findings],
            "doubts": [asdict(one) for one in self.doubts],
        }


def _meeting(meeting: MeetingRead) -> dict[str, Any]:
    return {
        "date": meeting.date,
        "place": meeting.place,
        "chair": meeting.chair,
        "secretary": meeting.secretary,
        "approvers": list(meeting.approvers),
        "attendance": [
            {"name": one.name, "party": one.party, "municipality": one.municipality, "as": one.role}
            for one in meeting.attendance
        ],
        "immediate": list(meeting.immediate),
        "notices": [
            {"paragraphs": list(one.paragraphs), "up": one.up, "down": one.down} for one in meeting.notices
        ],
        "signatures": list(meeting.signatures),
    }


def _item(item: ItemRead) -> dict[str, Any]:
    return {
        "paragraph": item.paragraph,
        "title": item.title,
        "case_number": item.case_number,
        "decision": item.decision,
        "points": list(item.points),
        "summary": item.summary,
        "procedure": item.procedure,
        "reservations": list(item.reservations),
        "basis": [{"title": one.title, "record_id": one.record_id} for one in item.basis],
        "recipients": list(item.recipients),
        "line": item.line,
    }
