"""Reads what the two commands are asked, strictly: every fault names the field and its line."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import isfinite

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
    Usage,
)
from tinget.economy.rules.rounding import UNITS, Mode, Rounding
from tinget.kernel.facts import Row

LAST_YEAR = 9999
PART_KEYS = {
    "equal": ("equal",),
    "inhabitants": ("inhabitants", "at"),
    "fixed": ("fixed",),
    "per_inhabitant": ("per_inhabitant", "at"),
    "usage": ("usage", "price"),
    "rows": ("rows",),
}


@dataclass(frozen=True, slots=True)
class Known:
    """The inhabitants that are known, and the days for which the question itself gave them."""

    populations: Populations
    everybody: tuple[str, ...]  # whom `participants: all` means
    given: frozenset[dt.date] = frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    """A published table: whole SEK for each municipality."""

    service: str
    year: int
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Question:
    """A table to explain, with its printed sum, and earlier tables that it may come from."""

    table: Table
    printed_sum: int | None
    earlier: tuple[Table, ...]


def read_populations(top: Row) -> Populations:
    """Read the file of inhabitants at year-ends."""
    return {
        year.day("as_of"): {one.text("municipality"): one.whole("count") for one in year.rows("inhabitants")}
        for year in top.rows("populations")
    }


def read_known(row: Row, known: Populations) -> Known:
    """Join the inhabitants that the question gives (`populations`) to those that are known."""
    everybody = tuple(dict.fromkeys(name for day in sorted(known, reverse=True) for name in known[day]))
    if row.values.get("populations") is None:
        return Known(known, everybody)
    joined, given = dict(known), set()
    table = row.row("populations")
    for text in table.values:
        day = _date(table, text)
        people = table.row(text)
        joined[day] = {name: people.whole(name) for name in people.values}
        given.add(day)
    named = dict.fromkeys(name for day in sorted(given, reverse=True) for name in joined[day])
    return Known(joined, tuple(named) if set(named) - set(everybody) else everybody, frozenset(given))


def read_allocation(row: Row, known: Known) -> Allocation:
    """Read the question of `allocate`."""
    row.allow("service", "year", "participants", "amount", "key", "index", "rounding", "per", "populations")
    return Allocation(
        service=row.text("service"),
        year=_year(row),
        participants=_participants(row, known),
        key=_key(row),
        amount=number(row, "amount") if row.values.get("amount") is not None else None,
        index=_index(row),
        rounding=_rounding(row),
        per_month=row.values.get("per") is not None and row.one_of("per", {"month": True, "year": False}),
    )


def read_question(row: Row) -> Question:
    """Read the question of `explain-allocation`."""
    row.allow("service", "year", "rows", "sum", "earlier", "populations")
    earlier = []
    for one in row.rows("earlier"):
        one.allow("service", "year", "rows")
        earlier.append(_table(one))
    printed = whole(row, "sum") if row.values.get("sum") is not None else None
    return Question(_table(row), printed, tuple(earlier))


def number(row: Row, key: str) -> Fraction:
    """Read a number that must be there, exactly as it is written."""
    value = row.values.get(key)
    exact = exact_number(value)
    if exact is None:
        row.fault(f"”{key}” saknas" if value is None else f"”{key}” ska vara ett tal, inte {_shown(value)}")
    return exact or Fraction()


def exact_number(value: object) -> Fraction | None:
    """Turn 76100 or 1.02 into the fraction that is written; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return None
    return Fraction(repr(value))


def whole(row: Row, key: str) -> int:
    """Read a whole number of SEK that must be there, negative or not."""
    value = number(row, key)
    if value.denominator != 1:
        row.fault(f"”{key}” ska vara hela kronor, inte {row.values[key]!r}")
    return int(value)


def _table(row: Row) -> Table:
    rows = row.row("rows")
    if not rows.values and isinstance(row.values.get("rows"), Row):
        row.fault("”rows” är tom")
    return Table(row.text("service"), _year(row), {name: whole(rows, name) for name in rows.values})


