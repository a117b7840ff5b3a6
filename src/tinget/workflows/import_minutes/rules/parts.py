"""Splits a paragraph of the minutes to its title, case number and headed parts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tinget.workflows.import_minutes.rules.headings import Heading, Part, heading_of
from tinget.workflows.import_minutes.rules.items import Opening
from tinget.workflows.import_minutes.rules.lines import Line, cells_of, fold
from tinget.workflows.import_minutes.rules.numbers import Found, case_number_in, has_case_label
from tinget.workflows.import_minutes.rules.prose import is_complete, join

MOST_TITLE_LINES, FAR_BELOW = 7, 3
SHORT, FEW_WORDS, PROSE, WIDE = 60, 6, 45, 3
_INLINE = re.compile(r"(?P<head>[A-ZÅÄÖ][^:]{2,60}):\s+(?P<rest>\S.*)")
_MARKED = re.compile(r"[•●▪■◦–-]|\(?\d{1,2}[.)]|[a-z]\)|att ")
_EMPTY_PARENS = re.compile(r"\(\s*\)|\[\s*\]")
_OTHERS = re.compile(
    r"(?:[A-ZÅÄÖ][A-Za-zåäö]{0,5}\.?\s*§+\s*\d{1,4}[\s,]*)+"
)  # `Ks § 14`, of bodies that prepared it
_LISTS = (Part.BASIS, Part.RECIPIENTS)


@dataclass(slots=True)
class Section:
    """A headed part of an item; `line` is its heading's."""

    part: Part
    body: str
    line: int
    heading: str
    proposes: bool = False
    lines: list[Line] = field(default_factory=list)
    ends_at_unknown: int = 0

    @property
    def last(self) -> Line | None:
        """The last line that carries text."""
        return next((line for line in reversed(self.lines) if not line.is_blank), None)

    @property
    def printed(self) -> list[Line]:
        """The lines that carry text."""
        return [line for line in self.lines if not line.is_blank]


@dataclass(slots=True)
class Parts:
    """An item taken apart; `loose` is what stands under no heading."""

    title: str
    case: Found | None
    case_line: int
    loose: list[Line]
    sections: list[Section]


def take_apart(opening: Opening, lines: Sequence[Line], words: frozenset[str]) -> Parts:
    """Take an item's lines apart; the first line is the one with the §."""
    title, case, case_line, at = _title(opening, lines, words)
    loose, sections = _sections(lines, at)
    return Parts(title, case, case_line, loose, sections)


def _title(
    opening: Opening, lines: Sequence[Line], words: frozenset[str]
) -> tuple[str, Found | None, int, int]:
    """Read the title and the case number; return also where the text begins."""
    first = lines[0]
    case = case_number_in(opening.rest, bare=True)
    case_line = first.number
    pieces = [p for p in (opening.title_before, _cut(opening.rest, case)) if p and not _OTHERS.fullmatch(p)]
    at = 1
    if not pieces:
        case, case_line, at = _case_above(lines, case, case_line)
    block, at = _title_block(lines, at, has_title=bool(pieces))
    for line in block:
        found = None if case else case_number_in(line.text, bare=True)
        if found:
            case, case_line = found, line.number
        text = _cut(line.text, found)
        if text:
            pieces.append(text)
    if case is None:
        case, case_line, at = _case_below(lines, at)
    elif not block and at < len(lines):
        at = _past_case(lines, at)
    return join(pieces, words).strip(" .:–-"), case, case_line, at


def _case_above(lines: Sequence[Line], case: Found | None, case_line: int) -> tuple[Found | None, int, int]:
    """Pass what stands between the § and a title further down: its case number, the § of other bodies."""
    at = 1
    while at < len(lines):
        text = lines[at].text
        found = None if case else case_number_in(text, bare=_is_bare_case(lines[at]))
        if found and not _cut(text, found):
            case, case_line = found, lines[at].number
        elif not lines[at].is_blank and not _OTHERS.fullmatch(lines[at].folded):
            break
        at += 1
    if at == len(lines) or heading_of(lines[at].text):
        at = 1
        while at < len(lines) and lines[at].is_blank:
            at += 1
    return case, case_line, at


def _cut(text: str, found: Found | None) -> str:
    """Take the case number out of a title line."""
    left = text if found is None else f"{text[: found.start]}  {text[found.end :]}"
    return fold(_EMPTY_PARENS.sub(" ", left)).strip(" ,;|")


def _title_block(lines: Sequence[Line], at: int, *, has_title: bool) -> tuple[list[Line], int]:
    """Take the lines that go on with the title: up to a blank line, a heading or text."""
    block: list[Line] = []
    while at < len(lines) and len(block) < MOST_TITLE_LINES:
        line = lines[at]
        if line.is_blank or (
            line.starts_page and (block or has_title) and not line.text.strip()[0].islower()
        ):
            break
        is_title = not has_title and not block
        heading = heading_of(line.text) or (heading_of(cells_of(line)[0].text) if cells_of(line) else None)
        if has_case_label(line.text) or (
            heading and not (is_title and heading.part in (Part.OTHER, Part.VOTE))
        ):
            break
        if _is_bare_case(line):
            break
        block.append(line)
        at += 1
    if (
        any(is_complete(line.text) for line in block[(0 if has_title else 1) :])
        or len(block) == MOST_TITLE_LINES
    ):
        sure = 0 if has_title else 1
        while (
            sure < len(block) and block[sure].text.strip()[0].islower() and not is_complete(block[sure].text)
        ):
            sure += 1
        at -= len(block) - sure
        block = block[:sure]
    return block, at


