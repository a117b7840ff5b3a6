"""The text of a PDF with its layout: words at their columns, lines in order, pages parted by form feeds."""

import ctypes
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

from tinget.workflows.import_minutes.errors import Unreadable

MOST_PAGES, MOST_CHARACTERS, MOST_SECONDS = 600, 600_000, 4.0
MOST_ON_PAGE = 40_000
SAME_LINE, SPACE_GAP, WORD_GAP, WIDE_GAP, BLANK_LINE, MOST_BLANK = 0.5, -0.15, 0.14, 1.1, 1.65, 3
WIDEST, UPRIGHT, FULL_TURN = 300, 0.1, 6.283
SPACE, NO_BREAK_SPACE = 32, 0xA0
HYPHENS = (2, 0xAD)  # what pdfium gives for a hyphen at a line's end


@dataclass(frozen=True, slots=True)
class Letter:
    """A character and the box it stands in, in points from the page's lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    after_space: bool = False

    @property
    def middle(self) -> float:
        """Half way up."""
        return (self.bottom + self.top) / 2


@dataclass(frozen=True, slots=True)
class Word:
    """Letters that stand together."""

    text: str
    left: float
    right: float


def text_of_pdf(data: bytes) -> str:
    """Give the text with layout; raise Unreadable where the file is broken, locked, or holds no text."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        raise Unreadable("PDF-filen är trasig eller låst med lösenord") from problem
    try:
        pages = list(_pages(document))
    except pypdfium2.PdfiumError as problem:
        raise Unreadable("PDF-filen är trasig") from problem
    finally:
        document.close()
    if not any(page.strip() for page in pages):
        raise Unreadable("PDF-filen innehåller ingen text; den är kanske inläst som bild")
    return "\f".join(pages)


def _pages(document: pypdfium2.PdfDocument) -> Iterator[str]:
    began, seen = time.monotonic(), 0
    for number in range(min(len(document), MOST_PAGES)):
        if seen > MOST_CHARACTERS or time.monotonic() - began > MOST_SECONDS:
            return
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            yield ""
            continue
        textpage = page.get_textpage()
        letters = _letters(textpage)
        seen += len(letters)
        yield _laid_out(letters)
        textpage.close()
        page.close()


def _letters(textpage: pypdfium2.PdfTextPage) -> list[Letter]:
    """Read a page's characters; those that stand upright in the margin are left out."""
    raw, count = textpage.raw, min(textpage.count_chars(), MOST_ON_PAGE)
    box = pdfium.FS_RECTF()
    reference = ctypes.byref(box)
    found: list[tuple[Letter, bool]] = []
    after_space = True
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if code in HYPHENS and found:
            last = found[-1][0]
            found.append((replace(last, text="-", left=last.right, after_space=False), found[-1][1]))
            after_space = True
            continue
        if code <= SPACE or code == NO_BREAK_SPACE or 0xD800 <= code < 0xE000 or code > 0x10FFFF:  # noqa: PLR2004 -- halves of pairs
            after_space = True
            continue
        if not pdfium.FPDFText_GetLooseCharBox(raw, index, reference):
            continue
        angle = pdfium.FPDFText_GetCharAngle(raw, index)
        is_level = angle < UPRIGHT or angle > FULL_TURN - UPRIGHT
        found.append((Letter(chr(code), box.left, box.right, box.bottom, box.top, after_space), is_level))
        after_space = False
    level = [letter for letter, is_level in found if is_level]
    return level if len(level) * 2 >= len(found) else []


def _laid_out(letters: Sequence[Letter]) -> str:
    printed = [one for one in letters if one.top > one.bottom]
    if not printed:
        return ""
    height = median(one.top - one.bottom for one in printed)
    unit = max(median(max(one.right - one.left, 0.1) for one in printed), 1.0)
    edge = min(one.left for one in printed)
    rows: list[str] = []
    above: float | None = None
    for line in _lines(printed):
        middle = median(one.middle for one in line)
        if above is not None:
            gap = (above - middle) / max(height, 1.0)
            rows += [""] * (min(MOST_BLANK, max(1, round(gap) - 1)) if gap > BLANK_LINE else 0)
        rows.append(_row(_words(line, height), edge, unit, height))
        above = middle
    return "\n".join(rows) + "\n"


def _lines(letters: Sequence[Letter]) -> Iterator[list[Letter]]:
    """Gather letters to lines, from the top; small raised letters stay on their line."""
    line: list[Letter] = []
    at = 0.0
    for one in sorted(letters, key=lambda letter: -letter.middle):
        if line and at - one.middle > SAME_LINE * min(one.top - one.bottom, line[0].top - line[0].bottom):
            yield sorted(line, key=lambda letter: letter.left)
            line = []
        if not line:
            at = one.middle
        line.append(one)
    if line:
        yield sorted(line, key=lambda letter: letter.left)


def _words(line: Sequence[Letter], height: float) -> list[Word]:
    words: list[Word] = []
    for one in line:
        gap = one.left - words[-1].right if words else 0.0
        least = SPACE_GAP if one.after_space else WORD_GAP
        if words and gap < least * min(height, one.top - one.bottom):
            last = words[-1]
            words[-1] = Word(last.text + one.text, last.left, max(last.right, one.right))
        else:
            words.append(Word(one.text, one.left, one.right))
    return words


def _row(words: Sequence[Word], edge: float, unit: float, height: float) -> str:
    text = ""
    right = edge
    for word in words:
        column = min(WIDEST, round((word.left - edge) / unit))
        if not text:
            text = " " * column
        elif word.left - right > WIDE_GAP * height * 0.8:
            text += " " * max(2, column - len(text))
        else:
            text += " "
        text += word.text
        right = word.right
    return text.rstrip()
