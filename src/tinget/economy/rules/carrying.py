"""Surplus and deficit: a year's result by line, shared by the key in force, and carried to the next year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from tinget.economy.rules.follow_up import Followed
from tinget.economy.rules.rounding import Mode, Rounding, rounded_rows

WHOLE = Rounding(1, Mode.LARGEST_REMAINDER)


@dataclass(frozen=True, slots=True)
class Carried:
    """A line's result, above 0 a surplus, and each municipality's part; no parts where nothing says how."""

    line: str
    result: int
    parts: Mapping[str, int]


def results(lines: Iterable[Followed]) -> dict[str, int]:
    """Return each known line's income minus cost, without cost that is for another time."""
    return {line.name: line.outcome.result + line.moved for line in lines if line.outcome.result is not None}


def carried(result: Mapping[str, int], shares: Mapping[str, Mapping[str, int]]) -> tuple[Carried, ...]:
    """Share every line's result as the line's cost was shared that year, to the krona; a loss as a gain."""
    return tuple(
        Carried(line, amount, _parts(amount, shares.get(line, {}))) for line, amount in result.items()
    )


def by_municipality(lines: Iterable[Carried]) -> dict[str, int]:
    """Add the parts up, by municipality."""
    totals: dict[str, int] = {}
    for line in lines:
        for place, amount in line.parts.items():
            totals[place] = totals.get(place, 0) + amount
    return totals


def _parts(result: int, rows: Mapping[str, int]) -> dict[str, int]:
    whole = sum(rows.values())
    if whole <= 0:
        return {}
    sign = -1 if result < 0 else 1
    exact = {place: Fraction(abs(result) * amount, whole) for place, amount in rows.items()}
    return {place: sign * amount for place, amount in rounded_rows(exact, WHOLE).items()}
