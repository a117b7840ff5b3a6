"""Budget, outcome and forecast held together: what each line deviates by, to a month and for the year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tinget.economy.rules.printed import Line
from tinget.economy.rules.rounding import nearest

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Amounts:
    """Income and cost in SEK; None where nothing is known."""

    income: int | None = None
    cost: int | None = None

    @property
    def result(self) -> int | None:
        """Income minus cost; None where neither is known."""
        if self.income is None and self.cost is None:
            return None
        return (self.income or 0) - (self.cost or 0)


@dataclass(frozen=True, slots=True)
class Followed:
    """A line through the year. `moved` is cost booked so far that belongs to another time."""

    name: str
    budget: Amounts
    part: Amounts  # the budget's part of the year so far
    outcome: Amounts
    forecast: Amounts
    moved: int = 0
    explanation: str = ""

    @property
    def deviation(self) -> int | None:
        """How much better (above 0) or worse than the budget so far; None without an outcome."""
        return _better(self.outcome, self.part, self.moved)

    @property
    def forecast_deviation(self) -> int | None:
        """How much better or worse than the year's budget the forecast is; None without a forecast."""
        return _better(self.forecast, self.budget, 0)


def follow(
    budget: Sequence[Line],
    outcome: Sequence[Line],
    forecast: Sequence[Line],
    *,
    month: int,
    moved: Mapping[str, int],
) -> tuple[Followed, ...]:
    """Hold the tables together line by line, by name; a line that only one of them has stands by itself."""
    planned, had, expected = ({line.name: line for line in lines} for lines in (budget, outcome, forecast))
    return tuple(
        _line(name, planned.get(name), had.get(name), expected.get(name), month, moved.get(name, 0))
        for name in dict.fromkeys((*planned, *had, *expected, *moved))
    )


def summed(lines: Sequence[Followed]) -> Followed:
    """Add the lines up."""
    return Followed(
        "",
        _sum([line.budget for line in lines]),
        _sum([line.part for line in lines]),
        _sum([line.outcome for line in lines]),
        _sum([line.forecast for line in lines]),
        sum(line.moved for line in lines),
    )


def _line(
    name: str, budget: Line | None, outcome: Line | None, forecast: Line | None, month: int, moved: int
) -> Followed:
    planned = _amounts(budget, "")
    part = Amounts(*(_part(figure, month) for figure in (planned.income, planned.cost)))
    told = [line.explanation for line in (outcome, forecast) if line is not None and line.explanation]
    return Followed(
        name,
        planned,
        part,
        _amounts(outcome, ""),
        _amounts(forecast, "forecast_"),
        moved,
        " ".join(dict.fromkeys(told)),
    )


def _amounts(line: Line | None, prefix: str) -> Amounts:
    if line is None:
        return Amounts()
    return Amounts(line.figures.get(f"{prefix}income"), line.figures.get(f"{prefix}cost"))


def _part(figure: int | None, month: int) -> int | None:
    return None if figure is None else nearest(Fraction(figure * month, MONTHS))


def _better(had: Amounts, planned: Amounts, moved: int) -> int | None:
    if had.result is None:
        return None
    return had.result + moved - (planned.result or 0)


def _sum(several: Sequence[Amounts]) -> Amounts:
    incomes = [one.income for one in several if one.income is not None]
    costs = [one.cost for one in several if one.cost is not None]
    return Amounts(sum(incomes) if incomes else None, sum(costs) if costs else None)
