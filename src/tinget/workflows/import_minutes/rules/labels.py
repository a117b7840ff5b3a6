"""The labels of a front page and of a certificate, and what stands beside or under each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tinget.workflows.import_minutes.rules.headings import is_notice_heading
from tinget.workflows.import_minutes.rules.label_lines import with_whole_labels
from tinget.workflows.import_minutes.rules.label_words import Label, label_at
from tinget.workflows.import_minutes.rules.lines import Cell, Line, cells_of
from tinget.workflows.import_minutes.rules.people import people_in

NEAR_COLUMN = 3
_SIGNED_BY = re.compile(r"signera|underteckna", re.IGNORECASE)


@dataclass(slots=True)
class Row:
    """A row of values under a label."""

    line: int
    cells: list[Cell]
    after_blank: bool = False

    @property
    def text(self) -> str:
        """The row's cells as one text."""
        return "  ".join(cell.text for cell in self.cells)


@dataclass(slots=True)
class Labelled:
    """A label that was found, and the rows beside and under it."""

    label: Label
    line: int
    column: int
    printed: str
    rows: list[Row] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All rows as one text."""
        return "  ".join(row.text for row in self.rows)


def labelled(lines: Sequence[Line]) -> list[Labelled]:
    """Read the labels of some lines with their values."""
    found: list[Labelled] = []
    columns: list[Labelled] = []
    after_blank = False
    for line in with_whole_labels(lines):
        if line.is_blank:
            after_blank = True
            continue
        if is_notice_heading(line.text):
            found.append(Labelled(Label.NOTICE, line.number, line.indent, line.folded))
            columns = found[-1:]
            continue
        cells = [
            Cell(text, cell.column, line.number)
            for cell in cells_of(line)
            if (text := re.sub(r"[._…]{3,}", " ", cell.text).strip())
        ]
        opened = _open(cells, found, line, after_blank=after_blank, columns=columns)
        if opened:
            columns = opened
        after_blank = False
    return found


def _open(
    cells: Sequence[Cell], found: list[Labelled], line: Line, *, after_blank: bool, columns: list[Labelled]
) -> list[Labelled]:
    """Open the labels on a line and hand the other cells to the label they are under; return those opened."""
    opened: list[Labelled] = []
    person_before = False
    for cell in cells:
        seen = None if person_before else label_at(cell.text)
        if (
            seen
            and columns
            and not opened
            and (_is_in_list(columns[-1], seen) or _is_signed(columns[-1], seen))
        ):
            seen = None
        if seen:
            label, printed, rest = seen
            if label is Label.DATE and cells[0].text.lower().startswith("juster"):
                label = Label.APPROVAL
            one = Labelled(label, line.number, cell.column, printed)
            found.append(one)
            opened.append(one)
            if rest:
                column = cell.column + max(cell.text.find(rest), 0)
                one.rows.append(Row(line.number, [Cell(rest, column, line.number)]))
            continue
        target = _target(cell, opened, columns)
        if target is not None:
            _add(target, cell, line.number, after_blank=after_blank)
        person_before = person_before or (not opened and bool(people_in([cell.text])))
    return opened


def _is_in_list(current: Labelled, seen: tuple[Label, str, str]) -> bool:
    """Whether `Ordförande Anna Ask (S)` is a row of the list of those present, and no label of its own."""
    label, _printed, rest = seen
    return (
        current.label is Label.MEMBERS
        and label in (Label.CHAIR, Label.VICE_CHAIR)
        and bool(people_in([rest]))
    )


def _is_signed(current: Labelled, seen: tuple[Label, str, str]) -> bool:
    """Whether `Datum: 2026-03-18 10:11` tells when somebody signed, and nothing of the meeting."""
    return (
        current.label is Label.SIGNED
        and seen[0] in (Label.DATE, Label.TIME)
        and bool(_SIGNED_BY.search(current.printed))
    )


def _target(cell: Cell, opened: Sequence[Labelled], columns: Sequence[Labelled]) -> Labelled | None:
    if opened:
        return opened[-1]
    if not columns:
        return None
    if len(columns) == 1:
        return columns[0]
    left = [one for one in columns if one.column <= cell.column + NEAR_COLUMN]
    return max(left, key=lambda one: one.column) if left else columns[0]


def _add(target: Labelled, cell: Cell, number: int, *, after_blank: bool) -> None:
    if target.rows and target.rows[-1].line == number:
        target.rows[-1].cells.append(cell)
    else:
        target.rows.append(Row(number, [cell], after_blank))
