"""Tells apart what stands in a file: the front page, the paragraphs, certificates and signatures, annexes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from tinget.workflows.import_minutes.rules.headings import (
    Part,
    heading_of,
    is_list_heading,
    is_notice_heading,
)
from tinget.workflows.import_minutes.rules.items import Opening, find_openings, is_added, is_repeat
from tinget.workflows.import_minutes.rules.label_words import Label, label_at
from tinget.workflows.import_minutes.rules.labels import Labelled, labelled
from tinget.workflows.import_minutes.rules.lines import Line, Source, cells_of
from tinget.workflows.import_minutes.rules.numbers import case_number_in, has_case_label, paragraphs_in

LONG_REST, SOON, FEW_ENTRIES, ANNEX_LINE, FEWEST_ANNEX_LINES = 15, 12, 10, 70, 3
SENTENCE, FEW_SENTENCES = 40, 2
ABOVE, FAR = 5, 200
SHORT_LINE, LONG_LINE, FEWEST_HEADS = 60, 90, 3
_SIGNING = re.compile(
    r"(?:vid protokollet|underskrifter?|(?:ordförandes? och )?justera(?:s|t)(?: den)?(?: \d{1,2} "
    r"[a-zåäö]+ \d{4}| \d{4}-\d\d-\d\d)?|digitala? underskrifter|protokollets underskrifter|närvarolista"
    r"|närvaro- och (?:omröstnings|tjänstgörings)lista|signaturer|elektroniska underskrifter"
    r"|(?:(?:detta )?dokument(?:et)? (?:är|har) |protokollet (?:är|har) )?"
    r"(?:(?:digitalt|elektroniskt) )?(?:signerats?|undertecknats?)"
    r"(?: (?:digitalt|elektroniskt))?(?: av)?)\b[ :._…]*",
    re.IGNORECASE,
)
_ANNEX = re.compile(r"(?:BILAGA|Bilaga|Bil\.|Bilagor)(?:\s+(?:nr\.?\s*)?\d{1,3}|\s+[A-Z])?\b.{0,60}")
_NUMBERED_ANNEX = re.compile(
    r"(?:BILAGA|Bilaga)\s+(?:nr\.?\s*)?\d{1,2}(?:\s*(?:till\s+)?(?:,\s*)?§\s*\d{1,4})?(?:\s*[:–-]\s*.{2,60})?"
)


@dataclass(frozen=True, slots=True)
class Segment:
    """One paragraph's lines, without what stands after it."""

    opening: Opening
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Regions:
    """A file by what its lines are for."""

    front: tuple[Line, ...]
    segments: tuple[Segment, ...]
    tails: tuple[tuple[Line, ...], ...]
    annexes: tuple[tuple[Line, ...], ...]
    declared: tuple[str, ...]
    fields: tuple[Labelled, ...]
    skipped: tuple[Line, ...] = ()


def divide(source: Source) -> Regions:
    """Divide a file into its regions."""
    lines = source.body
    openings, _others = find_openings(lines, ())
    declared = _declared(lines[: openings[0].index if openings else len(lines)])
    if declared:
        again, _others = find_openings(lines, declared)
        openings = again or openings
    front = lines[: _start(lines, openings[0], 0) if openings else len(lines)]
    heads = {line.page for line in source.running}
    segments, tails, annexes, skipped = [], [], [], []
    for at, one in enumerate(openings):
        start = _start(lines, one, openings[at - 1].index + 1 if at else 0)
        end = _start(lines, openings[at + 1], one.index + 1) if at + 1 < len(openings) else len(lines)
        before = lines[start : one.index]
        within = [
            line for n, line in enumerate(lines[one.index : end]) if n == 0 or not is_repeat(line, one.number)
        ]
        added = next((n for n, line in enumerate(within) if n and is_added(line)), len(within))
        skipped += within[added : added + 1]
        own, tail, annex = _parted(within[:added], heads)
        segments.append(Segment(one, (own[0], *before, *own[1:])))
        tails.append(tail)
        annexes.append(annex)
    fields = [field for region in (front, *tails) for field in labelled(_without_contents(region))]
    return Regions(
        tuple(front),
        tuple(segments),
        tuple(t for t in tails if t),
        tuple(a for a in annexes if a),
        tuple(declared),
        tuple(fields),
        tuple(skipped),
    )


def _declared(front: Sequence[Line]) -> list[str]:
    for one in labelled(front):
        if (
            one.label is Label.PARAGRAPHS
            and one.rows
            and (found := paragraphs_in(one.rows[0].text, bare=True))
        ):
            return found
        if one.label is Label.PARAGRAPHS and (found := paragraphs_in(one.printed)):
            return found
    return next((p for line in front if len(p := paragraphs_in(line.text)) > 1), [])


