"""A text written in the browser, as what it says: headings, paragraphs, lists, tables, footnotes.

Whatever is shown, typeset or saved is made of these values: nothing that was sent in is shown as it came.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

LINK_STARTS = ("https://", "http://", "mailto:")
BODY_LENGTH = 1_000_000


@dataclass(frozen=True, slots=True)
class Run:
    """Some words in one style; `href` makes a link of them. Only a paragraph's words have line breaks."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, where it is referred to."""

    runs: tuple[Run, ...]


Inline: TypeAlias = Run | Note


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2 or 3; the document's own title is level 1."""

    level: int
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """A list, numbered or not."""

    ordered: bool
    items: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, all rows as long as the longest; the first row is its head where `has_head`."""

    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    has_head: bool


Block: TypeAlias = Heading | Paragraph | Points | Grid


def tidy(inlines: Iterable[Inline], *, breaks: bool = False) -> tuple[Inline, ...]:
    """Collapse spaces, join words of the same style, and leave out what is empty."""
    told: list[Run | Note] = []  # a run for each sign
    for sign in _signs(inlines, breaks=breaks):
        last = told[-1].text if told and isinstance(told[-1], Run) else "" if told else "\n"
        if isinstance(sign, Run) and sign.text in {" ", "\n"} and last in {" ", "\n"}:
            if sign.text == "\n" and last == " ":
                told[-1] = sign
            continue
        told.append(sign)
    while told and isinstance(told[-1], Run) and told[-1].text in {" ", "\n"}:
        told.pop()
    return tuple(_joined(told))


def _signs(inlines: Iterable[Inline], *, breaks: bool) -> Iterator[Inline]:
    for inline in inlines:
        if isinstance(inline, Note):
            runs = tuple(run for run in tidy(inline.runs) if isinstance(run, Run))
            if runs:
                yield Note(runs)
            continue
        for sign in inline.text:
            shown = "\n" if breaks and sign == "\n" else " " if sign.isspace() else sign
            if shown.isprintable() or shown == "\n":
                yield replace(inline, text=shown)


def _joined(signs: Iterable[Inline]) -> Iterator[Inline]:
    style = Run("")
    text: list[str] = []
    for sign in signs:
        if text and not (isinstance(sign, Run) and replace(sign, text="") == style):
            yield replace(style, text="".join(text))
            text = []
        if isinstance(sign, Run):
            style, text = replace(sign, text=""), [*text, sign.text]
        else:
            yield sign
    if text:
        yield replace(style, text="".join(text))


def safe_link(address: str) -> str:
    """Return the address to link to, or nothing where it leads to a script or is no address."""
    plain = address.strip()
    if not plain.lower().startswith(LINK_STARTS) or not plain.isprintable() or " " in plain:
        return ""
    return plain.replace("(", "%28").replace(")", "%29").replace('"', "%22").replace("<", "%3C")[:2000]


def notes_of(blocks: Iterable[Block]) -> list[Note]:
    """List the footnotes in the order of their numbers."""
    return [inline for block in blocks for inline in _inlines(block) if isinstance(inline, Note)]


def plain_text(blocks: Iterable[Block]) -> str:
    """Give the words alone: a paragraph, item or row on each line, the footnotes last."""
    told = list(blocks)
    numbers = iter(range(1, len(notes_of(told)) + 1))
    lines = []
    for block in told:
        if isinstance(block, Points):
            lines += [_words(item, numbers) for item in block.items]
        elif isinstance(block, Grid):
            lines += ["\t".join(_words(cell, numbers) for cell in row) for row in block.rows]
        else:
            lines.append(_words(block.inlines, numbers))
    lines += [f"{number}. {_words(note.runs, iter(()))}" for number, note in enumerate(notes_of(told), 1)]
    return "\n".join(lines)


def _words(inlines: Iterable[Inline], numbers: Iterator[int]) -> str:
    return "".join(f" [{next(numbers)}]" if isinstance(inline, Note) else inline.text for inline in inlines)


def _inlines(block: Block) -> Iterator[Inline]:
    if isinstance(block, Points):
        for item in block.items:
            yield from item
    elif isinstance(block, Grid):
        for row in block.rows:
            for cell in row:
                yield from cell
    else:
        yield from block.inlines
