"""The searched family: models of one or two parts, each linear in the amounts that it shares."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from tinget.economy.rules.allocation import (
    Allocation,
    Equal,
    Fixed,
    Given,
    Inhabitants,
    Part,
    Participant,
    PerInhabitant,
    Populations,
)
from tinget.economy.rules.reading import Question, Table
from tinget.economy.rules.rounding import Rounding

HUNDRED = Fraction(100)

# The order of simplicity among models of as many parts.
ONLY_INHABITANTS, ONLY_EQUAL, HALVES, FIVES, OTHERS, AMOUNTS, EARLIER = range(7)


@dataclass(frozen=True, slots=True)
class Basis:
    """What an amount is shared by: each row's share, which add up to 1; equal parts have no day."""

    shares: tuple[Fraction, ...]
    near: tuple[float, ...]  # the shares in floating point, to search among
    at: dt.date | None = None
    people: int = 0  # inhabitants of all the rows

    @classmethod
    def of(cls, weights: Sequence[int], at: dt.date | None = None) -> "Basis":
        """Share by weights: inhabitants on a day, or the same weight for each."""
        whole = sum(weights)
        shares = tuple(Fraction(one, whole) for one in weights)
        return cls(shares, tuple(float(one) for one in shares), at, whole if at else 0)


@dataclass(frozen=True, slots=True)
class Line:
    """Models of one unknown amount. `value` is what is written: amount * scale."""

    shares: tuple[Fraction, ...]
    parts: int
    rank: int
    days: tuple[dt.date, ...]
    scale: Fraction
    key: Callable[[Fraction], "Written"]


@dataclass(frozen=True, slots=True)
class Plane:
    """Models of two unknown amounts, shared by two bases; the two numbers written are linear in them."""

    first: Basis
    second: Basis
    written_first: tuple[Fraction, Fraction]
    written_second: tuple[Fraction, Fraction]
    key: Callable[[Fraction, Fraction], "Written"]

    @property
    def days(self) -> tuple[dt.date, ...]:
        """The days of the inhabitants."""
        return tuple(one.at for one in (self.first, self.second) if one.at is not None)


@dataclass(frozen=True, slots=True)
class Written:
    """A key with its numbers, as an allocation has them."""

    key: tuple[Part, ...]
    amount: Fraction | None = None
    index: tuple[Fraction, ...] = ()


def as_allocation(table: Table, written: Written, rounding: Rounding) -> Allocation:
    """Make the allocation of the table's year and rows that has this key."""
    return Allocation(
        service=table.service,
        year=table.year,
        participants=tuple(Participant(name) for name in table.rows),
        key=written.key,
        amount=written.amount,
        index=written.index,
        rounding=rounding,
    )


def equal_basis(count: int) -> Basis:
    """Equal parts."""
    return Basis.of([1] * count)


def inhabitant_bases(names: Sequence[str], populations: Populations) -> list[Basis]:
    """One basis for each day on which all the rows' inhabitants are known, the latest first."""
    found = []
    for at in sorted(populations, reverse=True):
        known = populations[at]
        if all(name in known for name in names) and any(known[name] for name in names):
            found.append(Basis.of([known[name] for name in names], at))
    return found


def single_lines(question: Question, equal: Basis, inhabitants: Sequence[Basis]) -> Iterator[Line]:
    """Give every model of one part."""
    count = len(question.table.rows)
    one = Fraction(1)
    for basis in inhabitants:
        at, people = basis.at, Fraction(basis.people)
        if at is None:
            continue
        days = (at,)
        yield Line(basis.shares, 1, ONLY_INHABITANTS, days, one, _amount(Inhabitants(HUNDRED, at)))
        yield Line(basis.shares, 1, AMOUNTS, days, 1 / people, _per_inhabitant(at))
    yield Line(equal.shares, 1, ONLY_EQUAL, (), one, _amount(Equal(HUNDRED)))
    yield Line(equal.shares, 1, AMOUNTS, (), Fraction(1, count), lambda value: Written((Fixed(value),)))
    for table in question.earlier:
        if line := _earlier_line(question.table, table):
            yield line


def _earlier_line(table: Table, earlier: Table) -> Line | None:
    """Give the earlier table times a factor; never the table's own rows, nor those of a later year."""
    own = (earlier.service, earlier.year) == (table.service, table.year)
    if own or earlier.year > table.year or any(name not in earlier.rows for name in table.rows):
        return None
    rows = {name: Fraction(earlier.rows[name]) for name in table.rows}
    total = sum(rows.values(), Fraction())
    if total <= 0:
        return None
    given = Given(rows)
    return Line(
        tuple(row / total for row in rows.values()),
        1,
        EARLIER,
        (),
        1 / total,
        lambda value: Written((given,), index=(value,)),
    )


def mixed_line(first: Basis, second: Basis, percent: int) -> Line:
    """Share some per cent by the first basis and the rest by the second."""
    share = Fraction(percent, 100)
    parts = (_percentage(first, Fraction(percent)), _percentage(second, HUNDRED - percent))
    rank = HALVES if percent == 50 else FIVES if percent % 5 == 0 else OTHERS  # noqa: PLR2004 -- per cent
    shares = tuple(share * a + (1 - share) * b for a, b in zip(first.shares, second.shares, strict=True))
    days = tuple(one.at for one in (first, second) if one.at is not None)
    return Line(shares, 2, rank, days, Fraction(1), _amount(*parts))


def pairs(equal: Basis, inhabitants: Sequence[Basis]) -> Iterator[tuple[Basis, Basis]]:
    """Give every two bases that may be mixed; mixing those that share alike adds nothing."""
    yield from (two for two in combinations((equal, *inhabitants), 2) if two[0].shares != two[1].shares)


def planes(first: Basis, second: Basis) -> Iterator[Plane]:
    """Give the models of two unknown amounts on these bases."""
    rest = (Fraction(1), Fraction(1))  # what is written is the whole amount
    each = (1 / _divisor(first), Fraction(0))
    other = (Fraction(0), 1 / _divisor(second))
    yield Plane(first, second, each, other, lambda a, b: Written((_price(first, a), _price(second, b))))
    yield Plane(
        first, second, each, rest, lambda a, b: Written((_price(first, a), _percentage(second, HUNDRED)), b)
    )
    yield Plane(
        first, second, other, rest, lambda a, b: Written((_price(second, a), _percentage(first, HUNDRED)), b)
    )


def _amount(*parts: Part) -> Callable[[Fraction], Written]:
    return lambda value: Written(parts, amount=value)


def _per_inhabitant(at: dt.date) -> Callable[[Fraction], Written]:
    return lambda value: Written((PerInhabitant(value, at),))


def _percentage(basis: Basis, percent: Fraction) -> Part:
    return Equal(percent) if basis.at is None else Inhabitants(percent, basis.at)


def _price(basis: Basis, each: Fraction) -> Part:
    return Fixed(each) if basis.at is None else PerInhabitant(each, basis.at)


def _divisor(basis: Basis) -> Fraction:
    return Fraction(len(basis.shares) if basis.at is None else basis.people)
