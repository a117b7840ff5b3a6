"""Liquidity: what comes in and goes out month by month, as known by the bills and the suppliers' invoices."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from tinget.economy.rules.rounding import nearest

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Month:
    """A month in SEK without VAT; `planned` is the budget's cost that no invoice is known for yet."""

    number: int
    into: int
    out: int
    planned: int
    balance: int  # at the month's end, since the year began


def months(
    year: int,
    *,
    into: Iterable[tuple[dt.date, int]],
    out: Iterable[tuple[dt.date, int]],
    budget_cost: int,
    opening: int,
) -> tuple[Month, ...]:
    """Put payments on the month they are due.

    After the last month that an invoice is due in, a twelfth of the budget's cost a month is planned.
    """
    ins, outs = _by_month(year, into), _by_month(year, out)
    known = max((number for number, amount in outs.items() if amount), default=0)
    found: list[Month] = []
    balance = opening
    for number in range(1, MONTHS + 1):
        planned = _twelfth(budget_cost, number) if number > known else 0
        balance += ins.get(number, 0) - outs.get(number, 0) - planned
        found.append(Month(number, ins.get(number, 0), outs.get(number, 0), planned, balance))
    return tuple(found)


def _by_month(year: int, payments: Iterable[tuple[dt.date, int]]) -> dict[int, int]:
    sums: dict[int, int] = {}
    for day, amount in payments:
        if day.year == year:
            sums[day.month] = sums.get(day.month, 0) + amount
    return sums


def _twelfth(cost: int, number: int) -> int:
    """Return a month's part, so that the twelve make the whole."""
    return nearest(Fraction(cost * number, MONTHS)) - nearest(Fraction(cost * (number - 1), MONTHS))
