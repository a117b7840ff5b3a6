"""Whether the database is as this code and these facts would leave it; the database keeps the answer."""

import hashlib
import subprocess
import sys
from pathlib import Path

import psycopg
from psycopg import sql

from tinget.site.cli.installation import CHECKOUT, Installation, Stopped

# Migrations and loading are code, the committee is data, and other packages' migrations are locked.
SOURCES = ("src", "data", "requirements/run.txt")
READ = (
    "SELECT shobj_description(oid, 'pg_database') FROM pg_database"
    " WHERE datname = current_database() AND to_regclass('django_migrations') IS NOT NULL"
)


def make_ready(installation: Installation, admin_url: str) -> None:
    """Make roles and database, migrate and load the committee, unless all of it is done."""
    installation.make_folders()
    installation.prepare_roles(admin_url)
    environment = installation.environment()
    mark = mark_of(demonstration=environment["TINGET_DEMO"] == "1")
    if is_marked(environment["DATABASE_URL_OWNER"], mark):
        return
    done = subprocess.run(
        [sys.executable, "-m", "tinget.site.cli.prepare"], env=environment, check=False, stdout=sys.stderr
    )
    if done.returncode:
        raise Stopped("Databasen kunde inte göras i ordning; felet står ovanför.", 1)
    keep_mark(environment["DATABASE_URL_OWNER"], mark)


def mark_of(*, demonstration: bool) -> str:
    """Answer a hash of everything that preparing depends on.

    Reading it takes some 20 ms; starting Django to find nothing to do takes more than a second.
    """
    digest = hashlib.sha256(f"demonstration {demonstration}".encode())
    for name in SOURCES:
        place = CHECKOUT / name
        found = [place] if place.is_file() else sorted(place.rglob("*"))
        for path in found:
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(bytes(path.relative_to(CHECKOUT)) + b"\0" + _hash(path))
    return f"prepared by {digest.hexdigest()}"


def is_marked(owner_url: str, mark: str) -> bool:
    """Tell whether the database was prepared by just this."""
    with psycopg.connect(owner_url) as line:
        return line.execute(READ).fetchone() == (mark,)


def keep_mark(owner_url: str, mark: str) -> None:
    """Write on the database what it was prepared by."""
    with psycopg.connect(owner_url) as line:
        name = sql.Identifier(line.info.dbname)
        line.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(name, sql.Literal(mark)))


def _hash(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()
