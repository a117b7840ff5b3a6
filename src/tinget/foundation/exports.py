"""Lists as files: CSV for a spreadsheet, an Excel workbook, or JSON; written row by row, with a bound."""

import csv
import datetime as dt
import io
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import IO, Any

from django.http import FileResponse, Http404, HttpRequest
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

MOST_ROWS = 100_000
KEPT_IN_MEMORY = 5_000_000
LONGEST_EXCEL_TEXT = 32_767  # what a cell of a workbook can hold
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would reckon what begins so

Value = str | int | dt.date | Sequence[str] | None
Rows = Iterable[Sequence[Value]]


class Format(StrEnum):
    """In which form a list is fetched; the value is the file's ending."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


FORMAT_WORDS = {Format.CSV: "CSV", Format.XLSX: "Excel", Format.JSON: "JSON"}
MEDIA_TYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.JSON: "application/json",
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: the word a machine knows it by, and the one that people read."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link to the list in one form."""

    text: str
    href: str


def asked_for(request: HttpRequest) -> Format | None:
    """Return the form that ?format= asks for; None for a page; Http404 for one that does not exist."""
    asked = request.GET.get("format", "")
    if not asked:
        return None
    try:
        return Format(asked)
    except ValueError as unknown:
        raise Http404(_("Listan finns inte i den formen.")) from unknown


def links(request: HttpRequest, *, but: Iterable[str] = ("efter",)) -> list[Link]:
    """Give the links that fetch the list as it is filtered now, from its beginning."""
    query = request.GET.copy()
    for name in (*but, "format"):
        query.pop(name, None)
    made = []
    for one in Format:
        query["format"] = one.value
        made.append(Link(FORMAT_WORDS[one], f"?{query.urlencode()}"))
    return made


def response(kind: Format, name: str, headings: Sequence[Heading], rows: Rows) -> FileResponse:
    """Answer with the rows as a file; it is written while the asker's scope is in force.

    Of more than 100,000 rows the first are given, and the file's name says so; JSON says it inside as well.
    """
    counted = _Bounded(rows)
    file = written(kind, headings, counted)
    ending = "" if counted.is_complete else f"-{_('forsta')}-{MOST_ROWS}"
    return FileResponse(
        file,
        as_attachment=True,
        filename=f"{name}{ending}.{kind.value}",
        content_type=MEDIA_TYPES[kind],
        headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"},
    )


def written(kind: Format, headings: Sequence[Heading], rows: Rows) -> IO[bytes]:
    """Write rows to a temporary file, on disk when it is large; whoever takes it closes it."""
    file = tempfile.SpooledTemporaryFile(max_size=KEPT_IN_MEMORY)  # noqa: SIM115 -- the answer closes it
    write = {Format.CSV: write_csv, Format.XLSX: write_xlsx, Format.JSON: write_json}[kind]
    write(file, headings, rows)
    file.seek(0)
    return file


def write_csv(file: IO[bytes], headings: Sequence[Heading], rows: Rows) -> None:
    """Write as Swedish spreadsheets read it: a mark of the encoding, semicolons, and no formulas."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    text.write("\ufeff")
    sheet = csv.writer(text, delimiter=";")
    sheet.writerow([heading.text for heading in headings])
    sheet.writerows([_as_text(value) for value in row] for row in rows)
    text.detach()


def write_json(file: IO[bytes], headings: Sequence[Heading], rows: Rows) -> None:
    """Write an object with `rows`, each with the columns' names, and `complete`: whether all are there."""
    names = [heading.name for heading in headings]
    file.write(b'{"rows": [')
    separator = b"\n"
    for row in rows:
        told = json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=_as_json)
        file.write(separator + told.encode())
        separator = b",\n"
    complete = getattr(rows, "is_complete", True)
    file.write(f'\n], "complete": {json.dumps(complete)}}}\n'.encode())


def write_xlsx(file: IO[bytes], headings: Sequence[Heading], rows: Rows) -> None:
    """Write a workbook row by row; a text stays a text, also where it looks like a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Lista")
    sheet.freeze_panes = "A2"
    sheet.append([_text_cell(sheet, heading.text) for heading in headings])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    book.save(file)


def defused(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


class _Bounded:
    """Rows up to the bound; `is_complete` is known once they have been gone through."""

    def __init__(self, rows: Rows) -> None:
        self.rows = iter(rows)
        self.is_complete = True

    def __iter__(self) -> Iterator[Sequence[Value]]:
        yield from islice(self.rows, MOST_ROWS)
        self.is_complete = next(self.rows, None) is None


def _as_text(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return _("ja") if value else _("nej")
        case str():
            return defused(value)
        case int():
            return str(value)
        case dt.date():
            return value.isoformat()
        case _:
            return defused("\n".join(value))


def _as_json(value: Any) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value)


def _cell(sheet: Any, value: Value) -> Any:
    match value:
        case bool() | dt.datetime():
            return _text_cell(sheet, _as_text(value))
        case None | int() | dt.date():
            return value
        case str():
            return _text_cell(sheet, value)
        case _:
            return _text_cell(sheet, "\n".join(value))


def _text_cell(sheet: Any, text: str) -> Any:
    text = ILLEGAL_CHARACTERS_RE.sub("", text)
    if len(text) > LONGEST_EXCEL_TEXT:
        told = f" … ({_('avkortat')})"
        text = text[: LONGEST_EXCEL_TEXT - len(told)] + told
    if not text.startswith(("=", "#")):
        return text  # a cell of our own costs more than the rest of the row
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    return cell
