"""Finds sums in tables that do not add up; says so only where no reading of the table makes them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tinget.workflows.import_minutes.rules.facts import LintFinding
from tinget.workflows.import_minutes.rules.lines import Line, fold

MOST_ROWS, MOST_BLANKS, FEWEST_ROWS, LONGEST_LABEL = 60, 1, 2, 60
YEARS = range(1990, 2101)

_NUMBER = r"[-–−+]?(?:\d{1,3}(?:[ .]\d{3})+|\d+)(?:,\d{1,2})?"
_UNIT = r"(?:\s?(?:kr|kronor|tkr|mkr|mnkr|ksek|sek|st|%|procent|:-))?"
_VALUE = re.compile(rf"{_NUMBER}{_UNIT}", re.IGNORECASE)
_TRAILING = re.compile(
    r"(?P<label>[^\d\n]*[A-Za-zÅÄÖåäö)][^\n]{0,120}?)(?P<gap>\s{1,}|:\s*)(?P<values>[-–−+]?\d[\d\s.,%–−+krstmnKRST:-]*)$"
)
_SUM = re.compile(
    r"(?:summa|totalt|total|totalsumma|s:a|sammanlagt|summering)\b(?!\s+(?:av|per|för))", re.IGNORECASE
)
_SUBTOTAL = re.compile(r"del(?:summa|total)|varav|därav", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: its label and its figures."""

    line: int
    label: str
    values: tuple[Decimal, ...]
    decimals: int

    @property
    def is_sum(self) -> bool:
        """Whether the row gives a sum."""
        return bool(_SUM.match(self.label))


def wrong_sums(lines: Sequence[Line]) -> list[LintFinding]:
    """Find the sum rows whose figure is not the sum of the rows above."""
    found = []
    for at, line in enumerate(lines):
        if not _SUM.match(line.text.strip()):
            continue
        total = _row(line)
        if total is None:
            continue
        above = _above(lines, at, len(total.values))
        if above is not None:
            found += _compared(total, above)
    return found


def _row(line: Line) -> TableRow | None:
    match = _TRAILING.match(line.text.strip())
    if match is None:
        return None
    values, decimals = [], 0
    for cell in re.split(r"\s{2,}", match["values"].strip()):
        if not _VALUE.fullmatch(cell):
            return None
        number = re.sub(r"[^\d,+–−-]", "", cell)
        decimals = max(decimals, len(number.partition(",")[2]))
        values.append(Decimal(re.sub(r"[–−]", "-", number).replace(",", ".").lstrip("+")))
    return TableRow(line.number, fold(match["label"]), tuple(values), decimals)


def _above(lines: Sequence[Line], at: int, columns: int) -> list[TableRow] | None:
    """Collect the rows above a sum; None where the table cannot be read for certain."""
    rows: list[TableRow] = []
    blanks = 0
    for line in reversed(lines[max(0, at - MOST_ROWS) : at]):
        if line.is_blank:
            blanks += 1
            if blanks > MOST_BLANKS and rows:
                break
            continue
        row = _row(line)
        if row is None:
            if re.search(r"\d\s*$", line.text) or (blanks == 0 and rows and _looks_like_row(line)):
                return None
            break
        if len(row.values) != columns or _SUBTOTAL.search(row.label):
            return None
        if all(value == int(value) and int(value) in YEARS for value in row.values):
            break
        blanks = 0
        rows.append(row)
    return rows[::-1] if len(rows) >= FEWEST_ROWS else None


def _looks_like_row(line: Line) -> bool:
    """Whether a line without figures could be the first half of a row's label."""
    return False if len(line.folded) > LONGEST_LABEL else line.folded.endswith(("-", ",", "och", "för"))


def _compared(total: TableRow, above: Sequence[TableRow]) -> list[LintFinding]:
    found = []
    for column, printed in enumerate(total.values):
        figures = [row.values[column] for row in above]
        room = Decimal(len(figures)) / 2 / (10 ** max(total.decimals, *(row.decimals for row in above)))
        if _adds_up(above, figures, printed, room if printed != sum(figures) else Decimal(0)):
            continue
        plain = [value for row, value in zip(above, figures, strict=True) if not row.is_sum]
        added, stated = _told(sum(plain, Decimal(0))), _told(printed)
        text = f"Raderna ovanför ”{total.label}” blir tillsammans {added}, men summan anges till {stated}."
        found.append(LintFinding("sum", total.line, text))
        break
    return found


def _adds_up(above: Sequence[TableRow], figures: Sequence[Decimal], printed: Decimal, room: Decimal) -> bool:
    """Whether some reading gives the sum: all rows, those after some row, only plain ones, only sums."""
    plain = [value for row, value in zip(above, figures, strict=True) if not row.is_sum]
    sums = [value for row, value in zip(above, figures, strict=True) if row.is_sum]
    last = max((n for n, row in enumerate(above) if row.is_sum), default=-1)
    readings = [
        sum(plain, Decimal(0)),
        sum(sums, Decimal(0)),
        sum(figures[last + 1 :], Decimal(0)),
        sum(figures[max(last, 0) :], Decimal(0)),
    ]
    readings += [sum(figures[start:], Decimal(0)) for start in range(len(figures) - 1)]
    readings += [abs(value) for value in readings]
    if any(value < 0 for value in figures) is False and len(figures) == FEWEST_ROWS:
        readings.append(figures[0] - figures[1])
    return any(abs(value - printed) <= room for value in readings)


def _told(value: Decimal) -> str:
    whole = f"{value:,}".replace(",", "\u00a0").replace(".", ",")
    return whole.replace("-", "−")
