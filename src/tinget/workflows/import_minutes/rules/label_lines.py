"""Labels made whole: broken over the lines of their column, or by the double spaces of scanning."""

import re
from collections.abc import Sequence
from itertools import pairwise

from tinget.workflows.import_minutes.rules.label_words import label_at
from tinget.workflows.import_minutes.rules.lines import Cell, Line, cells_of
from tinget.workflows.import_minutes.rules.people import people_in

MOST_LABEL_LINES, MOST_IN_ROW, GAP = 3, 4, 2
_LONE_NAME = re.compile(r"[A-ZÅÄÖ][a-zåäöé]+")


def with_whole_labels(lines: Sequence[Line]) -> list[Line]:
    """Put labels together that are broken over the lines of their column: `Ej tjänstgörande / ersättare`."""
    whole = [_closed_up(line) for line in lines]
    for at in range(len(whole) - 1):
        for column in [cell.column for cell in reversed(cells_of(whole[at]))]:
            _make_whole(whole, at, column)
    return whole


def _closed_up(line: Line) -> Line:
    """Close the double spaces that scanning leaves inside a label or a name: `Plats  och tid`."""
    for one, other in pairwise(cells_of(line)):
        if other.column - one.column - len(one.text) != GAP or len(one.text.split()) > 1:
            continue
        both = f"{one.text} {other.text}"
        is_label = other.text[0].islower() and (seen := label_at(both)) is not None and not seen[2]
        if is_label or (_LONE_NAME.fullmatch(one.text) and people_in([both]) and not people_in([other.text])):
            text = f"{line.text[: one.column]}{both} {line.text[other.column + len(other.text) :]}"
            return Line(line.number, text, line.page, line.starts_page)
    return line


def _make_whole(whole: list[Line], at: int, column: int) -> None:
    """Bring the rest of the label in a column up to the line where it begins; columns to its right stay."""
    pieces: list[Cell] = []
    for line in whole[at : at + MOST_LABEL_LINES]:
        cells = cells_of(line)
        piece = next((one for one in cells if abs(one.column - column) <= 1), None)
        if piece is None or (pieces and _begins_own(pieces, piece, cells)):
            break
        pieces.append(piece)
    for count in range(len(pieces), 1, -1):
        both = " ".join(one.text for one in pieces[:count])
        seen = label_at(both)
        if seen and not seen[2]:
            whole[at] = _replaced(whole[at], pieces[0], both)
            for below in range(1, count):
                whole[at + below] = _replaced(whole[at + below], pieces[below], "")
            return


def _begins_own(above: Sequence[Cell], piece: Cell, cells: Sequence[Cell]) -> bool:
    """Whether a cell under a piece of a label is something of its own."""
    first = label_at(above[0].text)
    if len(cells) > MOST_IN_ROW or (first and not piece.text[0].islower()):
        return True
    return bool(label_at(piece.text) and not piece.text.isupper() and first)


def _replaced(line: Line, cell: Cell, text: str) -> Line:
    before, after = line.text[: cell.column], line.text[cell.column + len(cell.text) :]
    room = len(after) - len(after.lstrip()) - GAP
    after = after[max(0, min(len(text) - len(cell.text), room)) :]
    return Line(line.number, before + (text or " " * len(cell.text)) + after, line.page, line.starts_page)
