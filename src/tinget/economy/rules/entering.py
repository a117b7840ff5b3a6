"""A budget, an outcome or a forecast entered here, read from a spreadsheet's text."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from tinget.economy.rules.facts import TableKind
from tinget.economy.rules.printed import Figures, Line
from tinget.kernel.tables import Fault, read_table

COLUMNS = ("rad", "intäkt", "kostnad")
MORE_COLUMNS = ("förklaring",)
TOTALS = frozenset({"summa", "totalt", "total"})
NAME_LENGTH, EXPLANATION_LENGTH = 200, 500
MOST_LINES = 200
PREFIXES = {TableKind.BUDGET: "", TableKind.OUTCOME: "", TableKind.FORECAST: "forecast_"}
_AMOUNT = re.compile(r"[-\u2212]?\d{1,12}", re.ASCII)
_SPACES = re.compile(r"[\s\u00a0\u202f]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is entered: which kind of table, for which year, known when, and why it is a new version."""

    kind: TableKind
    year: int
    as_of: dt.date
    lines: tuple[Line, ...]
    printed_total: Figures
    why: str = ""


def as_of(kind: TableKind, year: int, month: int, *, entered_on: dt.date) -> dt.date:
    """Return the day of a table: a budget's is when it was entered, else the last day of its month."""
    if kind is TableKind.BUDGET:
        return entered_on
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def read_lines(text: str, kind: TableKind) -> tuple[tuple[Line, ...], Figures, list[Fault]]:
    """Read lines in whole SEK, and the sum where a last line gives one; with faults there are none."""
    rows, faults = read_table(text, required=COLUMNS, optional=MORE_COLUMNS)
    lines: list[Line] = []
    total: Figures = {}
    for row in rows:
        name, told = row.values["rad"], _faults_of(row.values)
        if name in {line.name for line in lines}:
            told.append(f"Raden ”{name}” finns redan ovanför.")
        faults += [Fault(row.number, sentence) for sentence in told]
        if told:
            continue
        figures = _figures(row.values, PREFIXES[kind])
        if name.lower() in TOTALS:
            total = figures
        else:
            lines.append(Line(name, figures, row.values["förklaring"]))
    if not faults and not lines:
        faults.append(Fault(0, "Tabellen har ingen rad utom summan."))
    if len(lines) > MOST_LINES:
        faults.append(Fault(0, f"Tabellen har fler än {MOST_LINES} rader."))
    return ((), {}, faults) if faults else (tuple(lines), total, [])


def as_text(lines: tuple[Line, ...], kind: TableKind) -> str:
    """Write lines as `read_lines` reads them, to begin a new table from an old one."""
    prefix = PREFIXES[kind]
    written = [";".join(COLUMNS)]
    for line in lines:
        figures = (line.figures.get(f"{prefix}{column}") for column in ("income", "cost"))
        name = f'"{line.name}"' if ";" in line.name else line.name
        written.append(";".join([name, *("" if figure is None else str(figure) for figure in figures)]))
    return "\n".join(written)


def _faults_of(values: dict[str, str]) -> list[str]:
    told = [] if values["rad"] else ["”rad” saknas."]
    if len(values["rad"]) > NAME_LENGTH:
        told.append(f"”rad” är längre än {NAME_LENGTH} tecken.")
    if len(values["förklaring"]) > EXPLANATION_LENGTH:
        told.append(f"”förklaring” är längre än {EXPLANATION_LENGTH} tecken.")
    told += [
        f"”{column}” ska vara hela kronor, till exempel 12000 eller -500."
        for column in ("intäkt", "kostnad")
        if values[column] and not _AMOUNT.fullmatch(_SPACES.sub("", values[column]))
    ]
    return told


def _figures(values: dict[str, str], prefix: str) -> dict[str, int | None]:
    return {
        f"{prefix}{name}": int(_SPACES.sub("", values[column]).replace("\u2212", "-"))
        if values[column]
        else None
        for name, column in (("income", "intäkt"), ("cost", "kostnad"))
    }
