"""The register's pages over HTTP, at ten thousand and at a million cases, with one client and with eight."""

import re
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.growing import AUTHORITY, SIZES, grow_to
from benchmarks.measuring import heading, line, percentile, seeded
from benchmarks.serving import HOST, Browser, acted, measured, server
from tinget.organisation import api as organisation

CLIENTS = (1, 8)
REQUESTS = 400
PAGES_ON = 1_000
CHOSEN = seeded(7)  # which pages are asked for
REGISTER = f"/{AUTHORITY}/handlingar/ny/"


@dataclass(frozen=True, slots=True)
class Asked:
    """A page by name, and the path of each request for it."""

    name: str
    path: Callable[[int], str]


@dataclass(slots=True)
class Told:
    """What was measured of one page: seconds by clients and size, bytes over the wire, queries."""

    seconds: dict[tuple[int, int], list[float]] = field(default_factory=dict)
    bytes: int = 0
    queries: int = 0


def run(sizes: Sequence[int] = SIZES) -> None:
    """Print p50 and p95 of each page at each size and number of clients, and the ratio between the sizes."""
    heading(f"The register, {REQUESTS} requests each as secretary, milliseconds (p50 / p95)")
    places = [(clients, size) for clients in CLIENTS for size in sizes]
    line("", *(f"{size:,}, {clients} cl." for clients, size in places), "p95 ratio", "kB", "queries")
    told: dict[str, Told] = {}
    with server():
        for size in sizes:
            grow_to(size)
            browsers = [Browser().sign_in("Sekreterare") for _ in range(max(CLIENTS))]
            for asked in _pages(browsers[0]):
                _measure(told.setdefault(asked.name, Told()), asked, browsers, size)
            _measure_registering(told.setdefault("registering a record", Told()), browsers, size)
    for name, one in told.items():
        shown = [_shown(one.seconds[place]) for place in places]
        most = max(CLIENTS)
        ratio = percentile(one.seconds[most, sizes[-1]], 0.95) / percentile(one.seconds[most, sizes[0]], 0.95)
        line(name, *shown, f"{ratio:.2f}", f"{one.bytes / 1000:.1f}", str(one.queries))


def _measure(told: Told, asked: Asked, browsers: Sequence[Browser], size: int) -> None:
    told.bytes = len(browsers[0].get(asked.path(0)).body)
    told.queries = _queries(browsers[0], asked.path(1))
    measured(browsers[:1], asked.path, requests=20)  # warm
    for clients in CLIENTS:
        told.seconds[clients, size] = measured(browsers[:clients], asked.path, requests=REQUESTS)


def _measure_registering(told: Told, browsers: Sequence[Browser], size: int) -> None:
    """Register records that have come in, without a file and outside a case, as from the page."""
    pages = {id(browser): browser.get(REGISTER, compressed=False).body for browser in browsers}
    told.bytes = len(browsers[0].get(REGISTER).body)

    def register(browser: Browser, number: int) -> None:
        fields = {"direction": "received", "dated_on": "2026-11-20", "title": f"Brev {number}",
                  "counterpart": "Påhittad kommun", "submission": str(uuid.uuid4())}  # fmt: skip
        status = browser.post(REGISTER, fields, pages[id(browser)]).status
        if status != HTTPStatus.FOUND:
            raise RuntimeError(f"not registered: {status}")

    for clients in CLIENTS:
        told.seconds[clients, size] = acted(browsers[:clients], register, acts=REQUESTS)


def _queries(browser: Browser, path: str) -> int:
    """Return how many queries the page takes, asked in this process with the same session."""
    client = Client(headers={"host": HOST})
    for name, value in browser.cookies.items():
        client.cookies[name] = value
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


def _shown(seconds: Sequence[float]) -> str:
    return f"{percentile(seconds, 0.5):.0f} / {percentile(seconds, 0.95):.0f}"


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