def _year(row: Row) -> int:
    year = row.whole("year", least=1)
    if year > LAST_YEAR:
        row.fault(f"”year” är {year}, men ska vara ett årtal")
        return LAST_YEAR
    return year or 1


def _participants(row: Row, known: Known) -> tuple[Participant, ...]:
    value = row.values.get("participants")
    if value is None or value == "all":
        return tuple(Participant(name) for name in known.everybody)
    if not isinstance(value, list) or not value:
        row.fault("”participants” ska vara all eller en lista med kommuner")
        return ()
    people = tuple(_participant(row, one) for one in value)
    names = [one.name for one in people]
    for name in sorted({name for name in names if names.count(name) > 1}):
        row.fault(f"”participants”: {name} står två gånger")
    return people


def _participant(row: Row, value: object) -> Participant:
    if isinstance(value, str) and value.strip():
        return Participant(value.strip())
    if not isinstance(value, Row):
        row.fault(f"”participants” ska ha namn eller {{name, from, to}}, inte {_shown(value)}")
        return Participant("")
    value.allow("name", "from", "to")
    one = Participant(value.text("name"), value.optional_day("from"), value.optional_day("to"))
    if one.first and one.last and one.last < one.first:
        value.fault(f"”to” {one.last} ligger före ”from” {one.first}")
    return one


def _key(row: Row) -> tuple[Part, ...]:
    parts = row.rows("key")
    if not row.values.get("key"):
        row.fault("”key” saknas")
    return tuple(part for part in (_part(one) for one in parts) if part is not None)


def _part(row: Row) -> Part | None:
    kinds = [kind for kind in PART_KEYS if kind in row.values]
    if len(kinds) != 1:
        row.fault(
            f"varje del i ”key” ska ha exakt en av {', '.join(PART_KEYS)}, inte {', '.join(row.values)}"
        )
        return None
    row.allow(*PART_KEYS[kinds[0]])
    return PARTS[kinds[0]](row)


def _percent(row: Row, key: str) -> Fraction:
    value = number(row, key)
    if not 0 <= value <= 100:  # noqa: PLR2004 -- per cent
        row.fault(f"”{key}” ska vara 0 till 100 procent, inte {row.values[key]!r}")
    return value


def _numbers(row: Row, key: str) -> dict[str, Fraction]:
    named = row.row(key)
    return {name: number(named, name) for name in named.values}


PARTS: dict[str, Callable[[Row], Part]] = {
    "equal": lambda row: Equal(_percent(row, "equal")),
    "inhabitants": lambda row: Inhabitants(_percent(row, "inhabitants"), row.day("at")),
    "fixed": lambda row: Fixed(number(row, "fixed")),
    "per_inhabitant": lambda row: PerInhabitant(number(row, "per_inhabitant"), row.day("at")),
    "usage": lambda row: Usage(_numbers(row, "usage"), number(row, "price")),
    "rows": lambda row: Given(_numbers(row, "rows")),
}


def _index(row: Row) -> tuple[Fraction, ...]:
    value = row.values.get("index")
    if value is None:
        return ()
    numbers = [exact_number(one) for one in value] if isinstance(value, list) else [None]
    good = tuple(one for one in numbers if one is not None and one > 0)
    if len(good) != len(numbers):
        row.fault("”index” ska vara en lista med tal större än noll, 1.02 för två procent")
    return good


def _rounding(row: Row) -> Rounding:
    if row.values.get("rounding") is None:
        return Rounding()
    given = row.row("rounding")
    given.allow("to", "mode")
    to = given.values.get("to", 1)
    if isinstance(to, bool) or to not in UNITS:
        given.fault(f"”to” ska vara 1, 100 eller 1000, inte {_shown(to)}")
        to = 1
    mode = given.one_of("mode", {mode.value: mode for mode in Mode}) if "mode" in given.values else None
    return Rounding(int(to), mode or Mode.NEAREST)


def _date(row: Row, text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        row.fault(f"”populations”: ”{text}” ska vara ett datum som 2023-12-31")
        return dt.date.min


def _shown(value: object) -> str:
    return "uppgifter" if isinstance(value, Row) else repr(value)
