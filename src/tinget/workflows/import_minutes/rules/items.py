"""Finds the paragraphs (§) of the minutes: no table of contents, no references, no other bodies' minutes."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from tinget.workflows.import_minutes.rules.headings import Heading, Part, heading_of
from tinget.workflows.import_minutes.rules.lines import Line, cells_of
from tinget.workflows.import_minutes.rules.numbers import case_number_in, has_case_label

LOOK_BACK = 150
MOST_CANDIDATES = 3_000
SMALL_GAP = 6
DECIDED, NUMBERED, SUMMARISED, CAPITALISED, FOREIGN, IN_CONTENTS = 6, 3, 2, 1, -99, -6
IN_RANGE, OUT_OF_RANGE, GAP_COST, FAR = 4, -6, 1, 30
NEAR = 14
MOST_IN_CONTENTS = 3

_OPENING = re.compile(
    r"(?:(?P<prefix>[A-ZÅÄÖ][\w/-]{0,11})\.?\s{1,4})?(?:§\s*|Paragraf\s+|PARAGRAF\s+)(?P<number>\d{1,4})"
    r"(?:\s*/\s*(?:\d{4}|\d\d)\b)?(?P<rest>(?=$|[\s:.,–-]).*)"
)
_ADDED = re.compile(r"(?:[A-ZÅÄÖ][\w/-]{0,11}\.?\s{1,4})?§\s*\d{1,4}\s?[a-e](?=$|\s{2,}|\.?\s+[A-ZÅÄÖ])")
_AFTER_TITLE = re.compile(r"(?P<title>[A-ZÅÄÖ].{3,90}?)\s{2,}§\s*(?P<number>\d{1,4})(?P<rest>)")
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d*|…+\s*\d*|\s{1,}\d{1,3}(?:\s*[-–]\s*\d{1,3})?$")
_ONGOING = re.compile(r"\(?\s*(?:forts(?:ättning)?|fort|fortsatt|cont)\b", re.IGNORECASE)
_REFERENCE = re.compile(r"[a-zåäö(,;]")
_ENDS_OPEN = re.compile(
    r"(?:[,(–-]|\b(?:enligt|och|samt|i|av|den|se|beslut|beslutade|från|till|genom|med)|\d)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Opening:
    """A line that may open a paragraph of the minutes; `rest` is what stands after the number."""

    index: int
    number: int
    prefix: str
    rest: str
    title_before: str = ""
    score: int = 0
    body: str = ""
    in_contents: bool = False


def find_openings(lines: Sequence[Line], declared: Iterable[str]) -> tuple[list[Opening], list[Opening]]:
    """Choose the lines that open the paragraphs of these minutes; also give those that were turned down."""
    wanted = {int(number) for number in declared}
    candidates = [found for index in range(len(lines)) if (found := _opening(lines, index))][:MOST_CANDIDATES]
    candidates = _without_repeats(lines, candidates)
    scored = [_scored(lines, candidates, at, wanted) for at in range(len(candidates))]
    scored = _without_foreign(scored)
    chosen = _pruned(_best_chain(scored), scored)
    kept = {one.index for one in chosen}
    return chosen, [one for one in scored if one.index not in kept]


def _without_repeats(lines: Sequence[Line], candidates: Sequence[Opening]) -> list[Opening]:
    """Leave out a § that a new page says again while the paragraph goes on."""
    kept: list[Opening] = []
    for one in candidates:
        last = kept[-1] if kept else None
        again = (
            last is not None
            and last.number == one.number
            and last.prefix == one.prefix
            and lines[one.index].starts_page
        )
        if again and last is not None:
            between = (line for line in lines[last.index : one.index] if not line.is_blank)
            if len(list(islice(between, MOST_IN_CONTENTS + 1))) > MOST_IN_CONTENTS:
                continue
        kept.append(one)
    return kept


def is_added(line: Line) -> bool:
    """Whether a line opens a paragraph whose number has a letter: `§ 72 a`."""
    return bool(_ADDED.match(line.text.strip()))


def is_repeat(line: Line, number: int) -> bool:
    """Whether a line says a paragraph's number again: at the top of a page, or as its continuation."""
    match = _OPENING.match(line.text.strip())
    if match is None or int(match["number"]) != number or is_added(line):
        return False
    return line.starts_page or bool(_ONGOING.match(match["rest"].strip()))


def _opening(lines: Sequence[Line], index: int) -> Opening | None:
    line = lines[index]
    text = line.text.strip()
    if "§" not in text[:120] and not text[:9].lower().startswith("paragraf "):
        return None
    match = _OPENING.match(text)
    if match is None:
        late = _AFTER_TITLE.match(text)
        return Opening(index, int(late["number"]), "", "", late["title"].strip()) if late else None
    rest = match["rest"].strip().lstrip(":.–- ").strip()
    if _REFERENCE.match(rest) or _ONGOING.match(rest) or _is_reference(lines, index):
        return None
    return Opening(index, int(match["number"]), match["prefix"] or "", rest)


