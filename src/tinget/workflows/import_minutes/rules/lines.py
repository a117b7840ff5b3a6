"""The lines of a text with layout: numbered as in the file, and the pages they stand on."""

import re
from dataclasses import dataclass, field, replace

MOST_LINES = 40_000
MOST_CHARACTERS = 800_000
LONGEST_LINE = 800
FEW_SOFT_PAGES = 2
_INDENT_SHARE = 0.05

_DIGITS = re.compile(r"\d+")
_SPACES = re.compile(r"\s+")
_CELLS = re.compile(r"\s{2,}")
_SPACED = re.compile(r"[^\W\d_](?: {1,4}[^\W\d_]){4,}:?")
_ODD = str.maketrans({"\u00a0": " ", "\u2007": " ", "\u202f": " ", "\t": "    ", "\ufeff": ""})
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\u200b]")
_RULED = re.compile(r"[\s_=*–—-]{3,}")
_SOFT_END = re.compile(r"\u00ad$")
_BREAK = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file; `number` counts from 1, `page` from 0."""

    number: int
    text: str
    page: int
    starts_page: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing is printed on the line."""
        return not self.text.strip()

    @property
    def folded(self) -> str:
        """The text with its spaces folded."""
        return fold(self.text)

    @property
    def indent(self) -> int:
        """The column in which the text begins."""
        return len(self.text) - len(self.text.lstrip())

    @property
    def shape(self) -> str:
        """The text as running heads are compared: numbers as #, in small letters."""
        return _DIGITS.sub("#", self.folded).lower()


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a line that wide spaces set apart, and the column in which it begins."""

    text: str
    column: int
    line: int


@dataclass(frozen=True, slots=True)
class Source:
    """The lines of a file, what runs on its pages set apart from what it says."""

    body: tuple[Line, ...]
    running: tuple[Line, ...] = ()
    is_cut: bool = False
    words: frozenset[str] = field(default=frozenset())


def fold(text: str) -> str:
    """Fold all white space to single spaces."""
    return _SPACES.sub(" ", text).strip()


def cells_of(line: Line) -> list[Cell]:
    """Split a line where two spaces or more stand between."""
    found, at = [], 0
    for piece in _CELLS.split(line.text.strip()):
        at = line.text.find(piece, at)
        if piece:
            found.append(Cell(piece, at, line.number))
        at += len(piece)
    return found


def split_lines(text: str) -> tuple[list[Line], bool]:
    """Split a text to lines and pages; also tell whether it was too long and was cut."""
    rows = _BREAK.split(text)
    is_cut = len(rows) > MOST_LINES or any(len(row) > LONGEST_LINE for row in rows)
    lines: list[Line] = []
    page = seen = 0
    for number, row in enumerate(rows[:MOST_LINES], start=1):
        seen += min(len(row), LONGEST_LINE)
        if seen > MOST_CHARACTERS:
            is_cut = True
            break
        feeds = row.count("\f")
        page += feeds
        clean = _CONTROLS.sub("", row[:LONGEST_LINE].replace("\f", "").translate(_ODD)).rstrip()
        clean = _SOFT_END.sub("-", clean).replace("\u00ad", "")
        clean = "" if _RULED.fullmatch(clean) else clean
        lines.append(Line(number, _unspace(clean), page, starts_page=feeds > 0 or number == 1))
    return (lines if page else _softly_paged(lines)), is_cut


def _softly_paged(lines: list[Line]) -> list[Line]:
    """See pages in a text without form feeds: some extractors leave one space where a page began."""
    printed = [line for line in lines if not line.is_blank]
    softly = [line for line in printed if line.indent == 1]
    deeper = sum(line.indent > 1 for line in printed)
    if len(softly) < FEW_SOFT_PAGES or deeper + len(softly) > max(
        FEW_SOFT_PAGES, _INDENT_SHARE * len(printed)
    ):
        return lines
    starts = {line.number for line in softly}
    paged, page = [], 0
    for line in lines:
        if line.number in starts and line.number > 1:
            page += 1
        paged.append(replace(line, page=page, starts_page=line.number in starts or line.starts_page))
    return paged


def _unspace(text: str) -> str:
    """Close up letters that were set apart: `B E S L U T` is `BESLUT`."""
    if not _SPACED.fullmatch(text.strip()):
        return text
    indent = len(text) - len(text.lstrip())
    words = re.split(r"\s{2,}", text.strip())
    return " " * indent + " ".join(word.replace(" ", "") for word in words)
