"""A written text as HTML: read from what the editor sends, and written of nothing but its values."""

from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser

from tinget.documents.rules.writing import (
    Block,
    Grid,
    Heading,
    Inline,
    Note,
    Paragraph,
    Points,
    Run,
    notes_of,
    safe_link,
    tidy,
)

_HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 3, "h5": 3, "h6": 3}
_BLOCKS = frozenset({"p", "div", "blockquote", "pre", "section", "article", *_HEADINGS})
_CELLS = frozenset({"td", "th"})
_SILENT = frozenset({"script", "style", "template", "title", "noscript", "textarea", "iframe", "svg", "math"})
_LISTS = frozenset({"ul", "ol"})


def from_html(html: str) -> tuple[Block, ...]:
    """Read what was written; tags that are not known count for the words inside them."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_block()
    return tuple(reader.blocks)


class _Reader(HTMLParser):
    """Collects blocks: words go to the item, cell or paragraph that is open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.inlines: list[Inline] = []
        self.note: list[Run] | None = None
        self.bold = self.italic = self.silent = 0
        self.href: list[str] = []
        self.level = 0
        self.lists: list[str] = []
        self.items: list[tuple[Inline, ...]] = []
        self.rows: list[list[tuple[Inline, ...]]] | None = None
        self.has_head = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag in _BLOCKS:
            self._begin_block(tag)
        elif tag in _LISTS:
            self._begin_list(tag)
        elif tag == "li":
            self._end_item()
        elif tag in {"table", "tr"} or tag in _CELLS:
            self._begin_table_part(tag)
        else:
            self._begin_style(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in _BLOCKS:
            self._end_of_words()
        elif tag in _LISTS:
            self._end_list()
        elif tag == "li":
            self._end_item()
        elif tag in _CELLS:
            self._end_cell()
        elif tag == "table":
            self._end_table()
        else:
            self._end_style(tag)

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self._say(data.replace("\n", " "))

    def _say(self, text: str) -> None:
        run = Run(text, self.bold > 0, self.italic > 0, self.href[-1] if self.href else "")
        (self.inlines if self.note is None else self.note).append(run)

    def _begin_block(self, tag: str) -> None:
        if self.rows is None and not self.lists:
            self.end_block()
            self.level = _HEADINGS.get(tag, 0)
        else:
            self._say(" ")

    def _end_of_words(self) -> None:
        if self.rows is None and not self.lists:
            self.end_block()
        else:
            self._say(" ")

    def end_block(self) -> None:
        """Close whatever is open."""
        if self.rows is not None:
            self._end_table()
        while self.lists:
            self._end_list()
        self._end_note()
        inlines = tidy(self.inlines, breaks=not self.level)
        self.inlines = []
        if inlines:
            self.blocks.append(Heading(self.level, inlines) if self.level else Paragraph(inlines))
        self.level = 0

    def _begin_list(self, tag: str) -> None:
        if self.rows is not None:
            return
        if self.lists:
            self._end_item()
        else:
            self.end_block()
        self.lists.append(tag)

    def _end_item(self) -> None:
        self._end_note()
        if self.rows is None and self.lists:
            if item := tidy(self.inlines):
                self.items.append(item)
            self.inlines = []

    def _end_list(self) -> None:
        if self.rows is not None or not self.lists:
            return
        self._end_item()
        tag = self.lists.pop()
        if not self.lists:
            if self.items:
                self.blocks.append(Points(tag == "ol", tuple(self.items)))
            self.items = []

    def _begin_table_part(self, tag: str) -> None:
        if tag == "table" and self.rows is None:
            self.end_block()
            self.rows, self.has_head = [], False
        elif self.rows is not None and tag == "tr":
            self._end_cell()
            self.rows.append([])
        elif self.rows is not None and tag in _CELLS:
            self._end_cell()
            if not self.rows:
                self.rows.append([])
            self.has_head = self.has_head or (tag == "th" and len(self.rows) == 1)
            self.rows[-1].append(())

    def _end_cell(self) -> None:
        self._end_note()
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += tidy(self.inlines)
        self.inlines = []

    def _end_table(self) -> None:
        if self.rows is None:
            return
        self._end_cell()
        rows = [row for row in self.rows if any(row)]
        width = max(map(len, rows), default=0)
        whole = tuple(tuple(row) + ((),) * (width - len(row)) for row in rows)
        if whole:
            self.blocks.append(Grid(whole, self.has_head))
        self.rows = None

    def _begin_style(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag in {"strong", "b"}:
            self.bold += 1
        elif tag in {"em", "i"}:
            self.italic += 1
        elif tag == "a":
            self.href.append(safe_link(attributes.get("href") or ""))
        elif tag == "small" and self.note is None:
            self.note = []
        elif tag == "br" and not self.silent:
            self._say("\n")

    def _end_style(self, tag: str) -> None:
        if tag in {"strong", "b"}:
            self.bold = max(0, self.bold - 1)
        elif tag in {"em", "i"}:
            self.italic = max(0, self.italic - 1)
        elif tag == "a" and self.href:
            self.href.pop()
        elif tag == "small":
            self._end_note()

    def _end_note(self) -> None:
        if self.note is not None:
            self.inlines.append(Note(tuple(self.note)))
            self.note = None


def to_html(blocks: Iterable[Block], *, numbered: bool = False) -> str:
    """Write it as HTML: for the editor with footnotes where they stand, or `numbered` with them last."""
    told = list(blocks)
    writer = _Writer(numbered=numbered)
    parts = [writer.block(block) for block in told]
    if numbered and (notes := notes_of(told)):
        items = "".join(
            f'<li id="fotnot-{number}">{writer.runs(note.runs)} <a href="#fotnotsmarke-{number}">↑</a></li>'
            for number, note in enumerate(notes, 1)
        )
        parts.append(f'<ol class="footnotes">{items}</ol>')
    return "\n".join(parts)


class _Writer:
    def __init__(self, *, numbered: bool) -> None:
        self.numbered = numbered
        self.number = 0

    def block(self, block: Block) -> str:
        if isinstance(block, Heading):
            return f"<h{block.level}>{self.inlines(block.inlines)}</h{block.level}>"
        if isinstance(block, Paragraph):
            return f"<p>{self.inlines(block.inlines)}</p>"
        if isinstance(block, Points):
            tag = "ol" if block.ordered else "ul"
            return (
                f"<{tag}>{''.join(f'<li><p>{self.inlines(item)}</p></li>' for item in block.items)}</{tag}>"
            )
        rows = []
        for number, row in enumerate(block.rows):
            tag = "th" if block.has_head and not number else "td"
            scope = ' scope="col"' if tag == "th" and self.numbered else ""
            rows.append(
                f"<tr>{''.join(f'<{tag}{scope}><p>{self.inlines(cell)}</p></{tag}>' for cell in row)}</tr>"
            )
        return f"<table><tbody>{''.join(rows)}</tbody></table>"

    def inlines(self, inlines: Iterable[Inline]) -> str:
        return "".join(
            self._note(inline) if isinstance(inline, Note) else self.runs((inline,)) for inline in inlines
        )

    def _note(self, note: Note) -> str:
        if not self.numbered:
            return f"<small>{self.runs(note.runs)}</small>"
        self.number += 1
        return f'<sup><a href="#fotnot-{self.number}" id="fotnotsmarke-{self.number}">{self.number}</a></sup>'

    def runs(self, runs: Iterable[Run]) -> str:
        return "".join(map(_run, runs))


def _run(run: Run) -> str:
    told = escape(run.text).replace("\n", "<br>")
    if run.italic:
        told = f"<em>{told}</em>"
    if run.bold:
        told = f"<strong>{told}</strong>"
    return f'<a href="{escape(run.href)}" rel="noopener noreferrer">{told}</a>' if run.href else told
