"""Searches the whole family for models that make a table, the simplest first."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from tinget.economy.rules.allocation import Allocation, allocate
from tinget.economy.rules.explaining.bounds import ROUNDINGS
from tinget.economy.rules.explaining.family import (
    AMOUNTS,
    Basis,
    Line,
    Plane,
    as_allocation,
    equal_basis,
    inhabitant_bases,
    mixed_line,
    pairs,
    planes,
    single_lines,
)
from tinget.economy.rules.explaining.geometry import Interval, Polygon, plain_numbers, slice_at, whole_range
from tinget.economy.rules.explaining.regions import Sharing, totals, with_total
from tinget.economy.rules.reading import Known, Question
from tinget.economy.rules.rounding import Rounding
from tinget.economy.rules.writing import is_plain

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Fit:
    """A model that makes the table to the krona, and from which to which amount in all."""

    model: Allocation
    amounts: Interval
    order: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched: the question and what an amount may be shared by."""

    question: Question
    known: Known
    equal: Basis
    inhabitants: Sequence[Basis]

    @classmethod
    def of(cls, question: Question, known: Known) -> "Search":
        """Prepare the search."""
        names = list(question.table.rows)
        return cls(question, known, equal_basis(len(names)), inhabitant_bases(names, known.populations))

    def makes_table(self, model: Allocation) -> bool:
        """Whether allocating gives the table, row by row."""
        return allocate(model, self.known.populations).rows == dict(self.question.table.rows)


def fits(search: Search) -> list[Fit]:
    """Return every model that makes the table, the simplest first."""
    found: list[Fit] = []
    singles = list(single_lines(search.question, search.equal, search.inhabitants))
    for rounding in ROUNDINGS:
        found += [fit for line in singles if (fit := line_fit(search, line, rounding))]
        for first, second in pairs(search.equal, search.inhabitants):
            found += plane_fits(search, first, second, rounding)
    return sorted(found, key=lambda fit: fit.order)


def line_fit(search: Search, line: Line, rounding: Rounding) -> Fit | None:
    """Return the line's model that makes the table, with the shortest numbers; None where it has none."""
    rows = search.question.table.rows
    sharing = Sharing(rows, line.shares, (ZERO,) * len(rows), rounding)
    region = sharing.region()
    if not region:
        return None
    between, printed = totals(region), search.question.printed_sum
    holds_sum = printed is not None and sharing.holds((Fraction(printed), ZERO))
    preferred = [printed * line.scale] if holds_sum and printed is not None else []
    written = Interval(between.low * line.scale, between.high * line.scale)
    for value in (*preferred, *plain_numbers(written)):
        model = as_allocation(search.question.table, line.key(value), rounding)
        if is_plain(value) and search.makes_table(model):
            amounts = whole_range(between, lambda total: sharing.holds((total, ZERO)))
            order = (line.parts, line.rank, not holds_sum, *tie_order(search, line.days, rounding))
            return Fit(model, amounts, order)
    return None


def plane_fits(search: Search, first: Basis, second: Basis, rounding: Rounding) -> Iterator[Fit]:
    """Give the models that share by both bases and make the table."""
    sharing = Sharing(search.question.table.rows, first.shares, second.shares, rounding)
    region = sharing.region()
    if not region:
        return
    parts = [a / (a + b) * 100 for a, b in region if a + b > 0]
    lowest, highest = (floor(min(parts)), ceil(max(parts))) if parts else (1, 99)
    for percent in range(max(lowest, 1), min(highest, 99) + 1):
        if fit := line_fit(search, mixed_line(first, second, percent), rounding):
            yield fit
    for number, plane in enumerate(planes(first, second)):
        if fit := _plane_fit(search, plane, sharing, region, number):
            yield fit


def _plane_fit(search: Search, plane: Plane, sharing: Sharing, region: Polygon, number: int) -> Fit | None:
    written = [
        (a * plane.written_first[0] + b * plane.written_first[1],
         a * plane.written_second[0] + b * plane.written_second[1])
        for a, b in region
    ]  # fmt: skip
    between, printed = totals(region), search.question.printed_sum
    holds_sum = printed is not None and between.low < printed < between.high
    for one, other in _written_numbers(written, printed if holds_sum and number else None):
        model = as_allocation(search.question.table, plane.key(one, other), sharing.rounding)
        if is_plain(one) and is_plain(other) and search.makes_table(model):
            amounts = whole_range(between, lambda total: sharing.holds(with_total(region, total)))
            order = (2, AMOUNTS, not holds_sum, *tie_order(search, plane.days, sharing.rounding), number)
            return Fit(model, amounts, order)
    return None


def _written_numbers(written: Polygon, second: int | None) -> Iterator[tuple[Fraction, Fraction]]:
    """Give the shortest numbers to write within the polygon: with the wanted second one first."""
    if second is not None:
        turned = slice_at([(y, x) for x, y in written], Fraction(second))
        yield from ((one, Fraction(second)) for one in plain_numbers(turned)) if turned else ()
    across = Interval(min(x for x, _ in written), max(x for x, _ in written))
    for one in plain_numbers(across):
        upwards = slice_at(written, one)
        if one > 0 and upwards is not None:
            yield from ((one, other) for other in plain_numbers(upwards) if other > 0)


def tie_order(search: Search, days: Sequence[dt.date], rounding: Rounding) -> tuple[object, ...]:
    """Order among equals: the latest year-end not after the year, then the simplest rounding."""
    last = dt.date(search.question.table.year, 12, 31)
    distances = tuple((day > last, abs((last - day).days)) for day in sorted(days, reverse=True))
    return (distances, ROUNDINGS.index(rounding), len(days))
