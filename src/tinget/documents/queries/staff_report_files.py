"""A written text as files: a tagged PDF for reading and keeping, a DOCX for whoever works on in Word."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement
from docx.shared import Pt

from tinget.documents.rules.writing import (
    Block,
    Grid,
    Heading,
    Inline,
    Note,
    Points,
    Run,
    notes_of,
)
from tinget.foundation.pdf.typesetting import JSON, typeset

TEMPLATE = Path(__file__).parents[1] / "templates" / "documents" / "staff_report.typ"
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands around the text: whose it is, its title, its facts, its day and version."""

    authority: str
    title: str
    facts: tuple[tuple[str, str], ...]
    day: dt.date
    version: int
    demonstration: bool


def as_pdf(paper: Paper, blocks: Sequence[Block]) -> bytes:
    """Typeset the text as PDF/A-3a that is PDF/UA-1 at once."""
    return typeset(
        TEMPLATE,
        {
            "authority": paper.authority,
            "title": paper.title,
            "facts": [list(fact) for fact in paper.facts],
            "date": paper.day.isoformat(),
            "version": paper.version,
            "demonstration": paper.demonstration,
            "blocks": [_json(block) for block in blocks],
        },
    )


def _json(block: Block) -> dict[str, JSON]:
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "words": _words(block.inlines)}
    if isinstance(block, Points):
        return {"kind": "list", "ordered": block.ordered, "items": [_words(item) for item in block.items]}
    if isinstance(block, Grid):
        rows: list[JSON] = [[_words(cell) for cell in row] for row in block.rows]
        return {"kind": "table", "has_head": block.has_head, "rows": rows}
    return {"kind": "paragraph", "words": _words(block.inlines)}


def _words(inlines: Iterable[Inline]) -> list[JSON]:
    return [{"note": _words(one.runs)} if isinstance(one, Note) else _run(one) for one in inlines]


def _run(run: Run) -> JSON:
    return {"text": run.text, "bold": run.bold, "italic": run.italic, "href": run.href}


def as_docx(paper: Paper, blocks: Sequence[Block]) -> bytes:
    """Write the text as DOCX with real headings, lists, tables and footnotes."""
    writer = _Docx(paper)
    for block in blocks:
        writer.add(block)
    return writer.saved(notes_of(blocks))


class _Docx:
    """The document so far, and the number of the next footnote."""

    def __init__(self, paper: Paper) -> None:
        self.document = Document()
        self.number = 0
        properties = self.document.core_properties
        properties.title, properties.language, properties.author = paper.title, "sv-SE", paper.authority
        moment = dt.datetime.combine(paper.day, dt.time(12))
        properties.created = properties.modified = moment
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "sv-SE")
        self.document.styles["Normal"].element.get_or_add_rPr().append(language)
        self.document.styles["Normal"].font.size = Pt(11)
        if paper.demonstration:
            self.document.add_paragraph("DEMONSTRATION – påhittat underlag")
        self.document.add_paragraph(paper.authority)
        self.document.add_heading(paper.title, level=1)
        for term, value in paper.facts:
            line = self.document.add_paragraph()
            line.add_run(f"{term}: ").bold = True
            line.add_run(value)

    def add(self, block: Block) -> None:
        """Write one block."""
        if isinstance(block, Heading):
            self._fill(self.document.add_heading(level=block.level), block.inlines)
        elif isinstance(block, Points):
            style = "List Number" if block.ordered else "List Bullet"
            for item in block.items:
                self._fill(self.document.add_paragraph(style=style), item)
        elif isinstance(block, Grid):
            self._add_table(block)
        else:
            self._fill(self.document.add_paragraph(), block.inlines)

    def _add_table(self, grid: Grid) -> None:
        table = self.document.add_table(rows=len(grid.rows), cols=len(grid.rows[0]), style="Table Grid")
        for told, row in zip(grid.rows, table.rows, strict=True):
            for inlines, cell in zip(told, row.cells, strict=True):
                self._fill(cell.paragraphs[0], inlines)
        if grid.has_head:
            head = OxmlElement("w:tblHeader")
            table.rows[0]._tr.get_or_add_trPr().append(head)  # noqa: SLF001 -- python-docx has no word for it

    def _fill(self, paragraph: Any, inlines: Iterable[Inline]) -> None:
        for inline in inlines:
            if isinstance(inline, Note):
                self.number += 1
                run = paragraph.add_run()
                run.font.superscript = True
                reference = OxmlElement("w:footnoteReference")
                reference.set(qn("w:id"), str(self.number))
                run._r.append(reference)  # noqa: SLF001 -- python-docx has no word for it
            else:
                run = paragraph.add_run(inline.text)
                run.bold, run.italic = inline.bold or None, inline.italic or None
                if inline.href:
                    run.font.underline = True
                    paragraph.add_run(f" ({inline.href})")

    def saved(self, notes: Sequence[Note]) -> bytes:
        """Put the footnotes beside the text, and give the file."""
        if notes:
            package = self.document.part.package
            part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, _footnotes(notes), package)
            self.document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()


def _footnotes(notes: Sequence[Note]) -> bytes:
    """Write the part; Word wants its two separators before the first."""
    told = [
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in enumerate(("separator", "continuationSeparator"), -1)
    ]
    for number, note in enumerate(notes, 1):
        runs = "".join(
            f"<w:r><w:rPr>{'<w:b/>' * run.bold}{'<w:i/>' * run.italic}</w:rPr>"
            f'<w:t xml:space="preserve">{escape(run.text)}</w:t></w:r>'
            for run in note.runs
        )
        told.append(
            f'<w:footnote w:id="{number}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
            f'<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>{runs}</w:p></w:footnote>'
        )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f"{head}<w:footnotes {nsdecls('w')}>{''.join(told)}</w:footnotes>".encode()
