"""Searching: one word, a common one, two, part of a compound, a number, a misspelling; at sizes given."""

import datetime as dt
import itertools
import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

from django.db import connection, connections
from django.db.backends.utils import CursorWrapper

from benchmarks.measuring import heading, line, percentile, timed
from tinget.foundation import search
from tinget.foundation.scoping import Scope, scoped
from tinget.foundation.search.words import compounds, forms_of, parts_of, words_of
from tinget.organisation import api as organisation
from tinget.workflows.synthesise.words import FIRST_PARTS, LAST_PARTS, MATTERS

SIZES = (10_000, 100_000)
CLIENTS = (1, 8)
SECONDS = 4
VOCABULARY_SHARE, MOST_WORDS = 5, 300_000  # a new word for each five entries, up to what a language has
TODAY = dt.date(2026, 11, 20)
YEARS = 10
SEED = 2026
LEAST, WARMING = 20, 5

COMPOUNDS = [first + last for first in FIRST_PARTS for last in LAST_PARTS]
# Asked for: in a few titles, in every tenth, two together, inside compounds, a number, one letter wrong.
QUESTIONS: dict[str, Callable[[random.Random, int], str]] = {
    "one word": lambda dice, _size: dice.choice(COMPOUNDS),
    "a common word": lambda dice, _size: dice.choice(("avtal", "gemensam", "ärendehantering", "lokaler")),
    "two words": lambda dice, _size: f"{dice.choice(LAST_PARTS)} tillgänglighet",
    "a part of compounds": lambda dice, _size: dice.choice(("upphandling", "gallring", "skolskjuts")),
    "a phrase": lambda dice, _size: f'"{_phrase(dice)}"',
    "a case number": lambda dice, size: f"{dice.randint(2017, 2026)}/{dice.randint(1, max(1, size // 70))}",
    "a misspelling": lambda dice, _size: _misspelt(dice, dice.choice(COMPOUNDS)),
    "nothing like it": lambda dice, _size: "".join(dice.choices("bcdfghjklmnpqrstvxz", k=9)),
}


def run(sizes: tuple[int, ...] = SIZES) -> None:
    """Print p50 and p95 of each kind of search at each size and number of clients, and the ratio of sizes."""
    authority = organisation.authority_by_slug("e-namnden")
    measured: dict[tuple[str, int], list[list[float]]] = {}
    heading(f"Searching, {SECONDS} s each, milliseconds (p50 / p95)")
    for size in sizes:
        seconds = timed(lambda size=size: fill(authority.id, size))  # type: ignore[misc] # a default, not a type
        line(f"{size} entries filled and indexed", f"{seconds:.0f} s", _sizes_told())
        for name, clients in itertools.product(QUESTIONS, CLIENTS):
            measured.setdefault((name, clients), []).append(_ask(authority.id, name, size, clients))
    for clients in CLIENTS:
        line(f"{clients} clients", *(f"{size} entries" for size in sizes), "p95 ratio")
        for name in QUESTIONS:
            found = measured[name, clients]
            shown = [f"{percentile(one, 0.5):.1f} / {percentile(one, 0.95):.1f}" for one in found]
            line(name, *shown, f"{percentile(found[-1], 0.95) / percentile(found[0], 0.95):.2f}")


def fill(authority: int, size: int) -> None:
    """Let the authority have that many entries, a seventh each of them cases and texts, over ten years."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("TRUNCATE foundation_searchentry, foundation_searchword")
        with _without_index(
            cursor, "search_words", "foundation_searchentry USING gin (words) WITH (fastupdate=off)"
        ):
            _compounds(cursor)
            cursor.execute(_FILL, {"authority": authority, "size": size, "today": TODAY, "days": YEARS * 365,
                                   "matters": list(MATTERS)})  # fmt: skip
        cursor.execute(
            "INSERT INTO foundation_searchword (authority_id, word) SELECT %s, word FROM bench_compound"
            " UNION SELECT %s, unnest(%s::text[])",
            [authority, authority, _made_up(min(size // VOCABULARY_SHARE, MOST_WORDS))],
        )
        cursor.execute("ANALYZE foundation_searchentry")
        cursor.execute("ANALYZE foundation_searchword")


@contextmanager
def _without_index(cursor: CursorWrapper, name: str, made: str) -> Iterator[None]:
    """Make an index after its table is filled, which is quicker by far."""
    cursor.execute(f"DROP INDEX {name}")
    yield
    cursor.execute("SET maintenance_work_mem = '512MB'")
    cursor.execute(f"CREATE INDEX {name} ON {made}")


def _compounds(cursor: CursorWrapper) -> None:
    """Write down each compound with what it is also found by, as indexing would reckon it."""
    cursor.execute(
        "CREATE TEMP TABLE IF NOT EXISTS bench_compound (n int, word text, parts text, forms text)"
    )
    cursor.execute("TRUNCATE bench_compound")
    rows = [
        (number, word, " ".join(parts_of([word])), " ".join(forms_of([word])))
        for number, word in enumerate(COMPOUNDS)
    ]
    cursor.executemany("INSERT INTO bench_compound VALUES (%s, %s, %s, %s)", rows)


_FILL = """
INSERT INTO foundation_searchentry (authority_id, "on", kind, number, title, title_forms, title_parts, body,
    body_parts, lexemes, day, sorted_on, url, note, published_at, added_at, indexed_at)
