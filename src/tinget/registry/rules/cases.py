"""A case's and a decision's plain values: states, addresses, and what crosses the border."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tinget.registry.rules.web_diary import is_public_on

TITLE_LENGTH = 300
UNIT_LENGTH = 120
REASON_LENGTH = 300
SERIES_LENGTH = 10


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


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case as others show it: number "2023/15-2.2.0.2", short "2023/15", by the authority's pattern."""

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
    published_at: dt.datetime | None
    public_until: dt.date | None
    note: str
    as_printed: str
    officer_id: int | None
    unit: str
    deadline_on: dt.date | None
    closed_on: dt.date | None
    void_reason: str
    is_secret: bool

    def is_public_on(self, day: dt.date) -> bool:
        """Tell whether visitors see it on that day."""
        return is_public_on(day, self.published_at, self.public_until)


@dataclass(frozen=True, slots=True)
class DecisionWords:
    """What a decision says."""

    title: str
    text: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision: its label ("§ 15/2026", "D 2026/14"), its text and points, and what it sprang from.

    A meeting's decision has a paragraph; a delegate's has a number in a series instead. Where visitors read
    other words, `on_the_web` has them; whoever holds no mandate in its authority is given those alone.
    """

    id: int
    case_id: int | None
    paragraph: int | None
    series: str
    number: int | None
    label: str
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
    reopened: bool = False  # taken up anew by who made it: it does not stand
    on_the_web: DecisionWords | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a case's page that a higher module fills: a heading, a template and its context."""

    title: str
    template: str
    context: Mapping[str, Any]


def case_url(authority_slug: str, *, year: int, serial: int) -> str:
    """Give the address of the case's page."""
    return f"/{authority_slug}/arenden/{year}/{serial}/"


def decision_url(
    authority_slug: str, *, year: int, paragraph: int | None, series: str = "", number: int | None = None
) -> str:
    """Give the address of the decision's page: by its paragraph, or by its number in a series."""
    place = f"{series}-{number}" if paragraph is None else str(paragraph)
    return f"/{authority_slug}/beslut/{year}/{place}/"


def decision_label(*, year: int, paragraph: int | None, series: str = "", number: int | None = None) -> str:
    """Say which decision it is: § 15/2026, or D 2026/14."""
    return f"{series} {year}/{number}" if paragraph is None else f"§ {paragraph}/{year}"


def one_line(text: str) -> str:
    """Fold all white space to single spaces."""
    return " ".join(text.split())
