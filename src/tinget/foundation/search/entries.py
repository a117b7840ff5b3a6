"""Putting objects into the index and taking them out, in the transaction that changes the object."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from tinget.foundation import clock
from tinget.foundation.models import SearchEntry
from tinget.foundation.search.numbers import named_lexemes, own_lexemes
from tinget.foundation.search.words import clean, exact, forms_of, parts_of, words_of
from tinget.kernel.slugs import slug_of

LONGEST_TITLE = 1_000
LONGEST_BODY = 200_000  # characters of a text that are searched; the database takes a megabyte of words
EARLIEST, YEARS_AHEAD = dt.date(1950, 1, 1), 2  # between them lie the days that hits are sorted by
MOST_LEXEMES = 4_000
DEEPEST_CLASS = 12
LEARNT_AGAIN = dt.timedelta(minutes=30)
LEARNT_AT_ONCE = 2_000
_LEARNABLE = re.compile(r"[^\W\d_]{4,40}")
TIMES_IN_A_TEXT = 2  # a word of a long text is learnt when it stands there twice: misreadings seldom do
SHORT_TEXT = 2_000  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one object is found by; `on` names it, as in the ledger. Texts may be in any state."""

    authority: int
    on: str
    kind: str
    title: str
    url: str
    number: str = ""  # as it is shown
    numbers: Sequence[str] = ()  # all ways in which its own number is written
    body: str = ""
    insiders: str = ""  # what only those with a mandate in the authority are to find it by, and be shown
    note: str = ""
    day: dt.date | None = None
    year: int | None = None
    class_code: str = ""
    persons: Sequence[str] = ()
    insiders_persons: Sequence[str] = ()
    municipalities: Sequence[str] = ()  # words of their addresses
    insiders_municipalities: Sequence[str] = ()
    published_at: dt.datetime | None = None
    lapses: bool = False  # visitors find it for a time only, reckoned from when it was published
    restriction_id: int | None = None


def put(entry: Entry) -> None:
    """Let the object be found by this and nothing else from now on."""
    put_all([entry])


