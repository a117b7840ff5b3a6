"""The register's pages over HTTP, at ten thousand and at a million cases, with one client and with eight."""

import os
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.core.management import call_command
from django.db import connections

from benchmarks.measuring import heading, line, percentile
from benchmarks.serving import Browser, measured, server
from tinget.organisation import api as organisation
from tinget.workflows.synthesise.fill import YEARS

SMALL, LARGE = 10_000, int(os.environ.get("TINGET_BENCH_CASES", "1000000"))
RECORDS_IN_CASE = 5
CLIENTS = (1, 8)
REQUESTS = 400
PAGES_ON = 1_000
AUTHORITY = "e-namnden"
CHOSEN = random.Random(7)  # noqa: S311 -- which pages are asked for, the same in each run


@dataclass(frozen=True, slots=True)
class Asked:
    """A page by name, and the path of each request for it."""

    name: str
    path: Callable[[int], str]


def run() -> None:
    """Print p50 and p95 of each page at each size and number of clients, and the ratio between the sizes."""
    heading(f"The register, {REQUESTS} requests each as secretary, milliseconds (p50 / p95)")
    columns = [f"{size:,}, {clients} cl." for clients in CLIENTS for size in (SMALL, LARGE)]
    line("", *columns, "p95 ratio", "kB")
    told: dict[str, dict[tuple[int, int], list[float]]] = {}
    weights: dict[str, int] = {}
    with server():
        for size in (SMALL, LARGE):
            _grow_to(size)
            browsers = [Browser().sign_in("Sekreterare") for _ in range(max(CLIENTS))]
            for asked in _pages(browsers[0]):
                weights[asked.name] = len(browsers[0].get(asked.path(0)).body)
                measured(browsers[:1], asked.path, requests=20)  # warm
                for clients in CLIENTS:
                    seconds = measured(browsers[:clients], asked.path, requests=REQUESTS)
                    told.setdefault(asked.name, {})[clients, size] = seconds
    for name, by_place in told.items():
        shown = [_shown(by_place[clients, size]) for clients in CLIENTS for size in (SMALL, LARGE)]
        most = max(CLIENTS)
        ratio = percentile(by_place[most, LARGE], 0.95) / percentile(by_place[most, SMALL], 0.95)
        line(name, *shown, f"{ratio:.2f}", f"{weights[name] / 1000:.1f}")


def _shown(seconds: Sequence[float]) -> str:
    return f"{percentile(seconds, 0.5):.0f} / {percentile(seconds, 0.95):.0f}"


def _grow_to(size: int) -> None:
    """Let there be that many made-up cases, five times as many records and as many texts."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM registry_case WHERE is_demonstration")
        cases = size - cursor.fetchone()[0] // YEARS * YEARS
    if cases > 0:
        call_command(
            "synthesise", authority=AUTHORITY, cases=cases, records=cases * RECORDS_IN_CASE, texts=cases
        )


def _pages(browser: Browser) -> list[Asked]:
    numbers = _numbers()
    fat, continued = numbers[0], _continued(browser)
    root = f"/{AUTHORITY}"
    return [
        Asked("case list, its start", lambda _n: f"{root}/arenden/"),
        Asked("case list, continued a thousand times", lambda n: continued[n % len(continued)]),
        Asked("case list, open cases of a year and class", lambda _n: f"{root}/arenden/?visa=oppna"),
        Asked("record list", lambda _n: f"{root}/handlingar/"),
        Asked("case page", lambda n: f"{root}/arenden/{numbers[n % len(numbers)]}/"),
        Asked("case page, 500 records", lambda _n: f"{root}/arenden/{fat}/"),
        Asked("search, one word", lambda n: f"{root}/sok/?q={('budget', 'arkiv', 'avtal')[n % 3]}"),
        Asked("search, two words", lambda _n: f"{root}/sok/?q=arkiv+utbildning"),
        Asked("search, part of a compound", lambda _n: f"{root}/sok/?q=reglemente"),
        Asked("search, a misspelling", lambda _n: f"{root}/sok/?q=upphandlngsprotokoll"),
        Asked("search, a case number", lambda n: f"{root}/sok/?q={numbers[n % len(numbers)]}"),
    ]


def _numbers() -> list[str]:
    """Return the case with most records, then 500 cases by chance, as `2006/17`."""
    authority = organisation.authority_by_slug(AUTHORITY).id
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT c.year || '/' || c.serial FROM registry_case c WHERE c.authority_id = %s"
            " AND c.id = (SELECT case_id FROM registry_record WHERE authority_id = %s AND case_id IS NOT NULL"
            " GROUP BY case_id ORDER BY count(*) DESC LIMIT 1)",
            [authority, authority],
        )
        fat = cursor.fetchone()[0]
        cursor.execute(
            "SELECT year, min(serial), max(serial) FROM registry_case"
            " WHERE authority_id = %s AND is_demonstration AND year < 2020 GROUP BY year",
            [authority],
        )
        years = cursor.fetchall()
    chosen = [CHOSEN.choice(years) for _ in range(500)]
    return [fat, *(f"{year}/{CHOSEN.randint(least, most)}" for year, least, most in chosen)]


def _continued(browser: Browser) -> list[str]:
    """Follow "Visa fler" from the list's start, at most a thousand times."""
    path, found = f"/{AUTHORITY}/arenden/", []
    while len(found) < PAGES_ON:
        page = browser.get(path, compressed=False).body.decode()
        more = re.search(r'href="(\?[^"]*efter=[^"]*)"', page)
        if more is None:
            break
        path = f"/{AUTHORITY}/arenden/" + more[1].replace("&amp;", "&")
        found.append(path)
    return found or [path]
