"""Finds sums in tables that do not add up; says so only where no reading of the table makes them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from tinget.workflows.import_minutes.rules.facts import LintFinding
from tinget.workflows.import_minutes.rules.lines import Line, cells_of, fold

MOST_ROWS, MOST_BLANKS, FEWEST_ROWS, LONGEST_LABEL = 60, 1, 2, 60
HEADINGS_WITHIN, MOST_TIMES = 3, 2
YEARS = range(1990, 2101)
THOUSAND, MILLION = Decimal(1000), Decimal(1_000_000)

_NUMBER = r"[-–−+]?(?:\d{1,3}(?:[ .]\d{3})+|\d+)(?:,\d{1,2})?"
_UNIT = r"(?:\s?(?:kr|kronor|tkr|mkr|mnkr|ksek|sek|st|%|procent|:-))?"
_VALUE = re.compile(rf"{_NUMBER}{_UNIT}", re.IGNORECASE)
_TRAILING = re.compile(
    r"(?P<label>[^\d\n]*[A-Za-zÅÄÖåäö)][^\n]{0,120}?)(?P<gap>\s{1,}|:\s*)(?P<values>[-–−+]?\d[\d\s.,%–−+krstmnKRST:-]*)$"
)
_SUM = re.compile(
    r"(?:summa|totalt|total|totalsumma|s:a|sammanlagt|summering)\b(?!\s+(?:av|per|för))", re.IGNORECASE
)
_INCOME = re.compile(r"intäkt|inkomst|bidrag|avgift|ersättning|finansiering|försäljning", re.IGNORECASE)
_UNITS = (
    (re.compile(r"tkr|ksek", re.IGNORECASE), THOUSAND),
    (re.compile(r"mn?kr", re.IGNORECASE), MILLION),
)
_NOT_SUMMED = re.compile(
    r"%|procent|andel|snitt|medel|förändring|per |/|index|kvot|grad|ålder|à|styck|pris", re.IGNORECASE
)
_SHARE = re.compile(r"%|procent", re.IGNORECASE)
_SUBTOTAL = re.compile(r"del(?:summa|total)|varav|därav", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: its label and its figures."""

    line: int
    label: str
    values: tuple[Decimal, ...]
    grain: Decimal
    indent: int = 0
    shares: frozenset[int] = frozenset()

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
            near = lines[max(0, at - 2 * MOST_ROWS) : at]
            shares = total.shares | _shares_in_head(near, above[0].line, len(total.values))
            found += _compared(total, above, shares.union(*(row.shares for row in above)))
    return found


@lru_cache(maxsize=2 * MOST_ROWS)  # a sum asks for the rows that the sum above it asked for
def _row(line: Line) -> TableRow | None:
    match = _TRAILING.match(line.text.strip())
    if match is None:
        return None
    cells = re.split(r"\s{2,}", match["values"].strip())
    if not all(_VALUE.fullmatch(cell) for cell in cells):
        return None
    numbers = [re.sub(r"[^\d,+–−-]", "", cell) for cell in cells]
    return TableRow(
        line.number,
        fold(match["label"]),
        tuple(_worth(number, cell) for number, cell in zip(numbers, cells, strict=True)),
        max(_grain(number, cell) for number, cell in zip(numbers, cells, strict=True)),
        line.indent,
        frozenset(at for at, cell in enumerate(cells) if _SHARE.search(cell)),
    )


def _worth(number: str, cell: str) -> Decimal:
    """Give a figure in kronor where its own unit is printed, else as it stands."""
    plain = Decimal(re.sub(r"[–−]", "-", number).replace(",", ".").lstrip("+"))
    return plain * _scale(cell)


def _grain(number: str, cell: str) -> Decimal:
    """Give what the last digit of a figure is worth: it may be rounded by half of that."""
    return _scale(cell).scaleb(-len(number.partition(",")[2]))


def _scale(cell: str) -> Decimal:
    return next((scale for unit, scale in _UNITS if unit.search(cell)), Decimal(1))


def _shares_in_head(lines: Sequence[Line], first: int, columns: int) -> frozenset[int]:
    """Find the columns whose head says that they are shares: the last cells above the first row."""
    head = next((line for line in reversed(lines) if line.number < first and not line.is_blank), None)
    cells = cells_of(head)[-columns:] if head else []
    return frozenset(
        at for at, cell in enumerate(cells, columns - len(cells)) if _NOT_SUMMED.search(cell.text)
    )


