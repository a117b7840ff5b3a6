"""Reads the certificates of notice (anslagsbevis): paragraphs, the day up, the day down."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from tinget.workflows.import_minutes.rules.facts import Doubt, NoticeRead
from tinget.workflows.import_minutes.rules.labels import Label, Labelled, with_whole_labels
from tinget.workflows.import_minutes.rules.lines import Line, cells_of, fold
from tinget.workflows.import_minutes.rules.numbers import days_in, paragraphs_in

_UP = re.compile(
    r"uppsät|uppsatt|sätts? upp|sattes upp|satts upp|anslagsdatum|anslagsdag|publicer|anslås|anslagits"
    r"|anslogs|anslagstid|anslag(?:et)? upp|upp(?:e)? (?:den|från)",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"nedta|tas? ne[dr]|tagits ne[dr]|togs ne[dr]|avpublicer|nedtas|anslag(?:et)? ne[dr]|\bned\b|\btill "
    r"och med\b|t\.o\.m",
    re.IGNORECASE,
)
_ENDS = (Label.MEMBERS, Label.SERVING, Label.SUBSTITUTES, Label.OTHERS, Label.ABSENT, Label.PLACE_TIME)
_CONTENTS = re.compile(r"\s*(?:§\s*\d+\s+[A-ZÅÄÖ]|innehåll|ärendelista|ärendeförteckning)", re.IGNORECASE)
REACH = 30
WINDOW = 3
MOST_NOTICES = 60


def notices_in(
    fields: Sequence[Labelled], lines: Sequence[Line], justified: Sequence[str]
) -> tuple[list[NoticeRead], list[Doubt]]:
    """Read every certificate among the lines; `justified` are the paragraphs that the front page names."""
    whole = with_whole_labels(lines)
    starts = _starts(fields, whole)[:MOST_NOTICES]
    by_line: dict[int, list[Labelled]] = defaultdict(list)
    for one in fields:
        by_line[one.line].append(one)
    found: list[NoticeRead] = []
    doubts: list[Doubt] = []
    for at, start in enumerate(starts):
        end = starts[at + 1] if at + 1 < len(starts) else len(whole)
        block = _block(whole[start : min(end, start + REACH)], by_line)
        for part in _each(block):
            within = [field for line in part for field in by_line.get(line.number, ())]
            read = _notice(part, within, justified)
            if read is None:
                continue
            found.append(read)
            doubts += _missing(read, at=len(found) - 1, has_own=bool(read.paragraphs))
    if not found:
        doubts.append(
            Doubt("meeting.notices", lines[0].number if lines else 1, "Inget anslagsbevis hittades.")
        )
    return found, doubts


def _each(block: Sequence[Line]) -> list[Sequence[Line]]:
    """Part a certificate that tells of several: each names its paragraphs and then has days of its own."""
    named = [at for at, line in enumerate(block) if paragraphs_in(line.text)]
    begins = [
        at
        for at, after in pairwise([*named, len(block)])
        if any(days_in(line.text) for line in block[at:after]) and _tells_of_notice(block[at:after])
    ]
    if len(begins) <= 1:
        return [block]
    return [block[at:after] for at, after in pairwise([*begins, len(block)])]


def _tells_of_notice(part: Sequence[Line]) -> bool:
    return any(_UP.search(line.text) for line in part) and any(_DOWN.search(line.text) for line in part)


def _block(lines: Sequence[Line], by_line: Mapping[int, Sequence[Labelled]]) -> list[Line]:
    """Take a certificate's lines: up to a table of contents or a list of those present."""
    block: list[Line] = []
    for line in lines:
        is_end = any(one.label in _ENDS for one in by_line.get(line.number, ()))
        if is_end or _CONTENTS.match(line.text):
            break
        if not line.is_blank:
            block.append(line)
    return block


def _starts(fields: Sequence[Labelled], lines: Sequence[Line]) -> list[int]:
    place = {line.number: index for index, line in enumerate(lines)}
    headed = [place[one.line] for one in fields if one.label is Label.NOTICE and one.line in place]
    merged = [
        at
        for n, at in enumerate(headed)
        if n == 0 or any(days_in(line.text) for line in lines[headed[n - 1] : at])
    ]
    if merged:
        return merged
    first = next((place[one.line] for one in fields if one.label is Label.UP and one.line in place), None)
    return [] if first is None else [first]


def _notice(block: Sequence[Line], fields: Sequence[Labelled], justified: Sequence[str]) -> NoticeRead | None:
    up = _day_by(block, _UP, _DOWN)
    down = _day_by(block, _DOWN, _UP)
    if up is None and down is None and not any(_UP.search(line.text) for line in block):
        return None
    named: list[str] = []
    for one in fields:
        if one.label is Label.PARAGRAPHS and not named:
            named = paragraphs_in(f"{one.printed} {one.rows[0].text if one.rows else ''}", bare=True)
    named = named or next((p for line in block if (p := paragraphs_in(line.text))), [])
    kept = next((fold(one.rows[0].text) for one in fields if one.label is Label.KEPT and one.rows), None)
    return NoticeRead(tuple(named or justified), _iso(up), _iso(down), kept, block[0].number)


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _day_by(block: Sequence[Line], wanted: re.Pattern[str], other: re.Pattern[str]) -> dt.date | None:
    """Find the day that belongs to some words: beside them, or under them in a column."""
    for at, line in enumerate(block):
        for match in wanted.finditer(line.text):
            stop = next(
                (o.start() for o in other.finditer(line.text) if o.start() > match.end()), len(line.text)
            )
            for day, place in days_in(line.text):
                if match.start() < place < stop:
                    return day
            return _day_below(block, at, match.start(), other)
    return None


def _day_below(block: Sequence[Line], at: int, column: int, other: re.Pattern[str]) -> dt.date | None:
    """Find the day in the lines below, in the column nearest to the words."""
    both = bool(other.search(block[at].text)) and not days_in(block[at].text)
    for line in block[at + 1 : at + 1 + WINDOW]:
        days = days_in(line.text)
        if not days:
            if other.search(line.text):
                return None
            continue
        if other.search(line.text) and not both:
            return None
        if len(days) > 1 or both:
            cells = [cell for cell in cells_of(line) if days_in(cell.text)]
            nearest = min(cells, key=lambda cell: abs(cell.column - column), default=None)
            return days_in(nearest.text)[0][0] if nearest else days[0][0]
        return days[0][0]
    return None


def _missing(read: NoticeRead, *, at: int, has_own: bool) -> list[Doubt]:
    doubts = []
    if read.up is None:
        doubts.append(
            Doubt(f"meeting.notices.{at}.up", read.line, "Dagen då anslaget sattes upp hittades inte.")
        )
    if read.down is None:
        doubts.append(
            Doubt(f"meeting.notices.{at}.down", read.line, "Dagen då anslaget togs ned hittades inte.")
        )
    if not has_own:
        doubts.append(
            Doubt(
                f"meeting.notices.{at}.paragraphs",
                read.line,
                "Vilka paragrafer anslaget gäller hittades inte.",
            )
        )
    return doubts
