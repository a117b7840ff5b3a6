"""Writes made-up rows by the hundred thousand, set by set, as the owner of the tables."""

import datetime as dt
import hashlib
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass

from django.db import connections
from django.db.backends.utils import CursorWrapper

from tinget.foundation import clock
from tinget.foundation.search.rebuilding import index_made_last
from tinget.organisation import api as organisation
from tinget.workflows.synthesise import statements, wording, words

YEARS = 20
FIRST_YEAR = 2007
BATCH = 100_000
IN_ONE_CASE = 500  # so many records stand in the first case, to see what a full page costs
A_TEXT_FOR_EACH = 5  # records
FEW = 50_000  # rows; for more the search index is made after them
MOST_PARAGRAPHS, MOST_RARE = 20_000, 200_000  # of which texts are made: words as in a large register
MARK = "DEMONSTRATION: påhittat"


@dataclass(frozen=True, slots=True)
class Amounts:
    """How many cases, records and document texts there are to be; of cases a multiple of 20, for 20 years."""

    cases: int
    records: int
    texts: int


def fill(authority: organisation.Authority, amounts: Amounts, tell: Callable[[str], None]) -> None:
    """Add made-up rows, and what they are found by, after what there is; serials go on.

    A made-up text has no file: it is read in searches only.
    """
    total = amounts.cases + amounts.records + amounts.texts
    with (
        index_made_last() if total > FEW else nullcontext(),
        connections["owner"].cursor() as cursor,
    ):
        cursor.execute("SET synchronous_commit = off")
        _write_words(cursor, amounts)
        cursor.execute(statements.LAST, {"authority": authority.id})
        after, after_records = cursor.fetchone()
        for name, statement, count in (
            ("cases", statements.CASES, amounts.cases),
            ("texts", statements.TEXTS, amounts.texts),
            ("records", statements.RECORDS, amounts.records),
        ):
            for start in range(0, count, BATCH):
                until = min(start + BATCH, count)
                given = _values(authority, amounts, after=after, after_records=after_records)
                cursor.execute(statement, given | {"first": start, "last": until - 1})
                tell(f"{name}: {until} of {count}")
        cursor.execute(statements.SERIALS, {"authority": authority.id})
        cursor.execute(statements.LEARN, [authority.id, sorted(wording.vocabulary(_rare(amounts)))])
        cursor.execute("ANALYZE")


def _values(
    authority: organisation.Authority, amounts: Amounts, *, after: int, after_records: int
) -> dict[str, int | str | dt.date]:
    return {
        "authority": authority.id,
        "slug": authority.slug,
        "label": authority.record_id_label,
        "years": YEARS,
        "first_year": FIRST_YEAR,
        "in_a_year": max(amounts.cases // YEARS, 1),
        "today": clock.today(),
        "after": after,
        "after_records": after_records + amounts.records // YEARS + 1,  # for the case that has 500 of them
        "cases": max(amounts.cases, 1),
        "records_before": after_records,
        "in_one_case": IN_ONE_CASE,
        "a_text_for_each": A_TEXT_FOR_EACH,
        "mark": MARK,
        "digest": hashlib.sha256(MARK.encode()).hexdigest(),
        "paragraphs": _paragraphs(amounts),
        "rare": _rare(amounts),
    }


def _paragraphs(amounts: Amounts) -> int:
    return min(max(amounts.texts, 1), MOST_PARAGRAPHS)


def _rare(amounts: Amounts) -> int:
    return min(max(amounts.texts, 1), MOST_RARE)


def _write_words(cursor: CursorWrapper, amounts: Amounts) -> None:
    """Lay the words, and what they are found by, into tables that last as long as the connection."""
    cursor.execute(statements.WORDS)
    lists = (words.FIRST_PARTS, words.LAST_PARTS, words.MATTERS, words.SENDERS, words.KINDS, words.CLASSES)
    cursor.execute(
        "INSERT INTO made_up_words VALUES (%s, %s, %s, %s, %s, %s)", [list(part) for part in lists]
    )
    cursor.executemany(
        "INSERT INTO made_up_phrase VALUES (%s, %s, %s, %s)",
        [(one.text, one.forms, one.parts, one.lexemes) for one in wording.phrases()],
    )
    for table, made in (
        ("made_up_paragraph", wording.paragraphs(_paragraphs(amounts))),
        ("made_up_rare", wording.rarities(_rare(amounts))),
    ):
        cursor.executemany(
            f"INSERT INTO {table} VALUES (%s, %s, %s, %s)",  # noqa: S608 -- one of the two names above
            [(n, one.text, one.forms, one.parts) for n, one in enumerate(made)],
        )
    cursor.execute("ANALYZE made_up_phrase, made_up_paragraph, made_up_rare")