def _start(lines: Sequence[Line], opening: Opening, floor: int) -> int:
    """Let a paragraph begin at a case number that stands right above its §."""
    at = opening.index - 1
    while at > floor and lines[at].is_blank and opening.index - at < ABOVE:
        at -= 1
    if at <= floor or lines[at].is_blank or case_number_in(opening.rest, bare=True):
        return opening.index
    line = lines[at]
    alone = has_case_label(line.text) and len(line.folded) < SHORT_LINE
    found = case_number_in(line.text, bare=True)
    if not (alone and found) or (not lines[at - 1].is_blank and not line.starts_page):
        return opening.index
    below = [one for one in lines[opening.index + 1 : opening.index + 8] if not one.is_blank][:4]
    return opening.index if any(has_case_label(one.text) for one in below) else at


def _parted(
    lines: Sequence[Line], heads: set[int]
) -> tuple[tuple[Line, ...], tuple[Line, ...], tuple[Line, ...]]:
    """Part a paragraph's lines from certificates and signatures after it, and from annexes after those."""
    tail_at = next((at for at in range(1, len(lines)) if _begins_tail(lines, at)), len(lines))
    annex_at = next((at for at in range(1, len(lines)) if _begins_annex(lines, at, heads)), len(lines))
    if annex_at <= tail_at:
        later = next(
            (at for at in range(annex_at, len(lines)) if is_notice_heading(lines[at].text)), len(lines)
        )
        return tuple(lines[:annex_at]), tuple(lines[later:]), tuple(lines[annex_at:later])
    return tuple(lines[:tail_at]), tuple(lines[tail_at:annex_at]), tuple(lines[annex_at:])


def _begins_tail(lines: Sequence[Line], at: int) -> bool:
    line = lines[at]
    text = line.folded
    if not text or len(text) > LONG_LINE:
        return False
    if is_notice_heading(text):
        return (
            "bevis" in text.lower()
            or len(text.split()) > 1
            or _has_label_soon(lines, at, {Label.UP, Label.DOWN, Label.DATE})
        )
    if _SIGNING.fullmatch(cells_of(line)[0].text) and (lines[at - 1].is_blank or line.starts_page):
        return True
    seen = label_at(text)
    if seen and seen[0] is Label.SECRETARY and (lines[at - 1].is_blank or line.starts_page):
        return _has_label_soon(lines, at, {Label.CHAIR, Label.APPROVERS})
    return False


def _has_label_soon(lines: Sequence[Line], at: int, wanted: set[Label]) -> bool:
    printed = [line for line in lines[at + 1 : at + 30] if not line.is_blank][:SOON]
    return any((seen := label_at(line.text.strip())) and seen[0] in wanted for line in printed)


def _begins_annex(lines: Sequence[Line], at: int, heads: set[int]) -> bool:
    """Whether an annex begins: a page headed as one, without the running head, or of prose inside a list."""
    line = lines[at]
    text = line.folded
    if line.is_blank:
        return False
    if not line.starts_page:
        return _begins_numbered_annex(lines, at)
    if _ANNEX.fullmatch(text) and len(text) <= ANNEX_LINE and heading_of(text) is None:
        return True
    if (
        len(heads) >= FEWEST_HEADS
        and lines[0].page in heads
        and line.page not in heads
        and line.page > lines[0].page
    ):
        return True
    return _is_prose_in_list(lines, at)


def _is_prose_in_list(lines: Sequence[Line], at: int) -> bool:
    """Whether a new page goes on in prose where a list of recipients or documents was open."""
    printed = (one for one in islice(lines, at, at + FAR) if not one.is_blank)
    rest = [one.folded for one in islice(printed, LONG_REST + 1)]
    if any(heading_of(one) for one in rest[:FEW_ENTRIES]):
        return False
    sentences = sum(len(one) > SENTENCE and one.endswith(".") for one in rest[:FEW_ENTRIES])
    if len(rest) <= LONG_REST and sentences < FEW_SENTENCES:
        return False
    above = next((one for one in reversed(lines[max(0, at - FAR) : at]) if heading_of(one.text)), None)
    return above is not None and is_list_heading(above.text)


def _begins_numbered_annex(lines: Sequence[Line], at: int) -> bool:
    """Whether `Bilaga 1` begins an annex in the middle of a page: not in a list of documents."""
    if not _NUMBERED_ANNEX.fullmatch(lines[at].folded) or not lines[at - 1].is_blank:
        return False
    rest = [one for one in lines[at + 1 : at + FAR] if not one.is_blank]
    above = next(
        (heading for one in reversed(lines[max(0, at - FAR) : at]) if (heading := heading_of(one.text))), None
    )
    return (
        len(rest) > FEWEST_ANNEX_LINES
        and above is not None
        and above.part is not Part.BASIS
        and above.part is not Part.OTHER
    )


def _without_contents(lines: Sequence[Line]) -> list[Line]:
    """Leave out the rows of a table of contents."""
    return [line for line in lines if not re.match(r"\s*§\s*\d+\s+\S", line.text)]