def _is_bare_case(line: Line) -> bool:
    found = case_number_in(line.text, bare=True)
    return found is not None and not _cut(line.text, found)


def _case_below(lines: Sequence[Line], at: int) -> tuple[Found | None, int, int]:
    """Look for the case number in the first lines under the title."""
    seen = 0
    for index in range(at, len(lines)):
        line = lines[index]
        if line.is_blank:
            continue
        seen += 1
        if seen > FAR_BELOW or heading_of(line.text):
            break
        found = case_number_in(line.text, bare=_is_bare_case(line))
        if found and (has_case_label(line.text) or not _cut(line.text, found)):
            return found, line.number, index + 1
    return None, lines[0].number, at


def _past_case(lines: Sequence[Line], at: int) -> int:
    return at + 1 if has_case_label(lines[at].text) or _is_bare_case(lines[at]) else at


def _sections(lines: Sequence[Line], at: int) -> tuple[list[Line], list[Section]]:
    loose: list[Line] = []
    sections: list[Section] = []
    for index in range(at, len(lines)):
        line = lines[index]
        current = sections[-1] if sections else None
        heading = _heading_at(lines, index, current) if not line.is_blank else None
        if heading:
            sections.append(
                Section(
                    heading.part, heading.body, line.number, _heading_text(line, heading), heading.proposes
                )
            )
            if heading.rest:
                sections[-1].lines.append(Line(line.number, heading.rest, line.page))
        elif current and _is_unknown_heading(lines, index, current):
            current.ends_at_unknown = line.number
            sections.append(Section(Part.OTHER, "", line.number, line.folded))
        else:
            (current.lines if current else loose).append(line)
    return loose, sections


def _heading_text(line: Line, heading: Heading) -> str:
    text = line.folded
    return text.removesuffix(fold(heading.rest)).strip(" :") if heading.rest else text


def _heading_at(lines: Sequence[Line], index: int, current: Section | None) -> Heading | None:
    line = lines[index]
    heading = heading_of(line.text) or _with_text_beside(line)
    if heading is None:
        return None
    begins = index == 0 or lines[index - 1].is_blank or line.starts_page
    if heading.is_sentence:
        in_decision = current is not None and (
            (current.part is Part.DECISION and not current.proposes)
            or (current.part is Part.PROPOSAL and not _ends_proposal(lines, index, current))
        )
        starts = begins or current is None or not current.printed or is_complete(lines[index - 1].text)
        return None if in_decision or not starts else heading
    if current and current.part in _LISTS and heading.part is Part.OTHER and not begins:
        return None
    if current and current.part is Part.DECISION and heading.part is Part.DECISION and not current.printed:
        return None
    return heading


def _ends_proposal(lines: Sequence[Line], index: int, current: Section) -> bool:
    """Whether `Nämnden beslutar` comes after a whole proposal, and no heading of a decision comes later."""
    if not current.last or not is_complete(current.last.text):
        return False
    if not lines[index - 1].is_blank and not lines[index].folded.endswith(
        ("beslutar", "beslutade", "beslöt")
    ):
        return False
    later = (heading_of(line.text) for line in lines[index + 1 :] if not line.is_blank)
    return not any(one and one.part is Part.DECISION and not one.is_sentence for one in later)


def _with_text_beside(line: Line) -> Heading | None:
    """See a heading that has its text on the same line: after a colon, or in the next column."""
    cells = cells_of(line)
    heading = heading_of(cells[0].text) if len(cells) > 1 else None
    if heading and (
        not heading.is_sentence or cells[1].column - cells[0].column - len(cells[0].text) >= WIDE
    ):
        rest = "  ".join(cell.text for cell in cells[1:])
        return Heading(heading.part, heading.body, rest)
    match = _INLINE.fullmatch(line.folded)
    if match and (heading := heading_of(match["head"])) and not heading.is_sentence:
        return Heading(heading.part, heading.body, match["rest"])
    return None


def _is_unknown_heading(lines: Sequence[Line], index: int, current: Section) -> bool:
    """See a heading that is in no list: short, alone, and prose under it; it ends what is above."""
    line = lines[index]
    text = line.folded
    if current.part not in (Part.DECISION, *_LISTS) or line.is_blank or index + 1 >= len(lines):
        return False
    if not (lines[index - 1].is_blank or line.starts_page) or (last := current.last) is None:
        return False
    if len(text) > SHORT or len(text.split()) > FEW_WORDS or not text[0].isupper() or _MARKED.match(text):
        return False
    if text.endswith((".", ",", ":", ";", ")")):
        return False
    if current.part is Part.DECISION and not is_complete(last.text):
        return False
    below = lines[index + 1]
    if below.is_blank and index + 2 < len(lines):
        below = lines[index + 2]
    is_long, is_sentence = len(below.folded) > PROSE, below.folded.endswith(".")
    is_prose = (is_long and is_sentence) if current.part in _LISTS else (is_long or is_sentence)
    return is_prose and below.text.strip()[0].isupper() and not _MARKED.match(below.folded)
