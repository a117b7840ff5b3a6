"""Reads the published meetings and their items; what the minutes do not say is None."""

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from tinget.kernel.facts import Faults, Row, read_facts
from tinget.kernel.identifiers import CaseNumber, CaseNumberMalformed

_PARAGRAPH = re.compile(r"§ (\d+)")
_TIMES = re.compile(r"(\d\d:\d\d)-(\d\d:\d\d)( \(planned.*\))?")
_APPROVAL = re.compile(r"digital, at latest (\d{4}-\d\d-\d\d)")
_NAMED = re.compile(r"(?P<name>[^()]+?)(?: \((?P<party>[A-ZÅÄÖ]+)\))?")

DECISION_KINDS = {
    "approve": "approve",
    "lay_to_files": "lay_to_files",
    "audit_response": "other",
    "accept_risk": "other",
    "table": "table",
    "refer_to_councils": "refer",
    "adopt_schedule": "adopt",
}


@dataclass(frozen=True)
class NamedPerson:
    """Somebody as the minutes print them; party None where it is not printed."""

    name: str
    party: str | None


@dataclass(frozen=True)
class PublishedNotice:
    """The days that the printed certificate of notice gives; it does not say on which boards."""

    up_on: dt.date
    down_on: dt.date | None
    kept_at: str | None


@dataclass(frozen=True)
class PublishedMeeting:
    """A meeting as its minutes, or the committee's meeting plan, tell of it."""

    date: dt.date
    is_held: bool
    starts_at: dt.time | None
    ends_at: dt.time | None
    place: str | None
    chair: NamedPerson | None
    secretary: NamedPerson | None
    approvers: tuple[NamedPerson, ...]
    others: tuple[str, ...]
    notice: PublishedNotice | None
    approval_due: dt.date | None
    source: str


@dataclass(frozen=True)
class PublishedRecord:
    """A record in a decision's basis; `record_id` is as printed, None where the minutes give none."""

    title: str
    record_id: str | None


@dataclass(frozen=True)
class PublishedItem:
    """A paragraph of published minutes."""

    meeting: dt.date
    paragraph: int
    title: str
    case: CaseNumber
    decision: str
    kind: str
    proposed_by: tuple[str, ...]
    records: tuple[PublishedRecord, ...]
    recipients: tuple[str, ...]
    tabled_to: dt.date | None
    source: str


def read_meetings(folder: Path, faults: Faults) -> list[PublishedMeeting]:
    """Read the documented meetings, and those planned without minutes at hand that have not been held."""
    top = read_facts(folder / "meetings.yaml", faults)
    documented = [_meeting(row) for row in top.rows("committee_meetings_documented")]
    planned = [
        _planned(row)
        for row in top.rows("committee_meetings_mentioned")
        if row.optional_text("fact") == "planned meeting"
    ]
    return documented + planned


def read_items(folder: Path, faults: Faults) -> list[PublishedItem]:
    """Read the items of the documented meetings, in their order."""
    return [_item(row) for row in read_facts(folder / "items.yaml", faults).rows("items")]


def _meeting(row: Row) -> PublishedMeeting:
    starts_at, ends_at = _times(row)
    return PublishedMeeting(
        date=row.day("date"),
        is_held=True,
        starts_at=starts_at,
        ends_at=ends_at,
        place=row.optional_text("place"),
        chair=_named(row, "chair"),
        secretary=_named(row, "secretary"),
        approvers=tuple(_parse_name(text) for text in row.texts("justerare")),
        others=tuple(row.texts("others_present")),
        notice=_notice(row),
        approval_due=_approval_due(row),
        source=row.row("source").text("document"),
    )


def _planned(row: Row) -> PublishedMeeting:
    planned_at = _TIMES.fullmatch(row.optional_text("time") or "")
    return PublishedMeeting(
        date=row.day("date"),
        is_held=False,
        starts_at=dt.time.fromisoformat(planned_at[1]) if planned_at else None,
        ends_at=dt.time.fromisoformat(planned_at[2]) if planned_at else None,
        place=None,
        chair=None,
        secretary=None,
        approvers=(),
        others=(),
        notice=None,
        approval_due=None,
        source=row.row("source").text("document"),
    )


def _times(row: Row) -> tuple[dt.time | None, dt.time | None]:
    """Read when the meeting began and ended; a planned time is not when it was held."""
    text = row.optional_text("time")
    match = _TIMES.match(text) if text else None
    if text and match is None:
        row.fault(f"”time” ska vara som 08:20-08:51, inte {text!r}")
    if match is None or match[3] or (text and "planned" in text):
        return None, None
    return dt.time.fromisoformat(match[1]), dt.time.fromisoformat(match[2])


def _approval_due(row: Row) -> dt.date | None:
    text = row.optional_text("justering")
    match = _APPROVAL.fullmatch(text) if text else None
    if text and match is None:
        row.fault(f"”justering” ska vara som ”digital, at latest 2023-10-16”, inte {text!r}")
    return dt.date.fromisoformat(match[1]) if match else None


def _named(row: Row, key: str) -> NamedPerson | None:
    text = row.optional_text(key)
    return None if text is None or "not named" in text else _parse_name(text)


def _parse_name(text: str) -> NamedPerson:
    match = _NAMED.fullmatch(text)
    return NamedPerson(match["name"], match["party"]) if match else NamedPerson(text, None)


def _notice(row: Row) -> PublishedNotice | None:
    notices = row.rows("noticeboard")
    if not notices:
        return None
    return PublishedNotice(
        notices[0].day("up"), notices[0].optional_day("down"), row.optional_text("storage")
    )


def _item(row: Row) -> PublishedItem:
    paragraph = _PARAGRAPH.fullmatch(row.text("paragraph"))
    if paragraph is None:
        row.fault(f"”paragraph” ska vara som § 15, inte {row.text('paragraph')!r}")
    kind = row.one_of("decision_type", DECISION_KINDS)
    return PublishedItem(
        meeting=row.day("meeting"),
        paragraph=int(paragraph[1]) if paragraph else 0,
        title=row.text("title"),
        case=_case(row),
        decision=row.text("decision"),
        kind=kind or "other",
        proposed_by=tuple(one.text("by") for one in row.rows("proposals")),
        records=tuple(_record(one) for one in row.rows("documents")),
        recipients=tuple(row.texts("recipients")),
        tabled_to=row.optional_day("tabled_to"),
        source=row.row("source").text("document"),
    )


def _case(row: Row) -> CaseNumber:
    case = row.row("case")
    try:
        number = CaseNumber.parse(case.text("number"))
    except CaseNumberMalformed as error:
        case.fault(f"”number” ska vara som 2023/15, inte {error}")
        return CaseNumber(0, 0)
    return CaseNumber(number.year, number.serial, case.optional_text("classification"))


def _record(row: Row) -> PublishedRecord:
    return PublishedRecord(row.text("title"), row.optional_text("hid"))
