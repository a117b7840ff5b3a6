"""Running heads and page feet: what comes back at the same place on page after page, numbers varying."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from tinget.workflows.import_minutes.rules.headings import (
    is_known_heading,
    is_list_heading,
    is_notice_heading,
)
from tinget.workflows.import_minutes.rules.lines import Line, Source, cells_of
from tinget.workflows.import_minutes.rules.numbers import (
    case_number_in,
    has_case_label,
    record_ids_in,
    without_days,
)

EDGE = 8
OUTER = 2
REACH = 8
NEAR_LIST = 8
MOST_OF_SPAN = 0.75
MOST_OF_ANCHORS = 0.6
FEW_PAGES = 3
SHORTEST_PAGE = 10
STAMP_RUN = 5
STAMP_WIDTH = 7

_PAGE_NUMBER = re.compile(
    r"(?:(?:sid(?:a|an|nr|nummer)?|blad|page)\.?:?\s*)?\d{1,4}\s*(?:\(\s*\d{1,4}\s*\)|(?:av|/|of)\s*\d{1,4})"
    r"|(?:sid(?:a|nr)?|blad|page)\.?:?\s*\d{1,4}|-\s?\d{1,4}\s?-",
    re.IGNORECASE,
)
_PAGE_OF_PAGES = re.compile(
    r"(?:sid(?:a|an)?|blad)\.?:?\s*\d{1,3}\s*(?:\(\s*\d{1,3}\s*\)|(?:av|/)\s*\d{1,3})", re.IGNORECASE
)
_OF_PAGES = re.compile(r"\b(?:sid(?:a|an)?|blad|page)\b|\d ?\(\d{1,4}\)|\d (?:av|of) \d", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"\d{1,3}")
_FOOT_WORDS = re.compile(
    r"justera(?:n?des?|res?|rnas|rens)s?|protokolljusterares?|ordförandens?|sekreterarens?|beslutandes|"
    r"sign(?:atur(?:er)?)?\b\.?|underskrift|utdragsbestyrkande|utdragets|utdraget|bestyrks|bestyrkande|av\b|[\s/|,:._…-]",
    re.IGNORECASE,
)
_FOOT_MARK = re.compile(r"sign|bestyrk|s underskrift", re.IGNORECASE)
_STAMP = re.compile(
    r".{0,40}\b(?:signature reference|sha-?(?:1|256|512)\b|transaktion(?:s-?id)?[: ]+\S*\d{6}|"
    r"dokument-?id[: ]+\S*\d{6}|document ?id[: ]|penneo|verifikat:? \S*\d|scrive|"
    r"underskrifts-?id|signerings-?id|e-signerat dokument|digitalt signerat dokument)",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"§|\bparagraf", re.IGNORECASE)
_STAMP_LETTERS = re.compile(r"(?:.*signature?reference.*|[0-9a-f]{8,}-?[0-9a-f-]{8,})", re.IGNORECASE)


def set_apart(lines: Sequence[Line], *, is_cut: bool = False) -> Source:
    """Set running heads, page feet and signature stamps apart from what the file says."""
    gone = _stamps(lines) | {line.number for line in lines if _is_foot_word(line)}
    left = [line for line in lines if line.number not in gone]
    pages = _pages(left)
    gone |= _at_edges(pages) if len(pages) > 1 else set()
    gone |= _around_page_numbers([line for line in left if line.number not in gone and not line.is_blank])
    gone |= {line.number for line in lines if _is_page_of_pages(line)}
    body = _closed_up(lines, gone)
    words = frozenset(word for line in body for word in re.findall(r"[\w-]+", line.text.lower()))
    return Source(tuple(body), tuple(line for line in lines if line.number in gone), is_cut, words)


def is_page_number(line: Line) -> bool:
    """Whether the line carries a page number and nothing else."""
    return bool(_PAGE_NUMBER.fullmatch(line.folded))


def _is_page_of_pages(line: Line) -> bool:
    """Whether the line says `Sida 2 (5)` and nothing else, which needs no others to be known by."""
    return bool(_PAGE_OF_PAGES.fullmatch(line.folded))


def _is_foot_word(line: Line) -> bool:
    text = line.folded
    if _FOOT_MARK.search(text) and not _FOOT_WORDS.sub("", text):
        return True
    return bool(_STAMP.match(text))


def _stamps(lines: Sequence[Line]) -> set[int]:
    """Find a stamp set upright in the margin: many lines of a few letters, together a signature's number."""
    gone: set[int] = set()
    run: list[Line] = []
    for line in [*lines, Line(0, "an ordinary line that ends the run", 0)]:
        if line.is_blank:
            continue
        if len(line.text.strip()) <= STAMP_WIDTH:
            run.append(line)
            continue
        joined = "".join("".join(one.text.split()) for one in run)
        if len(run) >= STAMP_RUN and _STAMP_LETTERS.fullmatch(joined[:400]):
            gone |= {one.number for one in run}
        run = []
    return gone


