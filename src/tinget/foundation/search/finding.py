"""Searching within the scope in force: hits by relevance then day, and what was perhaps meant."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import connection

from tinget.foundation import clock
from tinget.foundation.scoping import current_scope
from tinget.foundation.search import asking
from tinget.foundation.search.asking import Expression, Question, Sort, Term
from tinget.foundation.search.entries import class_lexemes, person_lexemes
from tinget.foundation.search.snippets import Piece, excerpt, marked
from tinget.foundation.search.spelling import closest
from tinget.foundation.search.words import exact, words_of

CANDIDATES = 1_000  # the newest hits, among which the most relevant are shown first
COUNTED = 500
PAGE = 20
LONGEST_PAGE = 100
FEW = 3  # with fewer hits another spelling is offered


@dataclass(frozen=True, slots=True)
class Filters:
    """What hits are narrowed to; empty is everything."""

    kinds: tuple[str, ...] = ()
    year: int | None = None
    class_code: str = ""
    person: str = ""
    municipality: str = ""

    def lexemes(self, *, is_inside: bool = False) -> list[list[str]]:
        """Return groups of exact words; a hit has one of each group."""
        groups = [[exact("k", kind) for kind in self.kinds]] if self.kinds else []
        groups += [[exact("y", str(self.year))]] if self.year else []
        groups += [class_lexemes(self.class_code)[-1:]] if class_lexemes(self.class_code) else []
        groups += [[word, f"P{word[1:]}"] if is_inside else [word] for word in person_lexemes(self.person)]
        marks = ("m", "M") if is_inside else ("m",)
        groups += [[exact(mark, self.municipality) for mark in marks]] if self.municipality else []
        return groups


@dataclass(frozen=True, slots=True)
class After:
    """Where a page ended; the next goes on after it."""

    level: int
    sorted_on: dt.date
    id: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found, with the words in context."""

    id: int
    level: int
    on: str
    kind: str
    number: str
    title: str
    marked_title: tuple[Piece, ...]
    day: dt.date | None
    url: str
    note: str
    insiders: str
    excerpt: tuple[Piece, ...]
    published_at: dt.datetime | None
    added_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave; `instead` is what was searched for when what was written gave nothing."""

    question: Question
    hits: tuple[Hit, ...]
    number: int
    by_kind: dict[str, int] = field(default_factory=dict)
    after: After | None = None
    instead: str = ""
    meant: str = ""

    @property
    def count(self) -> str:
        """How many hits there are, counted no further than 500."""
        return f"{COUNTED}+" if self.number > COUNTED else str(self.number)

    @property
    def is_bounded(self) -> bool:
        """Whether there are more hits than are put in order of relevance: those before the newest 1,000."""
        return self.number >= CANDIDATES


@dataclass(frozen=True, slots=True)
class Wish:
    """How hits are given: how many, after which, by day alone, only those that came after a moment."""

    size: int = PAGE
    after: After | None = None
    by_date: bool = False
    since: dt.datetime | None = None


def find(authority: int, text: str, filters: Filters | None = None, wish: Wish | None = None) -> Found:
    """Search an authority for what was written; when that gives nothing, for what was nearly written."""
    question, filters, wish = asking.read(text), filters or Filters(), wish or Wish()
    found = _search(authority, question, filters, wish)
    if found.number >= FEW or wish.after is not None or wish.since is not None:
        return found
    for other in (_numbers_alone(question), _spelt_right(authority, question)):
        if other is None:
            continue
        better = _search(authority, other, filters, wish)
        if better.number > found.number:
            if found.number:
                return replace(found, meant=other.text)
            return replace(better, question=question, instead=other.text)
    return found if found.number else _wider(authority, question, filters, wish) or found


def _search(
    authority: int, question: Question, filters: Filters, wish: Wish, wanted: Expression | None = None
) -> Found:
    if not question.wanted and not filters.lexemes():
        return Found(question, (), 0)
    is_inside = authority in current_scope().authorities
    wanted = wanted or asking.expression(
        question.terms, filters.lexemes(is_inside=is_inside), is_inside=is_inside
    )
    strict, own = asking.strict_expression(question.terms), asking.exact_expression(question.terms)
    size = min(max(wish.size, 1), LONGEST_PAGE)
    after = wish.after
    rows = _ask(
        f"SELECT * FROM tinget_search(%s, %s, {wanted.sql}, {strict.sql}, {own.sql},"  # noqa: S608 -- made of fixed pieces; every value is a parameter
        " %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            authority, clock.today(), *wanted.values, *strict.values, *own.values, _needles(question.wanted),
            CANDIDATES, size + 1, wish.by_date, wish.since,
            after and after.level, after and after.sorted_on, after and after.id, question.is_numbers,
        ],
    )  # fmt: skip
    last = rows[size - 1] if len(rows) > size else None
    return Found(
        question=question,
        hits=tuple(_hit(row) for row in rows[:size]),
        number=rows[0]["found"] if rows else 0,
        by_kind=json.loads(rows[0]["found_by_kind"]) if rows else {},
        after=After(last["level"], last["sorted_on"], last["id"]) if last else None,
    )


def _needles(terms: Sequence[Term]) -> str:
    """Return the words to look for in the text that is shown; a number's are its figures."""
    return " ".join(" ".join(words_of(" ".join(term.words))) for term in terms)