SELECT %(authority)s, kind || ':' || i, kind, number, c.word || ' ' || matter || ' ' || i, c.forms,
    c.parts || ' ' || number, body, body_parts,
    ARRAY['k=' || kind, 'y=' || date_part('year', day), 'N=' || number, 'n=' || number,
          'l=' || translate(number, '/.', '~~'), 'c=2', 'c=2.' || i %% 20, 'p=person' || i %% 500],
    day, day, '/e-namnden/arenden/' || number || '/', '', CASE WHEN i %% 4 = 0 THEN now() END, now(), now()
FROM (
    SELECT i, CASE i %% 7 WHEN 0 THEN 'case' WHEN 1 THEN 'document' ELSE 'record' END AS kind,
        %(today)s::date - ((%(size)s - i) * %(days)s::bigint / %(size)s)::int AS day,
        (i * 7919::bigint %% 750)::int AS n,
        (%(matters)s::text[])[1 + i * 104729::bigint %% 16] AS matter
    FROM generate_series(1, %(size)s) i
) made
CROSS JOIN LATERAL (
    SELECT date_part('year', day) || CASE WHEN kind = 'case' THEN '/' ELSE '.' END || i / 7 AS number
) numbers
JOIN bench_compound c ON c.n = made.n
CROSS JOIN LATERAL (
    SELECT coalesce(string_agg(t.word || ' ' || (%(matters)s::text[])[1 + (k * 31 + made.i) %% 16], '. '), '')
            AS body,
        coalesce(string_agg(t.parts, ' '), '') AS body_parts
    FROM generate_series(1, CASE WHEN kind = 'document' THEN 60 ELSE 0 END) k
    JOIN bench_compound t ON t.n = (made.i * 31::bigint + k * k * 17) %% 750
) texts
ORDER BY i
"""


def _made_up(count: int) -> list[str]:
    """Make words that could be Swedish, as many as a large register holds."""
    dice = random.Random(SEED)  # noqa: S311 -- no secret
    syllables = [
        a + b + c for a in "bdfghjklmnprstv" for b in "aeiouyåäö" for c in ("", "l", "r", "n", "st", "k")
    ]
    return sorted(
        {"".join(dice.choices(syllables, k=dice.randint(2, 4))) for _ in range(count)} - set(COMPOUNDS)
    )


def _phrase(dice: random.Random) -> str:
    return dice.choice(MATTERS).partition(" ")[2]


def _misspelt(dice: random.Random, word: str) -> str:
    place = dice.randrange(2, len(word) - 2)
    return word[:place] + word[place + 1 :]


def _sizes_told() -> str:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT pg_total_relation_size('foundation_searchentry') / 1000000, "
                       "pg_relation_size('search_words') / 1000000")  # fmt: skip
        table, index = cursor.fetchone()
    return f"{table} MB, {index} GIN"


def _ask(authority: int, name: str, size: int, clients: int) -> list[float]:
    """Return the seconds of each search, by that many processes at once, each on its own connection."""
    connections.close_all()
    with ProcessPoolExecutor(clients, mp_context=get_context("fork")) as pool:
        asked = pool.map(_ask_alone, [(authority, name, size, client) for client in range(clients)])
        return [seconds for one in asked for seconds in one]


def _ask_alone(given: tuple[int, str, int, int]) -> list[float]:
    authority, name, size, client = given
    dice = random.Random(SEED + client)  # noqa: S311 -- no secret
    compounds()
    words_of("")
    found: list[float] = []
    until = time.perf_counter() + SECONDS
    while time.perf_counter() < until or len(found) < LEAST:
        question = QUESTIONS[name](dice, size)
        with scoped(Scope(authorities=frozenset({authority}), public=True, person=1)):
            found.append(timed(lambda question=question: search.find(authority, question)))  # type: ignore[misc] # a default
    connection.close()
    return found[WARMING:]
