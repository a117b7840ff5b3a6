"""Printed figures held against their lines: what disagrees, by how much, and what explains it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

Figures = Mapping[str, int | None]

# A deviation is income minus cost, or a forecast minus its budget.
DIFFERENCES = {
    "deviation": ("income", "cost"),
    "deviation_income": ("forecast_income", "budget_income"),
    "deviation_cost": ("forecast_cost", "budget_cost"),
}
RESULT = "result"  # forecast income minus forecast cost


class Reason(StrEnum):
    """Why a printed figure differs, where something explains it."""

    ROUNDING = "rounding"  # no more than the figures' own rounding can make
    LINE_OFF = "line_off"  # one line's own figures differ by as much
    LEFT_OUT = "left_out"  # one line is as large as the difference: left out, or counted twice
    SIGN = "sign"  # one line was taken with the wrong sign
    OTHER_LINE = "other_line"  # the figure is another line's: a row shift
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True)
class Line:
    """A printed or entered line, with what explains it where something does.

    `budget_line` is the budget's own name of the same line, where the document prints it otherwise.
    """

    name: str
    figures: Figures
    explanation: str = ""
    budget_line: str = ""

    @property
    def in_budget(self) -> str:
        """The name by which tables of a year are held together."""
        return self.budget_line or self.name

    @property
    def result(self) -> int:
        """Income minus cost; one that is not printed is nothing."""
        return (self.figures.get("income") or 0) - (self.figures.get("cost") or 0)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A printed figure that is not what its lines make; `line` explains it where `reason` names one."""

    where: str  # the line's name; empty for the total
    column: str
    printed: int
    computed: int
    reason: Reason
    line: str = ""

    @property
    def difference(self) -> int:
        """Printed minus computed, in SEK."""
        return self.printed - self.computed


def computed_totals(lines: Sequence[Line]) -> dict[str, int]:
    """Add every column up; an unknown figure counts as nothing."""
    columns = dict.fromkeys(column for line in lines for column in line.figures)
    return {column: sum(line.figures.get(column) or 0 for line in lines) for column in columns}


def disagreements(lines: Sequence[Line], totals: Figures, *, rounded_to: int) -> list[Disagreement]:
    """Find each printed figure that disagrees with its lines."""
    found = [one for line in lines for one in _within(line.name, line.figures, rounded_to)]
    computed = computed_totals(lines)
    for column, printed in totals.items():
        if printed is None or column not in computed or printed == computed[column]:
            continue
        reason, name = _explained(lines, column, printed - computed[column], rounded_to)
        found.append(Disagreement("", column, printed, computed[column], reason, name))
    return found + _within("", totals, rounded_to)


def against_line(lines: Sequence[Line], name: str, printed: int, column: str = "cost") -> Disagreement | None:
    """Hold an amount that a text prints against its line; None where they agree or there is no line."""
    own = next((line for line in lines if line.name == name), None)
    figure = own.figures.get(column) if own else None
    if figure is None or figure == printed:
        return None
    others = [line.name for line in lines if line.figures.get(column) == printed]
    reason = Reason.OTHER_LINE if len(others) == 1 else Reason.UNEXPLAINED
    return Disagreement(name, column, printed, figure, reason, others[0] if len(others) == 1 else "")


def _within(name: str, figures: Figures, rounded_to: int) -> list[Disagreement]:
    """Hold a line's deviations against its own figures."""
    pairs = dict(DIFFERENCES)
    if RESULT in figures:
        pairs[RESULT] = ("forecast_income", "forecast_cost")
    found = []
    for column, (first, second) in pairs.items():
        printed, high, low = figures.get(column), figures.get(first), figures.get(second)
        if printed is None or (high is None and low is None):
            continue
        computed = (high or 0) - (low or 0)
        if printed != computed:
            small = abs(printed - computed) <= rounded_to * 3 / 2
            reason = Reason.ROUNDING if small else Reason.UNEXPLAINED
            found.append(Disagreement(name, column, printed, computed, reason))
    return found


def _explained(lines: Sequence[Line], column: str, difference: int, rounded_to: int) -> tuple[Reason, str]:
    off = [line.name for line in lines if _off(line, column) == difference]
    same = [line.name for line in lines if abs(line.figures.get(column) or 0) == abs(difference)]
    turned = [line.name for line in lines if (line.figures.get(column) or 0) * -2 == difference]
    for reason, names in ((Reason.LINE_OFF, off), (Reason.LEFT_OUT, same), (Reason.SIGN, turned)):
        if len(names) == 1:
            return reason, names[0]
    if abs(difference) <= (len(lines) + 1) * rounded_to / 2:
        return Reason.ROUNDING, ""
    return Reason.UNEXPLAINED, ""


def _off(line: Line, column: str) -> int | None:
    """Return by how much the line's own deviation says that this figure should be another."""
    for deviation, (first, second) in DIFFERENCES.items():
        given, high, low = (line.figures.get(one) for one in (deviation, first, second))
        if given is None or high is None or low is None or given == high - low:
            continue
        if column == first:
            return given + low - high
        if column == second:
            return high - given - low
    return None
