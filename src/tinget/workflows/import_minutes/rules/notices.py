"""Reads the certificates of notice (anslagsbevis): paragraphs, the day up, the day down."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from tinget.workflows.import_minutes.rules.facts import Doubt, NoticeRead
from tinget.workflows.import_minutes.rules.label_lines import with_whole_labels
from tinget.workflows.import_minutes.rules.label_words import Label
from tinget.workflows.import_minutes.rules.labels import Labelled
from tinget.workflows.import_minutes.rules.lines import Line, cells_of, fold
from tinget.workflows.import_minutes.rules.numbers import days_in, paragraphs_in, periods_in

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
_POSTED = re.compile(r"\banslås|\banslag(?:its|en|et)?\b|\banslogs|publicer|tillkännag", re.IGNORECASE)
REACH, LONG = 30, 160
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
        rows = _rows(block)
        found += rows
        for part in [] if rows else _each(block):
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


def _rows(block: Sequence[Line]) -> list[NoticeRead]:
    """Read a table with a certificate a row: paragraphs, the day up, the day down."""
    printed = [line for line in block if paragraphs_in(line.text) and len(days_in(line.text)) > 1]
    if len(printed) <= 1 or any(_UP.search(line.text) for line in printed) or not _tells_of_notice(block):
        return []
    found = []
    for line in printed:
        up, down = sorted(day for day, _at in days_in(line.text)[:2])
        found.append(NoticeRead(tuple(paragraphs_in(line.text)), _iso(up), _iso(down), None, line.number))
    return found


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
    return _told_of(lines) if first is None else [first]


def _notice(block: Sequence[Line], fields: Sequence[Labelled], justified: Sequence[str]) -> NoticeRead | None:
    up = _day_by(block, _UP, _DOWN)
    down = _day_by(block, _DOWN, _UP)
    if (up is None or down is None) and (between := _period(block)):
        up, down = between
    if up is None and down is None and not any(_UP.search(line.text) for line in block):
        return None
    named: list[str] = []
    for one in fields:
        if one.label is Label.PARAGRAPHS and not named:
            named = paragraphs_in(f"{one.printed} {one.rows[0].text if one.rows else ''}", bare=True)
    named = named or next((p for line in block if (p := paragraphs_in(line.text))), [])
    kept = next((fold(one.rows[0].text) for one in fields if one.label is Label.KEPT and one.rows), None)
    return NoticeRead(tuple(named or justified), _iso(up), _iso(down), kept, block[0].number)


def _period(block: Sequence[Line]) -> tuple[dt.date, dt.date] | None:
    """Find a notice's days told as a period: `anslås 2023-09-26 – 2023-10-18`, over line ends too."""
    text = fold(" ".join(line.text for line in block))
    told = (one for one in periods_in(text) if _POSTED.search(text[max(0, one[2] - LONG) : one[2]]))
    return next(((up, down) for up, down, _at in told), None)


def _told_of(lines: Sequence[Line]) -> list[int]:
    """Find the sentences outside certificates that tell how long the minutes are posted."""
    return [
        at
        for at, line in enumerate(lines)
        if _POSTED.search(line.text) and _period([one for one in lines[at : at + WINDOW] if not one.is_blank])
    ]


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
