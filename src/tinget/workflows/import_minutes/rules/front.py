"""Reads the meeting: day, place, who led, wrote and approved, who was there, what was approved at once."""

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from tinget.workflows.import_minutes.rules.facts import Attendee, Doubt
from tinget.workflows.import_minutes.rules.label_words import Label
from tinget.workflows.import_minutes.rules.labels import NEAR_COLUMN, Labelled, Row
from tinget.workflows.import_minutes.rules.lines import Line, fold
from tinget.workflows.import_minutes.rules.numbers import days_in, paragraphs_in
from tinget.workflows.import_minutes.rules.people import Person, people_in

MOST_WORDS, FIRST_LINES = 8, 25
_TIME = re.compile(
    r"[,;(]?\s*(?:(?:mellan|från)\s+)?(?:kl(?:ockan|\.)?\s*)?\b\d{1,2}[.:]\d\d\b(?:\s*(?:[-–—]|till)\s*(?:kl(?:ockan|\.)?\s*)?\d{1,2}[.:]\d\d)?.*$"
    r"|[,;]?\s*\bkl(?:ockan|\.)?\s*\d.*$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?(?:\s+den)?\b", re.IGNORECASE)
_DAY_TEXT = re.compile(
    r"(?:den\s+)?(?:(?:19|20)\d\d[-.–/]\d{1,2}[-.–/]\d{1,2}|\d{1,2}\s+(?:januari|februari|mars|april|maj"
    r"|juni|juli|augusti|september|oktober|november|december)\s+\d{4}|\d{1,2}/\d{1,2}[ -]\d{4})",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(
    r"omedelba(?:r|rt)\b.{0,40}juster|juster\w*\b.{0,40}\bomedelbart|direktjuster", re.IGNORECASE
)
_NEGATED = re.compile(r"\b(?:inte|ej|ingen)\b", re.IGNORECASE)
_ROLES = {
    Label.MEMBERS: "member",
    Label.SERVING: "serving_substitute",
    Label.SUBSTITUTES: "substitute",
    Label.OTHERS: "other",
}
_GIVEN = {
    ("member", "substitute"): "serving_substitute",
    ("member", "idle_substitute"): "substitute",
    ("other", "substitute"): "substitute",
    ("other", "idle_substitute"): "substitute",
    ("substitute", "serving_substitute"): "serving_substitute",
}
_REPLACED = re.compile(r"(?:ersätt(?:are för|er)|tjänstgör(?:ande)? för|i stället för):?", re.IGNORECASE)
_SEE_LIST = re.compile(r"(?:enligt|se)\b.{0,40}(?:lista|bilaga|sida|sidan|förteckning|upprop)", re.IGNORECASE)


def day_of(
    fields: Sequence[Labelled], running: Iterable[Line], front: Sequence[Line]
) -> tuple[dt.date | None, list[Doubt]]:
    """Find the day of the meeting: by its label, then the running head, then the place and time."""
    dated = [one for one in fields if one.label is Label.DATE]
    placed = [one for one in fields if one.label in (Label.PLACE_TIME, Label.TIME, Label.PLACE)]
    ranked = [
        _days_of([one for one in dated if one.printed.lower() != "datum"]),
        _days_of_running(running),
        _days_of(dated),
        _days_of(placed),
        [(day, line.number) for line in front[:FIRST_LINES] for day, _at in days_in(line.text)[:1]],
    ]
    level = next((level for level, found in enumerate(ranked) if found), None)
    if level is None:
        return None, [Doubt("meeting.date", 1, "Sammanträdets dag hittades inte.")]
    found = ranked[level]
    day = found[0][0] if level == 0 else Counter(one for one, _line in found).most_common(1)[0][0]
    other = next((one for sure in ranked[:-1] for one in sure if one[0] != day), None)
    if other is not None:
        why = f"Här står {other[0].isoformat()}, men {day.isoformat()} är läst som sammanträdets dag."
        return day, [Doubt("meeting.date", other[1], why)]
    if level == len(ranked) - 1:
        line = next(number for one, number in found if one == day)
        return day, [Doubt("meeting.date", line, "Dagen står utan etikett på försättsbladet.")]
    return day, []


def _days_of(fields: Iterable[Labelled]) -> list[tuple[dt.date, int]]:
    return [(day, one.line) for one in fields for day, _at in days_in(one.text)[:1]]


def _days_of_running(running: Iterable[Line]) -> list[tuple[dt.date, int]]:
    found = [(day, line.number) for line in running for day, _at in days_in(line.text)]
    times = Counter(day for day, _line in found)
    return [one for one in found if times[one[0]] > 1 or len(times) == 1]


def place_of(fields: Sequence[Labelled]) -> tuple[str | None, list[Doubt]]:
    """Find where the meeting was held, without its day and time."""
    for wanted in (Label.PLACE, Label.PLACE_TIME):
        for one in fields:
            if one.label is not wanted or not one.rows:
                continue
            for row in one.rows[:3]:
                text = _place_text(row.text)
                if text:
                    return text, []
    return None, [Doubt("meeting.place", 1, "Platsen för sammanträdet hittades inte.")]


def _place_text(text: str) -> str:
    plain = _WEEKDAY.sub(" ", _DAY_TEXT.sub(" ", text))
    plain = plain.strip(" ,;.–-")
    leading = re.match(
        r"\s*(?:[Kk]l(?:ockan|\.)?\s*)?\d{1,2}[.:]\d\d(?:\s*[-–—]\s*\d{1,2}[.:]\d\d)?\s*[,;]?\s*(?=[A-ZÅÄÖ])",
        plain,
    )
    plain = plain[leading.end() :] if leading else _TIME.sub("", plain)
    plain = fold(re.sub(r"\(\s*\)", " ", plain))
    return re.sub(r"(?:\s*[,;]\s*)+", ", ", plain).strip(" ,;.–-(")


def named(fields: Sequence[Labelled], wanted: Label) -> list[str]:
    """Name the people beside or under a label, without party, in their order."""
    names: list[str] = []
    for one in fields:
        own: list[str] = []
        for row in one.rows if one.label is wanted else ():
            if row.after_blank and own:
                break
            own += [person.name for person in people_in([cell.text for cell in row.cells])]
        names += [name for name in own if name not in names]
    return names


def attendance_of(fields: Sequence[Labelled]) -> tuple[list[Attendee], list[Doubt]]:
    """Read who was there, and as what."""
    found: dict[str, Attendee] = {}
    doubts: list[Doubt] = []
    for one in fields:
        role = _ROLES.get(one.label)
        if role is None:
            continue
        instead = _column_of_the_replaced(one.rows)
        for row in one.rows:
            own = [cell.text for at, cell in enumerate(row.cells) if not at or cell.column < instead]
            people = people_in(own)
            for person in people:
                entry = _attendee(person, role if len(own) == len(row.cells) else "serving_substitute")
                if person.name not in found or _better(entry, found[person.name]):
                    found[person.name] = entry
            if not people:
                doubts += _not_understood(one, row)
    return list(found.values()), doubts


def _column_of_the_replaced(rows: Sequence[Row]) -> float:
    """Find the column that is headed as naming whom a substitute serves for: they were not there."""
    heads = (cell for row in rows[:2] for cell in row.cells)
    return next((cell.column - NEAR_COLUMN for cell in heads if _REPLACED.fullmatch(cell.text)), math.inf)


def _better(new: Attendee, old: Attendee) -> bool:
    return (old.role in ("substitute", "other") and new.role == "serving_substitute") or (
        old.party is None and new.party is not None and new.role == old.role
    )


def _not_understood(one: Labelled, row: Row) -> list[Doubt]:
    text = row.text
    if _SEE_LIST.search(text):
        return [
            Doubt(
                "meeting.attendance",
                row.line,
                f"Protokollet hänvisar till en lista (”{fold(text)[:60]}”) i stället för att räkna upp dem.",
            )
        ]
    if (
        row.after_blank
        or len(text.split()) > MOST_WORDS
        or not text[:1].isupper()
        or not re.search(r"\([A-ZÅÄÖ]{1,4}\)", text)
    ):
        return []
    return [
        Doubt(
            "meeting.attendance",
            row.line,
            f"Raden ”{fold(text)[:60]}” under {one.printed} kunde inte läsas som en person.",
        )
    ]


def _attendee(person: Person, role: str) -> Attendee:
    given = _GIVEN.get((role, person.role), person.role if role == "member" else "")
    return Attendee(person.name, person.party, person.municipality, given or role)


def immediate_in(
    fields: Sequence[Labelled], items: Sequence[tuple[str, Sequence[Line]]], front: Sequence[Line]
) -> list[str]:
    """Find the paragraphs approved at once: named on the front page, or said in the paragraph."""
    found: list[str] = []
    for one in fields:
        if one.label is Label.IMMEDIATE:
            found += paragraphs_in(f"{one.printed} {one.text}", bare=True)
    for line in front:
        for clause in re.split(r"\b(?:var|där)av\b|;|\. ", line.text):
            if _AT_ONCE.search(clause) and not _NEGATED.search(clause):
                found += paragraphs_in(clause) or paragraphs_in(line.text)
    for number, lines in items:
        for at, line in enumerate(lines):
            beside = f"{line.text} {lines[at + 1].text if at + 1 < len(lines) else ''}"
            if _AT_ONCE.search(beside) and not _NEGATED.search(beside):
                found += paragraphs_in(beside) or [number]
    return sorted(set(found), key=int)
