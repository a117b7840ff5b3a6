"""Searching: one word, a common one, two, part of a compound, a number, a misspelling; at sizes given."""

import itertools
import random
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from django.db import connection, connections

from benchmarks.growing import AUTHORITY, SIZES, grow_to
from benchmarks.measuring import heading, line, percentile, seeded, timed
from tinget.foundation import search
from tinget.foundation.scoping import Scope, scoped
from tinget.foundation.search.words import compounds, words_of
from tinget.organisation import api as organisation
from tinget.workflows.synthesise.fill import FIRST_YEAR, YEARS
from tinget.workflows.synthesise.words import FIRST_PARTS, LAST_PARTS, MATTERS

CLIENTS = (1, 8)
SECONDS = 4
SEED = 2026
LEAST, WARMING = 20, 5

COMPOUNDS = [first + last for first in FIRST_PARTS for last in LAST_PARTS]


def _number(dice: random.Random, size: int) -> str:
    return f"{FIRST_YEAR + dice.randrange(YEARS)}/{dice.randint(1, size // YEARS)}"


# Asked for: in a few titles, in every tenth, two together, inside compounds, a number, one letter wrong.
QUESTIONS: dict[str, Callable[[random.Random, int], str]] = {
    "one word": lambda dice, _size: dice.choice(COMPOUNDS),
    "a common word": lambda dice, _size: dice.choice(("avtal", "gemensam", "ärendehantering", "lokaler")),
    "two words": lambda dice, _size: f"{dice.choice(LAST_PARTS)} tillgänglighet",
    "a part of compounds": lambda dice, _size: dice.choice(("upphandling", "gallring", "skolskjuts")),
    "a phrase": lambda dice, _size: f'"{_phrase(dice)}"',
    "a case number": _number,
    "a misspelling": lambda dice, _size: _misspelt(dice, dice.choice(COMPOUNDS)),
    "nothing like it": lambda dice, _size: "".join(dice.choices("bcdfghjklmnpqrstvxz", k=9)),
}


def run(sizes: Sequence[int] = SIZES) -> None:
    """Print p50 and p95 of each kind of search at each size and number of clients, and the ratio of sizes."""
    authority = organisation.authority_by_slug(AUTHORITY)
    measured: dict[tuple[str, int], list[list[float]]] = {}
    heading(f"Searching, {SECONDS} s each, milliseconds (p50 / p95)")
    for size in sizes:
        grow_to(size)
        line(f"{size:,} cases", _sizes_told())
        for name, clients in itertools.product(QUESTIONS, CLIENTS):
            measured.setdefault((name, clients), []).append(_ask(authority.id, name, size, clients))
    for clients in CLIENTS:
        line(f"{clients} clients", *(f"{size:,} cases" for size in sizes), "p95 ratio")
        for name in QUESTIONS:
            found = measured[name, clients]
            shown = [f"{percentile(one, 0.5):.1f} / {percentile(one, 0.95):.1f}" for one in found]
            line(name, *shown, f"{percentile(found[-1], 0.95) / percentile(found[0], 0.95):.2f}")


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
    dice = seeded(SEED + client)
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
