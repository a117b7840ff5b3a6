"""The case list and the case page over HTTP, at a thousand and at a hundred thousand cases."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

from django.db import connections

from benchmarks.measuring import heading, line, percentile, timed
from tinget.organisation import api as organisation

SIZES = (1_000, 100_000)
REQUESTS = 300
PORT = 18_741
YEARS = 20


def run() -> None:
    """Print p50 and p95 of each page at each size, and the ratio between the sizes."""
    authority = organisation.authority_by_slug("e-namnden")
    heading(f"Pages, {REQUESTS} requests each, milliseconds (p50 / p95)")
    line("", *(f"{size} cases" for size in SIZES), "p95 ratio", "kB")
    measured: dict[str, list[list[float]]] = {}
    weights: dict[str, int] = {}
    with _server():
        for size in SIZES:
            _fill(authority.id, size)
            for name, path in _paths(authority.slug, size).items():
                seconds, weights[name] = _ask(path)
                measured.setdefault(name, []).append(seconds)
    for name, (small, large) in measured.items():
        shown = [f"{percentile(one, 0.5):.1f} / {percentile(one, 0.95):.1f}" for one in (small, large)]
        ratio = percentile(large, 0.95) / percentile(small, 0.95)
        line(name, *shown, f"{ratio:.2f}", f"{weights[name] / 1000:.1f}")


def _paths(slug: str, size: int) -> dict[str, str]:
    newest = size // YEARS
    return {
        "case list": f"/{slug}/arenden/",
        "case page": f"/{slug}/arenden/2000/{newest // 2}/",
        "front page": "/",
    }


def _fill(authority: int, size: int) -> None:
    """Put that many published cases, with three records each, into twenty years of the register."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM registry_record WHERE title LIKE 'Handling %'")
        cursor.execute("DELETE FROM registry_case WHERE title LIKE 'Syntetiskt %'")
        cursor.execute(
            "INSERT INTO registry_case (authority_id, year, serial, class_code, title, registered_on,"
            " status, note, is_demonstration, is_published_fact, published_at)"
            " SELECT %s, 2000 + i %% %s, i / %s + 1, '2.2.0.1', 'Syntetiskt ärende ' || i, '2000-01-01',"
            " 'open', '', true, false, now() FROM generate_series(0, %s) i",
            [authority, YEARS, YEARS, size - 1],
        )
        cursor.execute(
            "INSERT INTO registry_record (authority_id, case_id, year, serial, as_printed, title, direction,"
            " dated_on, counterpart, registered_on, is_demonstration, is_published_fact, published_at)"
            " SELECT c.authority_id, c.id, c.year, c.serial * 3 + n, c.year || '.' || c.serial * 3 + n,"
            " 'Handling ' || n, 'received', '2000-01-01', '', '2000-01-01', true, false, now()"
            " FROM registry_case c, generate_series(0, 2) n WHERE c.title LIKE 'Syntetiskt %%'"
        )
        cursor.execute("ANALYZE")


@contextmanager
def _server() -> Iterator[None]:
    """Run the web server as `./tinget up` does, with two workers of four threads."""
    started = subprocess.Popen(  # noqa: S603 -- ourselves
        [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "4",
         "--port", str(PORT), "--log-level", "warning", "tinget.site.wsgi:application"],
        env=os.environ | {"TINGET_ADDRESS": f"http://127.0.0.1:{PORT}"},
    )  # fmt: skip
    try:
        for _ in range(200):
            try:
                if _get("/readyz")[0] == HTTPStatus.OK:
                    break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        started.terminate()
        started.wait()


def _ask(path: str) -> tuple[list[float], int]:
    """Return the seconds of each request on a warm server, and the bytes of one compressed answer."""
    status, size = _get(path)
    if status != HTTPStatus.OK:
        raise RuntimeError(f"{path}: {status}")
    for _ in range(20):
        _get(path)
    return [timed(lambda: _get(path)) for _ in range(REQUESTS)], size


def _get(path: str) -> tuple[int, int]:
    server = http.client.HTTPConnection("127.0.0.1", PORT, timeout=10)
    server.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = server.getresponse()
    size = len(answer.read())
    server.close()
    return answer.status, size
