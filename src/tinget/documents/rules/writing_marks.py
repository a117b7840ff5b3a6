"""A written text as plain text with a few marks, for whoever writes without scripts; it goes both ways."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tinget.documents.rules.writing import (
    Block,
    Grid,
    Heading,
    Inline,
    Note,
    Paragraph,
    Points,
    Run,
    safe_link,
    tidy,
)

_SPECIAL = re.compile(r"([\\*_\[\]^|#])")
_STARTS_A_LIST = re.compile(r"^(-|\d+(?=\.))")
_HEADING = re.compile(r"^(#{1,6})\s+(.*)$")
_DEEPEST = 3
_BULLET = re.compile(r"^-\s+(.*)$")
_NUMBER = re.compile(r"^\d+\.\s+(.*)$")
_RULE = re.compile(r"^\|(\s*-+\s*\|)+$")
_TOKEN = re.compile(r"\\(.)|(\*\*)|(_)|(\^\[)|(\[)|(\]\([^()\s]*\))|(\])", re.DOTALL)


def to_marks(blocks: Iterable[Block]) -> str:
    """Write it with marks: `## heading`, `- item`, `1. item`, `| cell |`, `**bold**`, `_it_`, `^[note]`."""
    return "\n\n".join(map(_block, blocks))


def from_marks(text: str) -> tuple[Block, ...]:
    """Read what was written with marks; whatever it is, it is a text."""
    blocks: list[Block] = []
    for lines in _groups(text.replace("\r\n", "\n").replace("\r", "\n")):
        made = _read(lines)
        if made is not None:
            blocks.append(made)
    return tuple(blocks)


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {_inlines(block.inlines)}"
    if isinstance(block, Points):
        return "\n".join(
            f"{f'{number}.' if block.ordered else '-'} {_inlines(item)}"
            for number, item in enumerate(block.items, 1)
        )
    if isinstance(block, Grid):
        rows = [f"| {' | '.join(map(_cell, row))} |" for row in block.rows]
        return "\n".join(
            [*rows[:1], "|" + "---|" * len(block.rows[0]), *rows[1:]] if block.has_head else rows
        )
    return "\n".join(_STARTS_A_LIST.sub(_escaped, line) for line in _inlines(block.inlines).split("\n"))


def _cell(inlines: Iterable[Inline]) -> str:
    told = _inlines(inlines)
    return f"\\{told}" if told and not told.strip("- ") else told  # a row of dashes would be a head's rule


def _escaped(match: re.Match[str]) -> str:
    return "\\-" if match[0] == "-" else f"\\{match[0]}"


def _inlines(inlines: Iterable[Inline]) -> str:
    told = ""
    for inline in inlines:
        words = f"^[{''.join(map(_run, inline.runs))}]" if isinstance(inline, Note) else _run(inline)
        told += f"\\{words}" if told.endswith("]") and words.startswith("(") else words  # no link's address
    return told


def _run(run: Run) -> str:
    told = _SPECIAL.sub(r"\\\1", run.text)
    if run.italic:
        told = f"_{told}_"
    if run.bold:
        told = f"**{told}**"
    return f"[{told}]({run.href})" if run.href else told


def _groups(text: str) -> Iterator[list[str]]:
    """Divide into blocks: at empty lines, and where another kind of line begins."""
    group: list[str] = []
    for line in [*text.split("\n"), ""]:
        kind = _kind(line)
        if group and (kind != _kind(group[0]) or kind in {"empty", "heading"}):
            yield group
            group = []
        if kind != "empty":
            group.append(line.strip())


def _kind(line: str) -> str:
    bare = line.strip()
    if not bare:
        return "empty"
    kinds = {"heading": _HEADING, "bullet": _BULLET, "number": _NUMBER}
    found = next((name for name, pattern in kinds.items() if pattern.match(bare)), "")
    return found or ("row" if bare.startswith("|") else "words")


def _read(lines: list[str]) -> Block | None:
    kind = _kind(lines[0])
    if kind == "heading":
        match = _HEADING.match(lines[0])
        inlines = tidy(_parse(match[2])) if match else ()
        level = min(max(2, len(match[1])), _DEEPEST) if match else 2
        return Heading(level, inlines) if inlines else None
    if kind in {"bullet", "number"}:
        pattern = _BULLET if kind == "bullet" else _NUMBER
        items = tuple(tidy(_parse(match[1])) for line in lines if (match := pattern.match(line)))
        kept = tuple(item for item in items if item)
        return Points(kind == "number", kept) if kept else None
    if kind == "row":
        return _grid(lines)
    inlines = tidy(_parse("\n".join(lines)), breaks=True)
    return Paragraph(inlines) if inlines else None


def _grid(lines: list[str]) -> Grid | None:
    has_head = len(lines) > 1 and _RULE.match(lines[1]) is not None
    told = [line for number, line in enumerate(lines) if not (number == 1 and has_head)]
    rows = [tuple(tidy(_parse(cell)) for cell in _cells(line[1:])) for line in told]
    width = max(map(len, rows), default=0)
    whole = tuple(row + ((),) * (width - len(row)) for row in rows if any(row))
    return Grid(whole, has_head) if whole else None


def _cells(line: str) -> list[str]:
    cells, told, signs = [], "", iter(line)
    for sign in signs:
        if sign == "\\":
            told += sign + next(signs, "")
        elif sign == "|":
            cells.append(told.strip())
            told = ""
        else:
            told += sign
    return [*cells, told.strip()] if told.strip() else cells


def _parse(text: str) -> list[Inline]:
    """Read one block's words; a mark that is never closed goes on to the block's end."""
    reading, place = _Reading(), 0
    for match in _TOKEN.finditer(text):
        reading.say(text[place : match.start()])
        place = match.end()
        reading.take(match)
    reading.say(text[place:])
    reading.end_note()
    return reading.whole


class _Reading:
    """The words so far, the style in force, and whether a footnote or a link is open."""

    def __init__(self) -> None:
        self.whole: list[Inline] = []
        self.note: list[Run] | None = None
        self.linked: int | None = None
        self.style = Run("")

    def say(self, words: str) -> None:
        if words and self.note is not None:
            self.note.append(replace(self.style, text=words))
        elif words:
            self.whole.append(replace(self.style, text=words))

    def take(self, match: re.Match[str]) -> None:
        escaped, bold, italic, begins_note, begins_link, ends_link, ends = match.groups()
        if escaped is not None:
            self.say(escaped)
        elif bold:
            self.style = replace(self.style, bold=not self.style.bold)
        elif italic:
            self.style = replace(self.style, italic=not self.style.italic)
        elif begins_note and self.note is None:
            self.note = []
        elif begins_link and self.linked is None:
            self.linked = len(self.whole if self.note is None else self.note)
        elif ends_link and self.linked is not None:
            self._end_link(safe_link(ends_link[2:-1]))
        elif (ends or ends_link) and self.note is not None:
            self.end_note()
            self.say(ends_link[1:] if ends_link else "")
        else:
            self.say(match[0])

    def end_note(self) -> None:
        if self.note is not None:
            self.whole.append(Note(tuple(self.note)))
        self.note = None

    def _end_link(self, href: str) -> None:
        since, self.linked = self.linked, None
        if self.note is not None:
            self.note[since:] = [replace(run, href=href) for run in self.note[since:]]
        else:
            self.whole[since:] = [
                replace(one, href=href) if isinstance(one, Run) else one for one in self.whole[since:]
            ]
