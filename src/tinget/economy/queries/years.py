"""Reads of a year: the budget in force, the latest outcome and forecast, and how they deviate."""

from collections.abc import Collection
from dataclasses import dataclass

from tinget.economy.queries.accruals import AccrualView, accruals
from tinget.economy.queries.figures import FinanceView, tables
from tinget.economy.rules.accruals import moved_by_line
from tinget.economy.rules.facts import TableKind
from tinget.economy.rules.follow_up import (
    Followed,
    OtherBudget,
    Wholes,
    follow,
    other_budgets,
    summed,
    whole_of,
)
from tinget.economy.rules.printed import Line
from tinget.organisation.api import authority_by_id


@dataclass(frozen=True, slots=True)
class YearView:
    """A year's tables held together; `month` is the last month of the outcome, 0 without one."""

    year: int
    budget: FinanceView | None
    outcome: FinanceView | None
    forecast: FinanceView | None
    month: int
    lines: tuple[Followed, ...]
    accruals: tuple[AccrualView, ...]
    drafts: tuple[FinanceView, ...]
    earlier: tuple[FinanceView, ...]  # adopted budgets that a later version has replaced
    wholes: Wholes
    later: tuple[FinanceView, Line] | None  # a later outcome of which only the sum is published
    other_budgets: tuple[OtherBudget, ...]

    @property
    def sum(self) -> Followed:
        """The lines added up; where only a sum is published, that sum."""
        return summed(self.lines, month=self.month, wholes=self.wholes)


def year_of(authority: int, year: int) -> YearView:
    """Return a year, also one of which nothing is known yet."""
    return year_among(authority, tables(authority), year)


def year_among(authority: int, listed: Collection[FinanceView], year: int) -> YearView:
    """Return a year of tables that are read already."""
    own = [one for one in listed if one.year == year]
    standing = [one for one in own if not one.is_draft]
    name = authority_by_id(authority).name
    budget = _in_force(standing)
    names = {line.in_budget for line in budget.lines} if budget else set()
    outcome = _latest(standing, TableKind.OUTCOME, names)
    forecast = _latest(standing, TableKind.FORECAST, names)
    chosen = (budget, outcome, forecast)
    wholes = Wholes(*(whole_of(one.lines, name) if one else None for one in chosen))
    planned, had, expected = (
        _lines_without(one, whole)
        for one, whole in zip(chosen, (wholes.budget, wholes.outcome, wholes.forecast), strict=True)
    )
    month = outcome.as_of.month if outcome else 0
    spread = accruals(authority, year)
    moved = moved_by_line((one.accrual for one in spread), year, month)
    return YearView(
        year,
        *chosen,
        month,
        follow(planned, had, expected, month=month, moved=moved),
        tuple(spread),
        tuple(one for one in own if one.is_draft),
        _replaced(standing, budget),
        wholes,
        _later_whole(standing, outcome, name),
        other_budgets(planned, expected),
    )


def budget_before(authority: int, year: int) -> FinanceView | None:
    """Return the budget in force of the last year before that has one, to begin the next from."""
    before = [one for one in tables(authority) if one.year <= year and not one.is_draft]
    years = sorted({one.year for one in before if one.kind is TableKind.BUDGET}, reverse=True)
    return _in_force([one for one in before if one.year == years[0]]) if years else None


def services(authority: int, year: int) -> list[str]:
    """Return the lines of the budget in force, which costs are entered on."""
    budget = budget_before(authority, year)
    return [line.name for line in budget.lines] if budget else []


def _lines_without(table: FinanceView | None, whole: Line | None) -> tuple[Line, ...]:
    return table.lines if table and not whole else ()


def _replaced(standing: Collection[FinanceView], budget: FinanceView | None) -> tuple[FinanceView, ...]:
    budgets = [one for one in standing if one.kind is TableKind.BUDGET and one.version]
    return tuple(one for one in budgets if budget and one.version < budget.version)


def _later_whole(
    standing: Collection[FinanceView], outcome: FinanceView | None, name: str
) -> tuple[FinanceView, Line] | None:
    """Find the latest outcome after the one with lines, of which only the sum is published."""
    found = [
        (one, whole)
        for one in standing
        if one.kind is TableKind.OUTCOME
        and outcome
        and one.as_of > outcome.as_of
        and (whole := whole_of(one.lines, name))
    ]
    return max(found, key=lambda pair: pair[0].as_of, default=None)


def _in_force(standing: Collection[FinanceView]) -> FinanceView | None:
    """Choose the last adopted version; of printed ones the one with most lines, the later first."""
    budgets = [one for one in standing if one.kind is TableKind.BUDGET]
    return max(budgets, key=lambda one: (one.version, len(one.lines), one.as_of), default=None)


def _latest(standing: Collection[FinanceView], kind: TableKind, names: set[str]) -> FinanceView | None:
    """Choose the latest one that has lines of the budget; where none has, the latest."""
    found = [one for one in standing if one.kind is kind]
    shared = [one for one in found if names & {line.in_budget for line in one.lines}]
    return max(shared or found, key=lambda one: (one.as_of, one.version, len(one.lines)), default=None)
