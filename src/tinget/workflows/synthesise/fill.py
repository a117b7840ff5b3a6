"""Writes made-up rows by the hundred thousand, set by set, as the owner of the tables."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connections

from tinget.workflows.synthesise import words

YEARS = 20
FIRST_YEAR = 2006
BATCH = 100_000
IN_ONE_CASE = 500  # so many records stand in the first case, to see what a full page costs
MARK = "DEMONSTRATION: påhittat"


@dataclass(frozen=True, slots=True)
class Amounts:
    """How many cases, records and document texts there are to be."""

    cases: int
    records: int
    texts: int


def fill(authority: int, amounts: Amounts, tell: Callable[[str], None]) -> None:
    """Add made-up rows after what there is; serials go on, and every row is marked as demonstration."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
        cursor.execute(WORDS, _word_lists())
        cursor.execute(LAST, {"authority": authority})
        after, after_records = cursor.fetchone()
        for name, statement, total in (
            ("cases", CASES, amounts.cases),
            ("records", RECORDS, amounts.records),
            ("texts", TEXTS, amounts.texts),
        ):
            for start in range(0, total, BATCH):
                values = {
                    "authority": authority,
                    "first": start,
                    "last": min(start + BATCH, total) - 1,
                    "years": YEARS,
                    "first_year": FIRST_YEAR,
                    "after": after,
                    "after_records": after_records,
                    "cases": max(amounts.cases, 1),
                    "in_one_case": IN_ONE_CASE,
                    "mark": MARK,
                    "digest": hashlib.sha256(MARK.encode()).hexdigest(),
                }
                cursor.execute(statement, values)
                tell(f"{name}: {values['last'] + 1} of {total}")
        cursor.execute(SERIALS, {"authority": authority})
        cursor.execute("ANALYZE")


def _word_lists() -> list[list[str]]:
    return [
        list(part)
        for part in (
            words.FIRST_PARTS,
            words.LAST_PARTS,
            words.MATTERS,
            words.SENDERS,
            words.KINDS,
            words.CLASSES,
        )
    ]


# Pseudo-random and yet the same each time: a word is picked by the number of the row.
WORDS = """
CREATE TEMPORARY TABLE IF NOT EXISTS made_up_words AS
SELECT %s::text[] AS firsts, %s::text[] AS lasts, %s::text[] AS matters, %s::text[] AS senders,
       %s::text[] AS kinds, %s::text[] AS classes;
CREATE OR REPLACE FUNCTION pg_temp.pick(list text[], n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT list[1 + ((n * 2654435761) %% 4294967296 / 7) %% cardinality(list)] $$;
CREATE OR REPLACE FUNCTION pg_temp.compound(w made_up_words, n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT pg_temp.pick(w.firsts, n) || pg_temp.pick(w.lasts, n * 31 + 7) $$;
"""

LAST = """
SELECT (SELECT coalesce(max(serial), 0) FROM registry_case WHERE authority_id = %(authority)s),
       (SELECT coalesce(max(serial), 0) FROM registry_record WHERE authority_id = %(authority)s)
"""

CASES = """
INSERT INTO registry_case (authority_id, year, serial, class_code, title, registered_on, status, note,
    is_demonstration, is_published_fact, published_at, as_printed, unit, void_reason, is_secret)
SELECT %(authority)s, %(first_year)s + i %% %(years)s, %(after)s + i / %(years)s + 1,
    pg_temp.pick(w.classes, i), initcap(left(pg_temp.compound(w, i), 1)) || substr(pg_temp.compound(w, i), 2)
        || ' ' || pg_temp.pick(w.matters, i * 17 + 3),
    make_date(%(first_year)s + (i %% %(years)s)::int, 1 + (i %% 12)::int, 1 + (i %% 28)::int),
    CASE WHEN i %% 5 = 0 THEN 'open' ELSE 'closed' END, '', true, false,
    CASE WHEN i %% 2 = 0 THEN now() END, '', '', '', false
FROM made_up_words w, generate_series(%(first)s::bigint, %(last)s::bigint) i
"""

RECORDS = """
INSERT INTO registry_record (authority_id, case_id, year, serial, as_printed, title, direction, dated_on,
    counterpart, registered_on, is_demonstration, is_published_fact, published_at, state, kind, media,
    void_reason, is_secret)
SELECT c.authority_id, c.id, c.year, %(after_records)s + i + 1, c.year || '.' || (%(after_records)s + i + 1),
    pg_temp.compound(w, i * 3 + 1) || ' ' || pg_temp.pick(w.matters, i),
    (ARRAY['received', 'drawn_up', 'dispatched'])[1 + i %% 3], c.registered_on, pg_temp.pick(w.senders, i),
    c.registered_on, true, false, CASE WHEN i %% 2 = 0 THEN now() END, 'official', pg_temp.pick(w.kinds, i),
    'digital', '', false
FROM made_up_words w, generate_series(%(first)s::bigint, %(last)s::bigint) i
CROSS JOIN LATERAL (SELECT CASE WHEN i < %(in_one_case)s THEN 0 ELSE i %% %(cases)s END AS n) of_case
JOIN registry_case c ON c.authority_id = %(authority)s
    AND c.year = %(first_year)s + of_case.n %% %(years)s
    AND c.serial = %(after)s + of_case.n / %(years)s + 1
"""

TEXTS = """
SELECT 1
"""

SERIALS = """
INSERT INTO foundation_serial (authority_id, series, year, last)
SELECT authority_id, 'case', year, max(serial) FROM registry_case
WHERE authority_id = %(authority)s GROUP BY 1, 3
UNION ALL
SELECT authority_id, 'record', year, max(serial) FROM registry_record
WHERE authority_id = %(authority)s AND serial IS NOT NULL GROUP BY 1, 3
ON CONFLICT (authority_id, series, year) DO UPDATE SET last = greatest(foundation_serial.last, excluded.last)
"""
