"""Tables from a spreadsheet: CSV text read into rows by heading, each fault with its line."""

import csv
import io
from collections.abc import Collection
from dataclasses import dataclass

MOST_LINES = 20_000


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong on a line of the table, counted from 1; line 0 is the table as a whole."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: its line, and the text under each heading, "" where nothing stands."""

    number: int
    values: dict[str, str]


def read_table(
    text: str, *, required: Collection[str], optional: Collection[str] = ()
) -> tuple[list[Line], list[Fault]]:
    """Read comma- or semicolon-separated text with a line of headings; a table with faults has no rows."""
    lines = text.lstrip("\ufeff").splitlines()
    if not any(line.strip() for line in lines):
        return [], [Fault(0, "Tabellen är tom.")]
    if len(lines) > MOST_LINES:
        return [], [Fault(0, f"Tabellen har fler än {MOST_LINES} rader.")]
    separator = max(";,\t", key=lines[0].count)
    try:
        rows = list(csv.reader(io.StringIO("\n".join(lines)), delimiter=separator, strict=True))
    except csv.Error:
        return [], [Fault(0, "Tabellen kan inte läsas: ett citattecken är inte avslutat.")]
    headings = [heading.strip().lower() for heading in rows[0]]
    faults = _heading_faults(headings, required, optional)
    faults += [
        Fault(number, "Raden har fler fält än rubrikraden.")
        for number, row in enumerate(rows, start=1)
        if len(row) > len(headings)
    ]
    if faults:
        return [], faults
    found = [
        Line(number, _values(headings, row, (*required, *optional)))
        for number, row in enumerate(rows[1:], start=2)
        if any(value.strip() for value in row)
    ]
    return found, [] if found else [Fault(0, "Tabellen har rubriker men inga rader.")]


def _heading_faults(headings: list[str], required: Collection[str], optional: Collection[str]) -> list[Fault]:
    faults = [Fault(1, f"Kolumnen ”{name}” saknas.") for name in required if name not in headings]
    known = {*required, *optional}
    faults += [
        Fault(1, f"Kolumnen ”{name}” är okänd.")
        for name in dict.fromkeys(headings)
        if name and name not in known
    ]
    faults += [
        Fault(1, f"Kolumnen ”{name}” finns två gånger.")
        for name in dict.fromkeys(headings)
        if name and headings.count(name) > 1
    ]
    return faults


def _values(headings: list[str], row: list[str], names: Collection[str]) -> dict[str, str]:
    values = dict.fromkeys(names, "")
    values.update(
        (heading, " ".join(value.split())) for heading, value in zip(headings, row, strict=False) if heading
    )
    return values
