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
    """Hold the tables together by the budget's names; a line that only one of them has stands by itself."""
    planned, had, expected = (_by_budget_line(lines) for lines in (budget, outcome, forecast))
    return tuple(
        _line(name, planned.get(name), had.get(name), expected.get(name), month, moved.get(name, 0))
        for name in dict.fromkeys((*planned, *had, *expected, *moved))
    )


@dataclass(frozen=True, slots=True)
class Wholes:
    """The lines of which only a sum is published, instead of lines; None where there are lines or nothing."""

    budget: Line | None = None
    outcome: Line | None = None
    forecast: Line | None = None


def whole_of(lines: Sequence[Line], name: str) -> Line | None:
    """Return the line that tells the whole committee's sum where a table has no other; its name is theirs."""
    return lines[0] if len(lines) == 1 and lines[0].name.casefold() == name.casefold() else None


def summed(lines: Sequence[Followed], *, month: int, wholes: Wholes) -> Followed:
    """Add the lines up; a table of which only the sum is published gives that sum."""
    budget = _amounts(wholes.budget, "")
    return Followed(
        "",
        budget if wholes.budget else _sum([line.budget for line in lines]),
        _so_far(budget, month) if wholes.budget else _sum([line.part for line in lines]),
        _amounts(wholes.outcome, "") if wholes.outcome else _sum([line.outcome for line in lines]),
        _amounts(wholes.forecast, "forecast_")
        if wholes.forecast
        else _sum([line.forecast for line in lines]),
        sum(line.moved for line in lines),
    )


@dataclass(frozen=True, slots=True)
class OtherBudget:
    """A forecast's line that counts with another budget than the budget in force has under that name."""

    name: str
    counted_with: int  # SEK of cost, as the forecast prints it
    in_force: int


def other_budgets(budget: Sequence[Line], forecast: Sequence[Line]) -> tuple[OtherBudget, ...]:
    """Find the lines whose budget the forecast prints otherwise: the name is the same, the line is not."""
    planned = {line.name: line.figures.get("cost") for line in budget}
    told = (
        (line.in_budget, line.figures.get("budget_cost"), planned.get(line.in_budget)) for line in forecast
    )
    return tuple(
        OtherBudget(name, counted, own)
        for name, counted, own in told
        if counted is not None and own is not None and counted != own
    )


def _by_budget_line(lines: Sequence[Line]) -> dict[str, Line]:
    """Key the lines by the budget's name; a second line of that name keeps its own."""
    keyed: dict[str, Line] = {}
    for line in lines:
        keyed[line.name if line.in_budget in keyed else line.in_budget] = line
    return keyed


def _line(
    name: str, budget: Line | None, outcome: Line | None, forecast: Line | None, month: int, moved: int
) -> Followed:
    planned = _amounts(budget, "")
    told = [line.explanation for line in (outcome, forecast) if line is not None and line.explanation]
    return Followed(
        name,
        planned,
        _so_far(planned, month),
        _amounts(outcome, ""),
        _amounts(forecast, "forecast_"),
        moved,
        " ".join(dict.fromkeys(told)),
    )


def _amounts(line: Line | None, prefix: str) -> Amounts:
    if line is None:
        return Amounts()
    income, cost = (
        line.figures.get(f"{prefix}{side}", line.figures.get(side)) for side in ("income", "cost")
    )
    return Amounts(income, cost)


def _so_far(planned: Amounts, month: int) -> Amounts:
    return Amounts(_part(planned.income, month), _part(planned.cost, month))


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
