"""Agreements: what they say of price, index and time, and until when notice can be given."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tinget.kernel.facts import Faults, Row, read_facts

MONTHS_IN_YEAR = 12
KEYS = (
    "id", "subject", "kind", "case", "decision", "decided_on", "solution", "suppliers", "state", "first",
    "last", "term", "prolongs", "notice_months", "options", "billing", "source", "prices",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Price:
    """A price line: by which index it is raised, read in which month, and by how many per cent it was."""

    line: str
    item: str
    price: int
    unit: str
    index: str
    index_month: int | None
    index_value: int | None
    first: dt.date | None
    last: dt.date | None
    source: str


@dataclass(frozen=True, slots=True)
class Option:
    """A right to prolong, for how many months, and the day by which that has to be decided."""

    text: str
    months: int | None
    decide_by: dt.date | None


@dataclass(frozen=True, slots=True)
class Supplier:
    """A party that delivers."""

    name: str
    org_number: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement as the documents tell of it; None and empty are unknown."""

    slug: str
    subject: str
    kind: str
    case: str
    decision: str
    decided_on: dt.date | None
    solution: str
    suppliers: tuple[Supplier, ...]
    state: str
    first: dt.date | None
    last: dt.date | None
    term: str
    prolongs: int | None
    notice_months: int | None
    options: tuple[Option, ...]
    billing: str
    source: str
    prices: tuple[Price, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A time that an agreement holds, and the last day on which notice ends it with that time."""

    first: dt.date
    last: dt.date
    notice_by: dt.date


def term_on(agreement: Agreement, day: dt.date) -> Term | None:
    """Return the time that holds on the day where nobody has given notice; None where the dates are unknown.

    Before the first day it is the first time.
    """
    first, last, years = agreement.first, agreement.last, agreement.prolongs
    if first is None or last is None or agreement.notice_months is None:
        return None
    while years and day > last:
        first, last = last + dt.timedelta(1), _months_on(last, years * MONTHS_IN_YEAR)
    return Term(first, last, _months_on(last, -agreement.notice_months))


def _months_on(day: dt.date, months: int) -> dt.date:
    """Return the same day of another month; the last day of a month stays the last."""
    number = day.year * MONTHS_IN_YEAR + day.month - 1 + months
    year, month = divmod(number, MONTHS_IN_YEAR)
    last = _last_of(year, month + 1)
    return last if day == _last_of(day.year, day.month) else last.replace(day=min(day.day, last.day))


def _last_of(year: int, month: int) -> dt.date:
    after = dt.date(year + month // MONTHS_IN_YEAR, month % MONTHS_IN_YEAR + 1, 1)
    return after - dt.timedelta(1)


def read_agreements(folder: Path, faults: Faults) -> tuple[Agreement, ...]:
    """Read the agreements; what is wrong is noted with file and line."""
    top = read_facts(folder / "agreements.yaml", faults)
    top.allow("agreements")
    return tuple(_agreement(row) for row in top.rows("agreements"))


def _agreement(row: Row) -> Agreement:
    row.allow(*KEYS)
    words = {
        key: row.optional_text(key) or ""
        for key in ("case", "decision", "solution", "state", "term", "billing")
    }
    return Agreement(
        slug=row.text("id"),
        subject=row.text("subject"),
        kind=row.text("kind"),
        decided_on=row.optional_day("decided_on"),
        suppliers=tuple(_supplier(one) for one in row.rows("suppliers")),
        first=row.optional_day("first"),
        last=row.optional_day("last"),
        prolongs=row.optional_whole("prolongs"),
        notice_months=row.optional_whole("notice_months"),
        options=tuple(_option(one) for one in row.rows("options")),
        source=row.source(),
        prices=tuple(_price(one) for one in row.rows("prices")),
        **words,
    )


def as_told(agreement: Agreement) -> dict[str, Any]:
    """Write an agreement as it is kept: days as ISO text."""
    told: dict[str, Any] = json.loads(json.dumps(asdict(agreement), default=str))
    return told


def from_told(told: Mapping[str, Any]) -> Agreement:
    """Read an agreement that was kept."""
    parts = {
        "suppliers": tuple(Supplier(**one) for one in told["suppliers"]),
        "options": tuple(Option(**_with_days(one, "decide_by")) for one in told["options"]),
        "prices": tuple(Price(**_with_days(one, "first", "last")) for one in told["prices"]),
    }
    return Agreement(**{**_with_days(told, "decided_on", "first", "last"), **parts})


def _with_days(told: Mapping[str, Any], *names: str) -> dict[str, Any]:
    days = {name: dt.date.fromisoformat(told[name]) if told[name] else None for name in names}
    return {**told, **days}


def _supplier(row: Row) -> Supplier:
    row.allow("name", "org_number")
    return Supplier(row.text("name"), row.optional_text("org_number") or "")


def _option(row: Row) -> Option:
    row.allow("text", "months", "decide_by")
    return Option(row.text("text"), row.optional_whole("months"), row.optional_day("decide_by"))


def _price(row: Row) -> Price:
    row.allow(
        "line", "item", "price", "unit", "index", "index_month", "index_value", "first", "last", "source"
    )
    return Price(
        row.text("line"),
        row.text("item"),
        row.whole("price"),
        row.text("unit"),
        row.optional_text("index") or "",
        row.optional_whole("index_month"),
        row.optional_whole("index_value"),
        row.optional_day("first"),
        row.optional_day("last"),
        row.source(),
    )