def _hit(row: dict[str, Any]) -> Hit:
    return Hit(
        id=row["id"],
        level=row["level"],
        on=row["on"],
        kind=row["kind"],
        number=row["number"],
        title=row["title"],
        marked_title=marked(row["title"], row["stems"]),
        day=row["day"],
        url=row["url"],
        note=row["note"],
        insiders=row["insiders"],
        excerpt=excerpt(row["excerpt"], row["stems"], cut_before=row["cut_before"]),
        published_at=row["published_at"],
        added_at=row["added_at"],
    )


def _numbers_alone(question: Question) -> Question | None:
    """With a number, the words around it may be too many: ärende 2023/15."""
    if len({term.sort is Sort.NUMBER for term in question.wanted}) < 2:  # noqa: PLR2004 -- both kinds
        return None
    return question.only_numbers()


def _spelt_right(authority: int, question: Question) -> Question | None:
    """Put each word that stands nowhere in what the asker may see as its likest word that does."""
    changes = {
        word: better
        for term in question.wanted
        if term.sort is Sort.WORD
        for word in term.words
        if not _has(authority, term) and (better := closest(word, _like(authority, word, holding=False)))
    }
    return question.with_words(lambda word: changes.get(word, word)) if changes else None


def _wider(authority: int, question: Question, filters: Filters, wish: Wish) -> Found | None:
    """Let a word also be found inside longer ones that nothing else takes apart."""
    terms = question.wanted
    if len(terms) != 1 or terms[0].sort is not Sort.WORD:
        return None
    longer = _like(authority, terms[0].words[0], holding=True)
    if not longer:
        return None
    either = " | ".join(f"'{word}'" for word in longer)
    is_inside = authority in current_scope().authorities
    facets = asking.expression((), filters.lexemes(is_inside=is_inside))
    wanted = Expression(f"to_tsquery('swedish', %s) && ({facets.sql})", (either, *facets.values))
    return _search(authority, question, filters, wish, wanted)


def _has(authority: int, term: Term) -> bool:
    meant = asking.expression([term])
    rows = _ask(
        f"SELECT tinget_search_has(%s, %s, {meant.sql}) AS has",
        [authority, clock.today(), *meant.values],
    )
    return bool(rows[0]["has"])


def _like(authority: int, word: str, *, holding: bool) -> list[str]:
    sql = "SELECT word FROM tinget_search_like(%s, %s, %s, %s)"
    return [row["word"] for row in _ask(sql, [authority, clock.today(), word, holding])]


def _ask(sql: str, values: list[Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
