"""Reads of cases: by id, by number, in pages from the newest on."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.db.models.expressions import Func, Value
from django.http import Http404

from tinget.kernel.case_numbers import case_number, read_case_number
from tinget.organisation.api import Authority, authority_by_id
from tinget.registry.models import Case, CaseTag
from tinget.registry.queries.paging import PAGE, Count, counted, seen_of
from tinget.registry.queries.words import cases_by_words
from tinget.registry.rules import CaseLine, CaseStatus, case_url, code_order
from tinget.registry.rules.web_diary import public_until

CASES_READ = 2_000


class CaseNotFound(Http404):
    """No such case, or none that the asker may see."""


@dataclass(frozen=True, slots=True)
class Registered:
    """A case's place in the register's order; a page goes on after it."""

    year: int
    serial: int


@dataclass(frozen=True, slots=True)
class CasePage:
    """A page of cases, the newest first; `after` is where the next page goes on, None on the last."""

    cases: tuple[CaseLine, ...]
    count: Count
    after: Registered | None


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases a list shows; `late_on` asks for open ones whose deadline lies before that day."""

    status: CaseStatus | None = None
    year: int | None = None
    class_code: str = ""
    officer_id: int | None = None
    tag: str = ""
    text: str = ""
    late_on: dt.date | None = None


def cases(ids: Iterable[int]) -> dict[int, CaseLine]:
    """Look up cases by id: a query however many, and one for each authority not yet asked for."""
    wanted = set(ids)
    if not wanted:
        return {}
    rows = Case.objects.filter(pk__in=wanted)
    return {row.pk: case_line(row, authority_by_id(row.authority_id)) for row in rows}


def case(case_id: int) -> CaseLine:
    """Find a case by id, or CaseNotFound."""
    found = cases([case_id]).get(case_id)
    if found is None:
        raise CaseNotFound(str(case_id))
    return found


def case_by_number(authority: int, year: int, serial: int) -> CaseLine | None:
    """Find a case by its number; None when there is none that the asker may see."""
    row = Case.objects.filter(authority_id=authority, year=year, serial=serial).first()
    return case_line(row, authority_by_id(authority)) if row else None


def case_of(owner: Authority, *, year: int, serial: int) -> CaseLine:
    """Find a case of the authority by its number, or CaseNotFound."""
    row = Case.objects.filter(authority_id=owner.id, year=year, serial=serial).first()
    if row is None:
        raise CaseNotFound(f"{year}/{serial}")
    return case_line(row, owner)


def open_cases(authority: int, *, limit: int = 500, demonstration: bool | None = None) -> list[CaseLine]:
    """List the open cases, newest first; made-up ones only (True), real ones only (False), or both."""
    rows = seen_of(Case.objects.all(), authority).filter(status=CaseStatus.OPEN.value)
    if demonstration is not None:
        rows = rows.filter(is_demonstration=demonstration)
    owner = authority_by_id(authority)
    return [case_line(row, owner) for row in rows.order_by("-year", "-serial")[:limit]]


def case_page(
    owner: Authority,
    *,
    shown: CaseFilter | None = None,
    after: Registered | None = None,
    size: int = PAGE,
) -> CasePage:
    """Give a page of the register from the newest case on: as quick at the end as at the beginning."""
    rows = _shown(seen_of(Case.objects.all(), owner.id), owner, shown or CaseFilter())
    count = counted(rows)
    if after is not None:
        rows = rows.alias(place=_place(models.F("year"), models.F("serial")))
        rows = rows.filter(place__lt=_place(Value(after.year), Value(after.serial)))
    found = list(rows.order_by("-year", "-serial")[: size + 1])
    last = found[size - 1] if len(found) > size else None
    return CasePage(
        cases=tuple(case_line(row, owner) for row in found[:size]),
        count=count,
        after=Registered(last.year, last.serial) if last else None,
    )


def count_past_deadline(owner: Authority, *, today: dt.date) -> Count:
    """Count the open cases whose time has run out."""
    return counted(_shown(seen_of(Case.objects.all(), owner.id), owner, CaseFilter(late_on=today)))


def cases_by_text(owner: Authority, text: str, *, limit: int) -> list[CaseLine]:
    """List cases by their number, written in any way, or else by the words of their titles, newest first."""
    rows = _shown(seen_of(Case.objects.all(), owner.id), owner, CaseFilter(text=text))
    return [case_line(row, owner) for row in rows.order_by("-year", "-serial")[:limit]]


def class_codes(authority: int) -> list[str]:
    """List the classes of the newest 2,000 cases, by number, for the form's suggestions."""
    newest = seen_of(Case.objects.all(), authority).order_by("-year", "-serial")[:CASES_READ]
    codes = set(newest.values_list("class_code", flat=True)) - {""}
    return sorted(codes, key=code_order)


def case_line(row: Case, owner: Authority) -> CaseLine:
    """Make the value that crosses the border of a case's row."""
    pattern = owner.case_number_pattern
    return CaseLine(
        id=row.pk,
        authority_id=row.authority_id,
        year=row.year,
        serial=row.serial,
        class_code=row.class_code,
        number=row.as_printed
        or case_number(pattern, year=row.year, serial=row.serial, class_code=row.class_code),
        short=case_number(pattern, year=row.year, serial=row.serial, class_code=""),
        title=row.title,
        status=CaseStatus(row.status),
        registered_on=row.registered_on,
        url=case_url(owner.slug, year=row.year, serial=row.serial),
        is_demonstration=row.is_demonstration,
        is_published_fact=row.is_published_fact,
        published_at=row.published_at,
        public_until=public_until(row.published_at, owner.web_diary_months),
        note=row.note,
        as_printed=row.as_printed,
        officer_id=row.officer_id,
        unit=row.unit,
        deadline_on=row.deadline_on,
        closed_on=row.closed_on,
        void_reason=row.void_reason,
        is_secret=row.is_secret,
    )


def _shown(rows: models.QuerySet[Case], owner: Authority, shown: CaseFilter) -> models.QuerySet[Case]:
    """Narrow the rows to what the list shows; each filter has an index."""
    exact = {
        "status": shown.status.value if shown.status else None,
        "year": shown.year,
        "class_code": shown.class_code or None,
        "officer_id": shown.officer_id,
    }
    rows = rows.filter(**{field: value for field, value in exact.items() if value is not None})
    if shown.tag:
        tagged = CaseTag.objects.filter(authority_id=owner.id, word=shown.tag)
        rows = rows.filter(pk__in=tagged.values("case_id"))
    if shown.late_on is not None:
        rows = rows.filter(status=CaseStatus.OPEN.value, deadline_on__lt=shown.late_on)
    if shown.text.strip():
        number = read_case_number(owner.case_number_pattern, shown.text)
        if number is not None:
            return rows.filter(year=number.year, serial=number.serial)
        rows = rows.filter(pk__in=cases_by_words(owner.id, shown.text))
    return rows


def _place(*parts: models.expressions.Combinable) -> Func:
    """Make a row value, (year, serial): compared as a whole it is one range of the index."""
    return Func(*parts, template="(%(expressions)s)", arg_joiner=", ", output_field=models.TextField())