def _is_reference(lines: Sequence[Line], index: int) -> bool:
    """Whether the line above runs on into this one, so that the § is named in a sentence."""
    if index == 0 or lines[index].starts_page or lines[index - 1].is_blank:
        return False
    before = lines[index - 1].text.strip()
    return (
        not before.startswith("§")
        and bool(_ENDS_OPEN.search(before))
        and case_number_in(before, bare=True) is None
    )


def _scored(lines: Sequence[Line], candidates: Sequence[Opening], at: int, wanted: set[int]) -> Opening:
    one = candidates[at]
    end = candidates[at + 1].index if at + 1 < len(candidates) else len(lines)
    printed = [line for line in lines[one.index + 1 : end] if not line.is_blank]
    headings = [_heading_on(line) for line in printed[:400]]
    deciding = [one for one in headings if one and one.part in (Part.DECISION, Part.PROPOSAL)]
    deciding.sort(key=lambda heading: heading.part is Part.PROPOSAL or heading.proposes)
    score, body = (1 + DECIDED, deciding[0].body) if deciding else (1, "")
    head = [one.rest, *(line.text for line in printed[:4])]
    score += NUMBERED * any(has_case_label(text) or case_number_in(text) for text in head)
    score += SUMMARISED * any(
        (h := heading_of(line.text)) and h.part is not Part.OTHER for line in printed[:NEAR]
    )
    score += CAPITALISED * bool(not one.rest or one.rest[0].isupper())
    again = any(later.number == one.number and later.prefix == one.prefix for later in candidates[at + 1 :])
    in_contents = (not printed and again) or _is_contents_line(one.rest, printed)
    score += IN_CONTENTS * in_contents
    if wanted:
        score += IN_RANGE if one.number in wanted else OUT_OF_RANGE
    return replace(one, score=score, body=body, in_contents=in_contents)


def _heading_on(line: Line) -> Heading | None:
    return heading_of(line.text) or (heading_of(cells[0].text) if (cells := cells_of(line)) else None)


def _is_contents_line(rest: str, printed: Sequence[Line]) -> bool:
    few = len(printed) < MOST_IN_CONTENTS and not any(heading_of(line.text) for line in printed)
    return bool(_LEADERS.search(rest)) and few


def _without_foreign(found: Sequence[Opening]) -> list[Opening]:
    """Turn down the paragraphs of other bodies, whose minutes are annexed: another prefix, another body."""
    real = [one for one in found if not one.in_contents]
    bodies = Counter(one.body.lower() for one in real if one.body)
    prefixes = Counter(one.prefix.lower() for one in real)
    body = bodies.most_common(1)[0][0] if bodies else ""
    prefix = prefixes.most_common(1)[0][0] if prefixes else ""
    if real and real[0].score > DECIDED:  # the minutes come before what is annexed to them
        body, prefix = (
            (real[0].body.lower() if bodies[real[0].body.lower()] * 2 >= bodies[body] else body),
            real[0].prefix.lower(),
        )
    return [
        replace(
            one,
            score=one.score
            + FOREIGN * (one.prefix.lower() != prefix)
            + FOREIGN
            * bool(
                one.body
                and body
                and one.body.lower() != body
                and bodies[one.body.lower()] <= bodies[body] // 3
            ),
        )
        for one in found
    ]


def _best_chain(found: Sequence[Opening]) -> list[Opening]:
    """Choose the rising row of numbers that weighs most; gaps cost."""
    best: list[tuple[int, int]] = []
    for at, one in enumerate(found):
        weight, before = max(one.score, 0), -1
        for back in range(at - 1, max(-1, at - LOOK_BACK), -1):
            gap = one.number - found[back].number
            if gap < 1 or gap > FAR:
                continue
            total = best[back][0] + one.score - GAP_COST * min(gap - 1, SMALL_GAP + gap // 2)
            if total > weight or (total == weight and before < 0):
                weight, before = total, back
        best.append((weight, before))
    if not best:
        return []
    at = max(range(len(best)), key=lambda place: (best[place][0], -place))
    chain = []
    while at >= 0:
        chain.append(found[at])
        at = best[at][1]
    return chain[::-1] if chain and max(one.score for one in chain) > 0 else []


def _pruned(chain: list[Opening], found: Sequence[Opening]) -> list[Opening]:
    """Let go of a weak tail that comes after a turned-down row of numbers: rules or minutes in an annex."""
    kept: list[Opening] = []
    for one in chain:
        between = [o for o in found if kept and kept[-1].index < o.index < one.index and not o.in_contents]
        if (
            one.score <= CAPITALISED + 1 + IN_RANGE
            and between
            and any(o.number < one.number for o in between)
            and one.score < NUMBERED + 1
        ):
            continue
        if one.in_contents and one.score <= 0:
            continue
        kept.append(one)
    return kept
