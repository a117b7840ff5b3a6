"""The register's plain values: states, directions, numbers and addresses, and what crosses the border."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tinget.kernel.identifiers import RecordId

TITLE_LENGTH = 300
CLASS_CODE_LENGTH = 40
COUNTERPART_LENGTH = 300
AS_PRINTED_LENGTH = 60
UNIT_LENGTH = 120
KIND_LENGTH = 60
REASON_LENGTH = 300
NUMBER_PATTERN = "{year}/{serial}-{class_code}"
_CLASS_CODE = re.compile(r"\d+(\.\d+)*", re.ASCII)


class CaseStatus(StrEnum):
    """How far a case has come; unknown where only published minutes tell of it."""

    OPEN = "open"
    CLOSED = "closed"
    VOIDED = "voided"
    UNKNOWN = "unknown"


NEXT_STATUSES: Mapping[CaseStatus, frozenset[CaseStatus]] = {
    CaseStatus.OPEN: frozenset({CaseStatus.CLOSED, CaseStatus.VOIDED}),
    CaseStatus.CLOSED: frozenset({CaseStatus.OPEN}),
    CaseStatus.VOIDED: frozenset(),
    CaseStatus.UNKNOWN: frozenset(),
}


class Direction(StrEnum):
    """How a record came to be: received, drawn up or dispatched (inkommen, upprättad, expedierad)."""

    RECEIVED = "received"
    DRAWN_UP = "drawn_up"
    DISPATCHED = "dispatched"
    UNKNOWN = "unknown"


class RecordState(StrEnum):
    """A draft becomes an official record and is then frozen (TF 2:9-12); a wrong registration is voided."""

    DRAFT = "draft"
    OFFICIAL = "official"
    VOIDED = "voided"


class Media(StrEnum):
    """What the record is kept on."""

    DIGITAL = "digital"
    PAPER = "paper"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case as others show it: number "2023/15-2.2.0.2", short "2023/15"."""

    id: int
    authority_id: int
    year: int
    serial: int
    class_code: str
    number: str
    short: str
    title: str
    status: CaseStatus
    registered_on: dt.date | None
    url: str
    is_demonstration: bool
    is_published_fact: bool
    published: bool
    note: str


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A record: label "Hid 2023.42"; as_printed and label are None where no id is known."""

    id: int
    case_id: int | None
    as_printed: str | None
    label: str | None
    title: str
    direction: Direction
    dated_on: dt.date | None
    counterpart: str
    document_id: int | None
    registered_on: dt.date | None
    is_demonstration: bool
    is_published_fact: bool
    published: bool


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision: its paragraph within the year, its text and points, and what it sprang from."""

    id: int
    case_id: int | None
    paragraph: int
    year: int
    decided_on: dt.date
    title: str
    text: str
    points: tuple[str, ...]
    kind: str
    source_on: str
    url: str
    is_demonstration: bool
    is_published_fact: bool
    published: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a case's page that a higher module fills: a heading, a template and its context."""

    title: str
    template: str
    context: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class GivenId:
    """A record id that was printed before us: year and serial only where it is of our own series."""

    year: int | None
    serial: int | None
    as_printed: str


def is_class_code(text: str) -> bool:
    """Whether the text is a class of the classification scheme, such as 2.2.0.2."""
    return len(text) <= CLASS_CODE_LENGTH and _CLASS_CODE.fullmatch(text) is not None


def case_number(pattern: str, *, year: int, serial: int, class_code: str) -> str:
    """Print a case's number by the authority's pattern; without a class only year and serial."""
    if not class_code:
        return f"{year}/{serial}"
    return pattern.format(year=year, serial=serial, class_code=class_code)


def given_id(text: str, *, own_prefix: str) -> GivenId:
    """Read an id as printed: misprints and other authorities' ids are kept but are no numbers of ours."""
    parsed = RecordId.parse(text)
    if parsed.is_regular and parsed.prefix.casefold() in {"", own_prefix.casefold()}:
        return GivenId(parsed.year, parsed.serial, f"{parsed.year}.{parsed.serial}")
    return GivenId(None, None, parsed.as_printed)


def record_label(label: str, as_printed: str) -> str | None:
    """Say a record's id with its label, "Hid 2023.42"; an id with another authority's name has its own."""
    if not as_printed:
        return None
    return f"{label} {as_printed}" if as_printed[0].isdigit() else as_printed


def case_url(authority_slug: str, *, year: int, serial: int) -> str:
    """Give the address of the case's page."""
    return f"/{authority_slug}/arenden/{year}/{serial}/"


def decision_url(authority_slug: str, *, year: int, paragraph: int) -> str:
    """Give the address of the decision's page."""
    return f"/{authority_slug}/beslut/{year}/{paragraph}/"


def one_line(text: str) -> str:
    """Fold all white space to single spaces."""
    return " ".join(text.split())
