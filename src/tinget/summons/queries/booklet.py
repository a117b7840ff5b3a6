"""The one PDF: the summons with contents and agenda, then every paper's own pages, with bookmarks."""

import io
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf

from tinget.documents import api as documents
from tinget.foundation import files
from tinget.foundation.pdf.typesetting import JSON, typeset
from tinget.summons.queries.content import pdf_of
from tinget.summons.rules.content import Content, Left, Paper, hour, hours

TEMPLATE = Path(__file__).parents[1] / "templates" / "summons" / "booklet.typ"
PASSES = 3  # the contents' page numbers depend on how many pages the contents take
NOT_OURS = ("/StructParents", "/AA")  # of a page: it points into the file that the page came from


@dataclass(frozen=True, slots=True)
class Cover:
    """What the first page says besides the content."""

    authority: str
    title: str
    called_by: str
    drawn_up_on: str
    changes: tuple[str, ...]
    message: str
    is_demonstration: bool


@dataclass(frozen=True, slots=True)
class Booklet:
    """The PDF, its length, and the content with each paper's pages counted."""

    pdf: bytes
    pages: int
    content: Content


def booklet(authority: int, content: Content, cover: Cover) -> Booklet:
    """Set the summons and merge the papers that can go along; what cannot is told in the contents."""
    content, papers = _counted(authority, content)
    front, begins = b"", 0
    for _pass in range(PASSES):
        front = typeset(TEMPLATE, _data(content, cover, papers_begin=begins), standards=("ua-1",))
        length = _pages(front)
        if length == begins:
            break
        begins = length
    merged, pages = _merged(authority, front, content, papers)
    return Booklet(merged, pages, content)


def _counted(authority: int, content: Content) -> tuple[Content, dict[int, str]]:
    """Count each paper's pages; return the files by version. One that cannot be read is left out."""
    versions = {one.version_id for one in content.papers() if one.version_id and one.left is Left.NOT}
    held = {version: pdf_of(documents.version(version)) for version in versions}
    lengths = {version: _length(authority, sha256) for version, sha256 in held.items()}

    def counted(paper: Paper) -> Paper:
        if paper.version_id not in lengths:
            return paper
        pages = lengths[paper.version_id]
        return replace(paper, pages=pages, left=Left.NOT if pages else Left.UNREADABLE)

    items = tuple(replace(item, papers=tuple(map(counted, item.papers))) for item in content.items)
    return replace(content, items=items), held


def _length(authority: int, sha256: str) -> int:
    """Count a file's pages; 0 for one that is locked, damaged or gone."""
    try:
        with pikepdf.open(files.path_of(authority, sha256), suppress_warnings=True) as pdf:
            return len(pdf.pages)
    except (pikepdf.PdfError, OSError):
        return 0


def _pages(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def _data(content: Content, cover: Cover, *, papers_begin: int) -> dict[str, JSON]:
    """Give the template its data; `papers_begin` is how many pages come before the first paper."""
    page = papers_begin + 1
    items: list[JSON] = []
    for item in content.items:
        papers: list[JSON] = []
        for paper in item.papers:
            there = paper.pages > 0 and paper.left is Left.NOT
            papers.append(
                {"title": paper.title, "printed": paper.printed, "page": page if there else None,
                 "pages": paper.pages, "left": paper.left_text}
            )  # fmt: skip
            page += paper.pages if there else 0
        items.append(
            {"number": item.number, "title": item.title, "case_number": item.case_number,
             "begins": hour(item.begins), "rapporteur": item.rapporteur, "proposal": item.proposal,
             "summary": item.summary, "papers": papers}
        )  # fmt: skip
    return {
        "authority": cover.authority,
        "title": cover.title,
        "called_by": cover.called_by,
        "drawn_up_on": cover.drawn_up_on,
        "changes": cover.changes,
        "message": cover.message,
        "demonstration": cover.is_demonstration,
        "day": content.day.isoformat(),
        "hours": hours(content),
        "place": content.place,
        "pages": page - 1,
        "items": items,
    }


def _merged(authority: int, front: bytes, content: Content, held: dict[int, str]) -> tuple[bytes, int]:
    """Lay the papers behind the summons, each under its item among the bookmarks."""
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(front)) as pdf:
        places = [(item.number, paper) for item in content.items for paper in item.papers if paper.pages]
        begins = []
        for _number, paper in places:
            begins.append(len(pdf.pages))
            with pikepdf.open(
                files.path_of(authority, held[paper.version_id or 0]), suppress_warnings=True
            ) as source:
                pdf.pages.extend(source.pages)
        for page in pdf.pages[begins[0] if begins else len(pdf.pages) :]:
            for key in NOT_OURS:
                if key in page.obj:
                    del page.obj[key]
        with pdf.open_outline() as outline:
            of_items = outline.root[0].children  # the heading of the whole has a bookmark for each item
            for (number, paper), begin in zip(places, begins, strict=True):
                of_items[number - 1].children.append(pikepdf.OutlineItem(paper.title, begin))
        with pdf.open_metadata(set_pikepdf_as_editor=False) as about:
            for claim in ("pdfuaid:part", "pdfaid:part", "pdfaid:conformance"):
                if claim in about:
                    del about[claim]  # others' pages are as they were written
        pages = len(pdf.pages)
        pdf.save(written, deterministic_id=True)
    return written.getvalue(), pages