def _pages(lines: Iterable[Line]) -> list[list[Line]]:
    pages: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if not line.is_blank:
            pages[line.page].append(line)
    return [pages[page] for page in sorted(pages)]


def _at_edges(pages: Sequence[Sequence[Line]]) -> set[int]:
    """Find what comes back at the top or the foot of most pages, peeled off from the edge inwards."""
    gone: set[int] = set()
    for is_top in (True, False):
        edges = [list(page[:EDGE]) if is_top else list(reversed(page[-EDGE:])) for page in pages]
        shapes = _peeled(edges, pages)
        for edge in edges:
            gone |= {line.number for line in edge if line.shape in shapes}
            for line in edge:
                if not (line.shape in shapes or is_page_number(line) or _is_lone_number(line, edge)):
                    break
                gone.add(line.number)
    return gone


def _is_lone_number(line: Line, edge: Sequence[Line]) -> bool:
    return line is edge[0] and bool(_BARE_NUMBER.fullmatch(line.folded))


def _peeled(edges: Sequence[Sequence[Line]], pages: Sequence[Sequence[Line]]) -> set[str]:
    """Gather the shapes that recur as the outermost line, then of what is left, and so on."""
    shapes: set[str] = set()
    depth = [0] * len(edges)
    for _round in range(EDGE):
        outer = [edge[at : at + OUTER] for edge, at in zip(edges, depth, strict=True)]
        shapes |= _recurring(outer, pages)
        steps = [_step(lines, shapes, edge) for lines, edge in zip(outer, edges, strict=True)]
        if not any(steps):
            break
        depth = [at + step for at, step in zip(depth, steps, strict=True)]
    return shapes


def _step(outer: Sequence[Line], shapes: set[str], edge: Sequence[Line]) -> int:
    """Count the outermost lines to pass: those that recur, and a stray one before one that does."""
    for at, line in enumerate(outer):
        if line.shape in shapes or is_page_number(line) or _is_lone_number(line, edge):
            return at + 1
    return 0


def _recurring(outer: Sequence[Sequence[Line]], pages: Sequence[Sequence[Line]]) -> set[str]:
    on: dict[str, list[int]] = defaultdict(list)
    free: set[str] = set()
    heads: dict[str, Line] = {}
    for number, (lines, page) in enumerate(zip(outer, pages, strict=True)):
        for line in lines:
            if line.shape and not _is_content(line) and on[line.shape][-1:] != [number]:
                on[line.shape].append(number)
                heads[line.shape] = line
                if not _is_near_list(line, page):
                    free.add(line.shape)
    few = len(pages) <= FEW_PAGES
    return {
        shape
        for shape, numbers in on.items()
        if shape in free
        and len(numbers) >= (2 if few and _looks_like_head(heads[shape]) else FEW_PAGES)
        and len(numbers) >= MOST_OF_SPAN * (numbers[-1] - numbers[0] + 1)
    }


def _looks_like_head(line: Line) -> bool:
    """Whether a line has a number or wide space in it: with few pages, nothing else recurs by design."""
    return "#" in line.shape or len(cells_of(line)) > 1 or line.folded.isupper()