def _above(lines: Sequence[Line], at: int, columns: int) -> list[TableRow] | None:
    """Collect the rows above a sum; None where the table cannot be read for certain."""
    rows: list[TableRow] = []
    blanks = 0
    for back in range(at - 1, max(-1, at - MOST_ROWS - 1), -1):
        line = lines[back]
        if line.is_blank:
            blanks += 1
            if blanks > MOST_BLANKS and rows:
                break
            continue
        row = _row(line)
        if row is None:
            if re.search(r"\d\s*$", line.text) or (blanks == 0 and rows and _looks_like_row(line)):
                return None
            if _goes_on_above(lines, back, columns):
                return None
            break
        if len(row.values) != columns or _SUBTOTAL.search(row.label):
            return None
        if all(value == int(value) and int(value) in YEARS for value in row.values):
            break
        blanks = 0
        rows.append(row)
    return rows[::-1] if len(rows) >= FEWEST_ROWS else None


def _goes_on_above(lines: Sequence[Line], at: int, columns: int) -> bool:
    """Whether rows of the same table stand above a heading inside it, or before the page it goes on from."""
    above = [line for line in lines[max(0, at - HEADINGS_WITHIN - MOST_BLANKS) : at] if not line.is_blank]
    rows = (_row(line) for line in above[-HEADINGS_WITHIN:] if len(cells_of(line)) > 1)
    return any(row is not None and len(row.values) == columns and not row.is_sum for row in rows)


def _looks_like_row(line: Line) -> bool:
    """Whether a line without figures could be the first half of a row's label."""
    return False if len(line.folded) > LONGEST_LABEL else line.folded.endswith(("-", ",", "och", "för"))


def _compared(total: TableRow, above: Sequence[TableRow], shares: frozenset[int]) -> list[LintFinding]:
    for column, printed in enumerate(total.values):
        figures = [row.values[column] for row in above]
        whole = sum((row.values[column] for row in above if not row.is_sum), Decimal(0))
        if column in shares or _may_be_mean(printed, figures) or not _is_near(printed, whole):
            continue
        room = sum((row.grain for row in above), total.grain) / 2
        if any(abs(reading - printed) <= room for reading in _readings(above, figures)):
            continue
        text = (
            f"Raderna ovanför ”{total.label}” blir tillsammans {_told(whole)}, "
            f"men summan anges till {_told(printed)}."
        )
        return [LintFinding("sum", total.line, text)]
    return []


def _may_be_mean(printed: Decimal, figures: Sequence[Decimal]) -> bool:
    return min(figures) <= printed <= max(figures)


def _is_near(printed: Decimal, whole: Decimal) -> bool:
    """Whether two figures are of the same size; others are no sum of each other, or in another unit."""
    small, large = sorted((abs(printed), abs(whole)))
    return large <= MOST_TIMES * small


def _readings(above: Sequence[TableRow], figures: Sequence[Decimal]) -> set[Decimal]:
    """Give what the table may mean: all rows, those after some row, outer rows only, incomes less costs."""
    plain = [value for row, value in zip(above, figures, strict=True) if not row.is_sum]
    sums = [value for row, value in zip(above, figures, strict=True) if row.is_sum]
    last = max((n for n, row in enumerate(above) if row.is_sum), default=-1)
    outer = min(row.indent for row in above)
    outermost = [value for row, value in zip(above, figures, strict=True) if row.indent == outer]
    income = [value for row, value in zip(above, figures, strict=True) if _INCOME.search(row.label)]
    total = sum(plain, Decimal(0))
    readings = [
        total,
        sum(sums, Decimal(0)),
        sum(figures[last + 1 :], Decimal(0)),
        sum(figures[max(last, 0) :], Decimal(0)),
        sum(outermost, Decimal(0)),
        sum(_without_parts(figures), Decimal(0)),
        sum(_without_parts(figures[::-1]), Decimal(0)),
        2 * sum(income, Decimal(0)) - total,
        2 * figures[0] - total,
    ]
    readings += [sum(figures[start:], Decimal(0)) for start in range(len(figures) - 1)]
    return {*readings, *(abs(value) for value in readings)}


def _without_parts(figures: Sequence[Decimal]) -> list[Decimal]:
    """Leave out rows that are parts of the row before them: two or more that make it together."""
    kept: list[Decimal] = []
    at = 0
    while at < len(figures):
        kept.append(figures[at])
        ends = range(at + 1 + FEWEST_ROWS, len(figures) + 1)
        end = next((end for end in ends if sum(figures[at + 1 : end]) == figures[at]), at + 1)
        at = end
    return kept


def _told(value: Decimal) -> str:
    whole = f"{value:,}".replace(",", "\u00a0").replace(".", ",")
    return whole.replace("-", "−")
