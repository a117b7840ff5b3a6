"""Reading a table as other systems write it: CSV in any of their ways, or an Excel workbook's first sheet."""

import codecs
import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

MOST_ROWS = 100_000
MOST_COLUMNS = 100
MOST_UNPACKED = 500_000_000
DELIMITERS = ";,\t|"
ENCODINGS = ("utf-8-sig", "cp1252")


class TableUnreadable(ValueError):
    """The file is no table that can be read; the message is a Swedish sentence."""


@dataclass(frozen=True, slots=True)
class Table:
    """Headings, and rows of texts; `first_line` is the line of the first row in the file."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    first_line: int = 2


def read_table(content: bytes, name: str) -> Table:
    """Read CSV or XLSX, told apart by content; raises TableUnreadable with what to do."""
    if content.startswith(b"PK"):
        return _table(_rows_of_workbook(content))
    if name.lower().endswith((".xls", ".xlsx")):
        raise TableUnreadable("Filen är ingen Excelbok i formatet xlsx. Spara den som xlsx eller CSV.")
    return _table(_rows_of_csv(content))


def _table(rows: Iterable[tuple[str, ...]]) -> Table:
    """Take the first row that says anything as headings; leave out empty rows at the end."""
    read: list[tuple[str, ...]] = []
    for row in rows:
        if len(read) > MOST_ROWS:
            raise TableUnreadable(f"Tabellen har fler än {MOST_ROWS} rader. Dela upp den.")
        read.append(row)
    first = next((number for number, row in enumerate(read) if any(row)), None)
    if first is None:
        raise TableUnreadable("Filen är tom.")
    headings = read[first]
    if len(headings) > MOST_COLUMNS:
        raise TableUnreadable(f"Tabellen har fler än {MOST_COLUMNS} kolumner.")
    width = len(headings)
    body = [tuple((*row, *[""] * width)[:width]) for row in read[first + 1 :]]
    while body and not any(body[-1]):
        body.pop()
    return Table(headings, tuple(body), first_line=first + 2)


def _rows_of_csv(content: bytes) -> Iterator[tuple[str, ...]]:
    text = _decoded(content)
    if "\0" in text:
        raise TableUnreadable("Filen är ingen text. Spara den som CSV eller xlsx.")
    heading = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=re.sub(r'"[^"]*"', "", heading).count)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            yield tuple(" ".join(cell.split()) for cell in row)
    except csv.Error as problem:
        raise TableUnreadable(f"Filen är ingen hel CSV: {problem}.") from problem


def _decoded(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):  # what Excel calls Unicode text
        return content.decode("utf-16", errors="replace")
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TableUnreadable("Filens tecken går inte att läsa. Spara den som UTF-8.")


def _rows_of_workbook(content: bytes) -> Iterator[tuple[str, ...]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise TableUnreadable("Excelboken är för stor uppackad. Dela upp den.")
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for row in book.worksheets[0].iter_rows(values_only=True):
            yield tuple(_cell(value) for value in row)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError) as problem:
        if isinstance(problem, TableUnreadable):
            raise
        raise TableUnreadable("Excelboken går inte att läsa. Spara den på nytt, eller som CSV.") from problem


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())
