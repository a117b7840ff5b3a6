"""Whether the database is as this code and these facts would leave it; the database keeps the answer."""

import hashlib
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path

import psycopg
from psycopg import sql

from tinget.site.cli.installation import CHECKOUT, Installation, Stopped
from tinget.site.cli.versions import hash_of, read_from

READ = (
    "SELECT shobj_description(oid, 'pg_database') FROM pg_database"
    " WHERE datname = current_database() AND to_regclass('django_migrations') IS NOT NULL"
)
TOLD_EACH = 15.0  # seconds between two words to whoever waits
GRACE = 8.0  # seconds between asking what prepares to end and ending it


def make_ready(
    installation: Installation,
    admin_url: str,
    stopping: threading.Event | None = None,
    version: Path = CHECKOUT,
) -> None:
    """Make roles and database, migrate and load the committee, unless all of it is done.

    It takes the time it takes. Who is asked to stop meanwhile stops; what was in the middle is undone.
    """
    installation.make_folders()
    installation.prepare_roles(admin_url)
    environment = installation.environment() | read_from(version)
    mark = mark_of(version, demonstration=environment["TINGET_DEMO"] == "1")
    if is_marked(environment["DATABASE_URL_OWNER"], mark):
        return
    if _prepare(environment, stopping or threading.Event()):
        keep_mark(environment["DATABASE_URL_OWNER"], mark)


def _prepare(environment: Mapping[str, str], stopping: threading.Event) -> bool:
    """Prepare in a process of its own, and tell how long it takes; False when it was broken off."""
    started = told = time.monotonic()
    with subprocess.Popen(
        [sys.executable, "-m", "tinget.site.cli.prepare"], env=environment, stdout=sys.stderr
    ) as process:
        while process.poll() is None:
            if stopping.wait(0.1):
                _end(process)
                return False
            if (now := time.monotonic()) - told > TOLD_EACH:
                told = now
                sys.stderr.write(f"Databasen görs i ordning ({now - started:.0f} s hittills).\n")
    if process.returncode and not stopping.is_set():  # Ctrl-C reaches it too
        raise Stopped("Databasen kunde inte göras i ordning; felet står ovanför.", 1)
    return process.returncode == 0


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        process.kill()


def mark_of(version: Path, *, demonstration: bool) -> str:
    """Answer a hash of everything that preparing depends on.

    Reading it is quick; starting Django to find nothing to do takes more than a second.
    """
    told = f"demonstration {demonstration} {hash_of(version)}"
    return f"prepared by {hashlib.sha256(told.encode()).hexdigest()}"


def is_marked(owner_url: str, mark: str) -> bool:
    """Tell whether the database was prepared by just this."""
    with psycopg.connect(owner_url) as line:
        return line.execute(READ).fetchone() == (mark,)


def keep_mark(owner_url: str, mark: str) -> None:
    """Write on the database what it was prepared by."""
    with psycopg.connect(owner_url) as line:
        name = sql.Identifier(line.info.dbname)
        line.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(name, sql.Literal(mark)))
