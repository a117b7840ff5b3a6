"""Surplus and deficit: a year's result by line, shared by the key in force, and carried to the next year."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tinget.economy.rules.billing import Billed, BillLine
from tinget.economy.rules.follow_up import Followed
from tinget.economy.rules.rounding import Mode, Rounding, rounded_rows

WORD = "resultat:"  # no allocation's word has a colon
WHOLE = Rounding(1, Mode.LARGEST_REMAINDER)


@dataclass(frozen=True, slots=True)
class Carried:
    """A line's result, above 0 a surplus, and each municipality's part; no parts where nothing says how."""

    line: str
    result: int
    parts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Settled:
    """A year's result that a decision takes off, or puts on, the bills of a later year."""

    year: int
    decision: str
    rows: Mapping[str, int]  # above 0 a surplus, to be taken off

    @property
    def word(self) -> str:
        """What the lines of bills carry in the place of an allocation's word."""
        return f"{WORD}{self.year}"

    def left(self, name: str, billed: Billed) -> int:
        """Return what is still to be taken off (above 0) or put on the municipality's bills."""
        return self.rows.get(name, 0) + billed.get((name, self.word), 0)


def settled_year(word: str) -> int | None:
    """Return the year whose result a bill's line carries; None where the line is an allocation's."""
    year = word.removeprefix(WORD)
    return int(year) if word.startswith(WORD) and year.isdecimal() else None


def with_settled(
    due: Mapping[str, Sequence[BillLine]], settled: Iterable[Settled], billed: Billed
) -> dict[str, list[BillLine]]:
    """Add a line for each result that is left: a deficit whole, a surplus as far as the bill reaches.

    No bill goes below nothing by it; what a surplus leaves is taken off the year's next bill.
    """
    lines = {name: list(own) for name, own in due.items()}
    left = [(one, name, one.left(name, billed)) for one in settled for name in one.rows]
    for one, name, amount in sorted(left, key=lambda told: (told[2] > 0, told[0].year)):
        room = max(0, sum(line.amount for line in lines.get(name, ())))
        if taken := min(amount, room):
            kind = "Överskott" if taken > 0 else "Underskott"
            text = f"{kind} {one.year} enligt {one.decision}"
            lines.setdefault(name, []).append(BillLine(text, -taken, one.word))
    return lines


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
