"""Lines to running text: hyphens at line ends, paragraphs, points and lists."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tinget.workflows.import_minutes.rules.lines import Line, fold

_HYPHEN_END = re.compile(r"(?P<piece>[\w-]*\w)[-‐]$")
_NEXT_WORD = re.compile(r"[\w-]+")
_SUSPENDED = frozenset({"och", "eller", "samt", "respektive", "till", "som"})
_MARK = re.compile(
    r"(?P<mark>[•●▪■◦·○*]|[-–—](?=\s)|\(?\d{1,2}[.)](?=\s)|\(?[a-zA-Z]\)(?=\s)|o(?=\s[A-ZÅÄÖ]))\s*"
)
_BARE_NUMBER = re.compile(r"(?P<mark>\d{1,2})\s+(?=[A-ZÅÄÖ])")
_ATT = re.compile(r"[Aa]tt\s")
_OPEN_END = re.compile(r"(?:[,;:]|\b(?:samt|och|att|dels))$")
_ENDS = (".", "!", "?", ":", ";")
TWO = 2
ROOM = 8  # a short word, its space, and the uneven width of printed letters


@dataclass(frozen=True, slots=True)
class Point:
    """A point or a paragraph: its text without the mark, the mark as printed, and its line."""

    text: str
    mark: str
    line: int
    last_line: int = 0

    @property
    def printed(self) -> str:
        """The text with its mark, as it is printed."""
        return f"{self.mark} {self.text}".strip()


def join(pieces: Sequence[str], words: frozenset[str] = frozenset()) -> str:
    """Join lines to one text with single spaces; a word that was parted at the line's end is made whole."""
    text = ""
    for piece in map(fold, pieces):
        if not piece:
            continue
        text = _joined(text, piece, words) if text else piece
    return text


def _joined(text: str, piece: str, words: frozenset[str]) -> str:
    parted = _HYPHEN_END.search(text[-80:])
    following = _NEXT_WORD.match(piece)
    if not parted or not following or not piece[0].islower():
        return f"{text} {piece}"
    stem, rest = parted["piece"], following[0]
    if rest in _SUSPENDED:
        return f"{text} {piece}"
    if _keeps_hyphen(stem, rest, words):
        return text + piece
    whole = text[:-1]
    is_tripled = len(stem) > TWO and stem[-1] == stem[-2] == piece[0] and piece[0] not in "aeiouyåäö"
    return (whole[:-1] if is_tripled else whole) + piece


def _keeps_hyphen(stem: str, rest: str, words: frozenset[str]) -> bool:
    """Whether the hyphen belongs to the word (`e-nämnd`, `IT-stöd`), by the document's own spelling first."""
    whole, hyphened = f"{stem}{rest}".lower(), f"{stem}-{rest}".lower()
    if whole in words or hyphened in words:
        return whole not in words
    last = stem.rsplit("-", maxsplit=1)[-1]
    return len(last) == 1 or last.isupper() or last[-1].isdigit()


def paragraphs(lines: Sequence[Line], words: frozenset[str] = frozenset()) -> list[Point]:
    """Split lines to paragraphs at blank lines."""
    found: list[list[Line]] = [[]]
    for line in lines:
        if line.is_blank:
            found.append([])
        else:
            found[-1].append(line)
    return [
        Point(join([one.text for one in rows], words), "", rows[0].number, rows[-1].number)
        for rows in found
        if rows
    ]


def points(lines: Sequence[Line], words: frozenset[str] = frozenset(), width: int = 0) -> list[Point]:
    """Split lines to marked points and unmarked paragraphs; `width` is where lines were broken."""
    groups: list[tuple[str, list[str], list[int]]] = []
    after_blank = True
    has_numbers = _has_bare_numbers(lines)
    width = max([width, *(len(line.text.strip()) for line in lines)])
    has_att = sum(bool(_ATT.match(line.text.lstrip())) for line in lines) >= TWO
    for line in lines:
        if line.is_blank:
            after_blank = True
            continue
        text = line.text.strip()
        mark = _MARK.match(text) or (_BARE_NUMBER.match(text) if has_numbers else None)
        if mark:
            groups.append((mark["mark"].strip(), [text[mark.end() :]], [line.number]))
        elif has_att and _ATT.match(text) and (not groups or after_blank or _is_new_att(groups, width)):
            groups.append(("att", [text], [line.number]))
        elif groups and not (after_blank and _begins_anew(text, groups[-1][1][-1])):
            groups[-1][1].append(text)
            groups[-1][2].append(line.number)
        else:
            groups.append(("", [text], [line.number]))
        after_blank = False
    return [_point(mark, texts, numbers, words) for mark, texts, numbers in groups]


def _is_new_att(groups: Sequence[tuple[str, list[str], list[int]]], width: int) -> bool:
    """Whether `att` begins a point: what is above ends so, or had room for one word more."""
    _mark, texts, _numbers = groups[-1]
    return bool(_OPEN_END.search(texts[-1])) or len(texts[-1]) + ROOM <= width


def _has_bare_numbers(lines: Sequence[Line]) -> bool:
    """Whether points are numbered without a mark after the number: 1, 2, 3 and so on before capitals."""
    found = [match["mark"] for line in lines if (match := _BARE_NUMBER.match(line.text.strip()))]
    return len(found) >= TWO and [int(one) for one in found] == list(range(1, len(found) + 1))


def _point(mark: str, texts: list[str], numbers: list[int], words: frozenset[str]) -> Point:
    return Point(join(texts, words), "" if mark == "att" else mark, numbers[0], numbers[-1])


def _begins_anew(text: str, last: str) -> bool:
    return not text[0].islower() and not last.rstrip().endswith(("-", ","))


def entries(lines: Sequence[Line], words: frozenset[str] = frozenset()) -> list[Point]:
    """Split a list to its entries: one a line, unless a line clearly goes on from the one before."""
    marked = sum(bool(_MARK.match(line.text.strip())) for line in lines if not line.is_blank)
    groups: list[tuple[list[str], list[int]]] = []
    after_blank = True
    for line in lines:
        if line.is_blank:
            after_blank = True
            continue
        text = line.text.strip()
        mark = _MARK.match(text)
        body = text[mark.end() :] if mark else text
        goes_on = (
            bool(groups)
            and not mark
            and _goes_on(body, groups[-1][0][-1], marked=marked > 0 and not after_blank)
        )
        if goes_on:
            groups[-1][0].append(body)
            groups[-1][1].append(line.number)
        elif body:
            groups.append(([body], [line.number]))
        after_blank = False
    return [Point(join(texts, words), "", numbers[0], numbers[-1]) for texts, numbers in groups]


def _goes_on(text: str, last: str, *, marked: bool) -> bool:
    before = last.rstrip()
    return marked or text[0].islower() or before.endswith((",", "-", "–", "&", " och", " §", "Dnr", "dnr"))


def is_complete(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return text.rstrip().endswith(_ENDS)