def _is_content(line: Line) -> bool:
    """Whether a line is part of the text however often it comes back: a heading, a §, a point."""
    text = line.folded
    return (
        any(is_known_heading(one) for one in (text, *(cell.text for cell in cells_of(line)[:1])))
        or is_notice_heading(text)
        or bool(_PARAGRAPH.search(text))
        or has_case_label(text)
        or bool(re.match(r"[•●▪]|\d{1,2}[.)] |[a-z]\) |att ", text, re.IGNORECASE))
    )


def _is_near_list(line: Line, page: Sequence[Line]) -> bool:
    """Whether a heading that opens a list stands a few lines above, so that the line may belong to it."""
    at = bisect_left(page, line.number, key=lambda one: one.number)
    return any(is_list_heading(one.folded) for one in page[max(0, at - NEAR_LIST) : at])


def _around_page_numbers(lines: Sequence[Line]) -> set[int]:
    """Find running lines without page breaks, by page numbers that count up and what is by them."""
    by_shape: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        by_shape[line.shape].append(index)
    gone: set[int] = set()
    for shape, places in by_shape.items():
        told = [lines[at].folded for at in places]
        if "#" not in shape or len(places) < FEW_PAGES or not _counts_up(told):
            continue
        if _OF_PAGES.search(told[0]) or _are_apart(lines, places):
            gone |= _with_neighbours(lines, places)
    return gone


def _counts_up(texts: Sequence[str]) -> bool:
    """Whether some number grows by one from line to line while others stay, as only a page number does."""
    numbers = [[int(found) for found in re.findall(r"\d{1,9}", _without_names(text))] for text in texts]
    if len({len(row) for row in numbers}) != 1 or any(_PARAGRAPH.search(text) for text in texts):
        return False
    if re.match(r"[\d(]*\d+[.)](?!\s*\()", texts[0]) and not _PAGE_NUMBER.fullmatch(texts[0]):
        return False  # numbered points
    columns = list(zip(*numbers, strict=True))
    growing = [all(later - now == 1 for now, later in pairwise(c)) for c in columns]
    still = [len(set(column)) == 1 for column in columns]
    return growing.count(True) == 1 and all(g or s for g, s in zip(growing, still, strict=True))


def _without_names(text: str) -> str:
    """Take out the numbers that name something, since items in a row may have cases or papers in a row."""
    plain = without_days(text)
    for named in reversed(record_ids_in(plain)):
        plain = f"{plain[: named.start]} {plain[named.end :]}"
    case = case_number_in(plain, bare=True)
    return f"{plain[: case.start]} {plain[case.end :]}" if case else plain


def _are_apart(lines: Sequence[Line], places: Sequence[int]) -> bool:
    """Whether each stands on a page of its own, or on an average as far from the next as a page is long."""
    pages = {lines[at].page for at in places}
    return len(pages) == len(places) or places[-1] - places[0] >= SHORTEST_PAGE * (len(places) - 1)


def _with_neighbours(lines: Sequence[Line], places: Sequence[int]) -> set[int]:
    gone = {lines[at].number for at in places}
    for step in (-1, 1):
        for reach in range(1, REACH + 1):
            beside = [lines[at + step * reach] for at in places if 0 <= at + step * reach < len(lines)]
            shapes = Counter(line.shape for line in beside if not _is_content(line))
            shape, times = shapes.most_common(1)[0] if shapes else ("", 0)
            if times < FEW_PAGES or times < MOST_OF_ANCHORS * len(places):
                break
            if all(_is_near_list(line, lines) for line in beside if line.shape == shape):
                break
            gone |= {line.number for line in beside if line.shape == shape}
    return gone


def _closed_up(lines: Sequence[Line], gone: set[int]) -> list[Line]:
    """Close the text up where a page broke it: no blank lines are left around the break."""
    body: list[Line] = []
    after_break = False
    for line in lines:
        if line.number in gone or line.starts_page:
            after_break = True
            while body and body[-1].is_blank:
                body.pop()
        if line.number in gone or (after_break and line.is_blank):
            continue
        body.append(Line(line.number, line.text, line.page, after_break))
        after_break = False
    return body