def put_all(entries: Sequence[Entry]) -> None:
    """Let each of the objects be found by this; what is unchanged is left as it is."""
    if not entries:
        return
    moment = clock.now()
    rows = [_row(entry, moment) for entry in entries]
    places = ", ".join(["(" + ", ".join(["%s"] * len(COLUMNS)) + ")"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO foundation_searchentry ({_NAMES}) VALUES {places}"  # noqa: S608 -- names of our own columns
            f' ON CONFLICT (authority_id, "on") DO UPDATE SET {_SET}'
            f" WHERE ({_OLD}) IS DISTINCT FROM ({_NEW})",
            [value for row in rows for value in row],
        )


def remove(authority: int, on: str) -> None:
    """Let the object be found no more."""
    SearchEntry.objects.filter(authority_id=authority, on=on).delete()


def learn(authority: int, *, since: dt.datetime | None = None) -> int:
    """Learn the words of entries put since then (None: of all), for spelling; return how many entries."""
    learnt, last = 0, 0
    while True:
        rows = SearchEntry.objects.filter(authority_id=authority, restriction_id=None, pk__gt=last)
        if since is not None:
            rows = rows.filter(indexed_at__gt=since - LEARNT_AGAIN)
        batch = list(rows.order_by("pk").values_list("pk", "title", "body")[:LEARNT_AT_ONCE])
        if not batch:
            return learnt
        words = {word for _pk, title, body in batch for word in (*learnable(title), *learnable(body))}
        with connection.cursor() as cursor:
            cursor.execute("SELECT tinget_search_learn(%s, %s)", [authority, sorted(words)])
        learnt, last = learnt + len(batch), batch[-1][0]


def learnable(text: str) -> set[str]:
    """Return the words that others may have meant: of a long text only those that stand there twice."""
    found: dict[str, int] = {}
    for word in words_of(text):
        if _LEARNABLE.fullmatch(word):
            found[word] = found.get(word, 0) + 1
    least = TIMES_IN_A_TEXT if len(text) > SHORT_TEXT else 1
    return {word for word, times in found.items() if times >= least}


def person_lexemes(name: str) -> list[str]:
    """Return the exact words for a person's name, one for each part of it."""
    return [exact("p", word) for word in slug_of(name).split("-") if word]


def class_lexemes(class_code: str) -> list[str]:
    """Return the exact words for a class and those above it: 2.2.0.2 is also in 2.2."""
    steps = [step for step in class_code.split(".") if step]
    return [exact("c", ".".join(steps[: place + 1])) for place in range(min(len(steps), DEEPEST_CLASS))]


COLUMNS = (
    "authority_id", "on", "kind", "number", "title", "title_forms", "title_parts", "body", "body_parts",
    "insiders", "insiders_parts", "lexemes", "day", "sorted_on", "url", "note", "published_at", "lapses",
    "restriction_id", "added_at", "indexed_at",
)  # fmt: skip
_COMPARED = tuple(name for name in COLUMNS if name not in {"authority_id", "on", "added_at", "indexed_at"})
_NAMES = ", ".join(f'"{name}"' for name in COLUMNS)
_KEPT = {  # since when visitors find it
    "published_at": "CASE WHEN excluded.lapses OR excluded.published_at IS NULL THEN excluded.published_at"
    " ELSE coalesce(foundation_searchentry.published_at, excluded.published_at) END"
}
_VALUES = {name: _KEPT.get(name, f'excluded."{name}"') for name in (*_COMPARED, "indexed_at")}
_SET = ", ".join(f'"{name}" = {value}' for name, value in _VALUES.items())
_OLD = ", ".join(f'foundation_searchentry."{name}"' for name in _COMPARED)
_NEW = ", ".join(_VALUES[name] for name in _COMPARED)


def _row(entry: Entry, moment: dt.datetime) -> list[Any]:
    """Return the values in the order of COLUMNS."""
    title = " ".join(clean(entry.title).split())[:LONGEST_TITLE]
    body = clean(entry.body)[:LONGEST_BODY].strip()
    numbers = [clean(number) for number in (*entry.numbers, entry.number) if number]
    own = " ".join(dict.fromkeys(numbers))
    title_words, insiders = words_of(title), clean(entry.insiders)[:LONGEST_TITLE].strip()
    return [
        entry.authority, entry.on, entry.kind, clean(entry.number)[:80], title,
        " ".join(forms_of(title_words)), " ".join([*words_of(own), *parts_of(title_words)]),
        body, _found_by(words_of(body)), insiders, _found_by(words_of(insiders)),
        _lexemes(entry, numbers, f"{title}\n{body}"),
        entry.day, _sorted_on(entry, moment.date()), entry.url, clean(entry.note)[:200],
        entry.published_at, entry.lapses, entry.restriction_id, moment, moment,
    ]  # fmt: skip


def _found_by(words: list[str]) -> str:
    return " ".join([*forms_of(words), *parts_of(words)])


def _lexemes(entry: Entry, numbers: list[str], text: str) -> list[str]:
    year = entry.year or (entry.day.year if entry.day else None)
    facets = [exact("k", entry.kind), *class_lexemes(entry.class_code)]
    facets += [f"y={year}"] if year else []
    facets += [word for name in entry.persons for word in person_lexemes(name)]
    facets += [f"P{word[1:]}" for name in entry.insiders_persons for word in person_lexemes(name)]
    facets += [exact("m", slug) for slug in entry.municipalities]
    facets += [exact("M", slug) for slug in entry.insiders_municipalities]
    found = [*facets, *own_lexemes(numbers), *named_lexemes(text)]
    return sorted(dict.fromkeys(found))[:MOST_LEXEMES]


def _sorted_on(entry: Entry, today: dt.date) -> dt.date:
    """Return the day to sort by: an unknown one comes first in its year, or last of all."""
    day = entry.day or (dt.date(entry.year, 1, 1) if entry.year else EARLIEST)
    return min(max(day, EARLIEST), dt.date(today.year + YEARS_AHEAD, 12, 31))
