"""Registrations per second against bare inserts on the same database, and what the ledger's chain costs."""

import datetime as dt
import os
import re
import subprocess
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

from django.conf import settings
from django.db import connection, connections

from benchmarks.measuring import heading, line
from tinget.foundation.scoping import Scope, scoped
from tinget.organisation import api as organisation
from tinget.registry import api as registry

WRITERS = (1, 8)
SECONDS = 6
DAY = dt.date(2026, 11, 1)

BARE = "INSERT INTO benchmark_bare (authority_id, title) VALUES (1, 'Ansökan');\n"
LINKED = (
    "BEGIN;\nSELECT set_config('tinget.authorities', '{1}', true);\n"
    "INSERT INTO foundation_ledgerentry (authority_id, salt, entry)"
    ' VALUES (1, \'0123456789abcdef\', \'{"on": "benchmark:1", "action": "a", "changes": {}}\');\nCOMMIT;\n'
)


def run() -> None:
    """Print the rates at 1 and 8 writers, and their ratios."""
    authority = organisation.authority_by_slug("e-namnden").id
    heading("Writes per second")
    line("", *(f"{writers} writers" for writers in WRITERS))
    bare = [_pgbench(BARE, writers) for writers in WRITERS]
    line("bare INSERT … COMMIT (pgbench)", *(f"{rate:.0f}/s" for rate in bare))
    linked = [
        _pgbench(LINKED.replace("1,", f"{authority},").replace("{1}", f"{{{authority}}}"), n) for n in WRITERS
    ]
    line("one ledger entry, linked (pgbench)", *(f"{rate:.0f}/s" for rate in linked))
    with _unlinked():
        loose = [
            _pgbench(LINKED.replace("1,", f"{authority},").replace("{1}", f"{{{authority}}}"), n)
            for n in WRITERS
        ]
    line("the same entry without its link", *(f"{rate:.0f}/s" for rate in loose))
    registered = [_registrations(authority, writers) for writers in WRITERS]
    line("register_case, whole action (Python)", *(f"{rate:.0f}/s" for rate in registered))
    line("the chain's cost: unlinked / linked", *(f"{a / b:.2f}" for a, b in zip(loose, linked, strict=True)))
    line("bare / registration", *(f"{a / b:.1f}" for a, b in zip(bare, registered, strict=True)))


@contextmanager
def _unlinked() -> Iterator[None]:
    """Measure the entry alone; the chain has no use for what is written meanwhile."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE foundation_ledgerentry DISABLE TRIGGER link_ledger")
        try:
            yield
        finally:
            cursor.execute("ALTER TABLE foundation_ledgerentry ENABLE TRIGGER link_ledger")


def _pgbench(script: str, writers: int) -> float:
    """Return the transactions per second of a script, run by PostgreSQL's own load generator."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS benchmark_bare"
            " (id bigserial PRIMARY KEY, authority_id bigint, title text)"
        )
    database = settings.DATABASES["default"]
    environment = os.environ | {
        "PGHOST": str(database["HOST"]),
        "PGPORT": str(database["PORT"]),
        "PGUSER": str(database["USER"]),
        "PGPASSWORD": str(database["PASSWORD"]),
        "PGDATABASE": str(database["NAME"]),
    }
    program = Path(os.environ.get("TINGET_POSTGRES_BIN", "")) / "pgbench"
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script)
        file.flush()
        told = subprocess.run(
            [program, "-n", "-M", "prepared", "-f", file.name,
             "-c", str(writers), "-j", "2", "-T", str(SECONDS)],
            env=environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
    found = re.search(r"^tps = ([\d.]+)", told.stdout, re.MULTILINE)
    if found is None:
        raise RuntimeError(told.stdout)
    return float(found[1])


def _registrations(authority: int, writers: int) -> float:
    """Return the registrations per second of that many processes, each on its own connection."""
    connections.close_all()
    with ProcessPoolExecutor(writers, mp_context=get_context("fork")) as pool:
        started = time.perf_counter()
        done = sum(pool.map(_register_for, [authority] * writers))
        return done / (time.perf_counter() - started)


def _register_for(authority: int) -> int:
    actor = organisation.system_actor(authority, demonstration=True)
    until, done = time.perf_counter() + SECONDS, 0
    while time.perf_counter() < until:
        with scoped(Scope(authorities=frozenset({authority}))):
            registry.register_case(actor, authority=authority, title="Ansökan", class_code="2.2.0.1", day=DAY)
        done += 1
    connection.close()
    return done
