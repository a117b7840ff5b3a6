"""Databases for the tests: one for each run, beside others that go on, and one that is kept to be copied."""

import contextlib
import os
import secrets
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
from psycopg import sql

from tinget.foundation.postgres import embedded, roles

PREFIX = "tinget_test_"
KEPT, UNFINISHED = "tinget_kept_", "tinget_unfinished"
STALE = (
    "SELECT datname FROM pg_database d WHERE starts_with(datname, %s)"
    " AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE d.oid = a.datid OR d.datname = a.application_name)"
)
ALL_KEPT = "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"


@contextlib.contextmanager
def for_tests(
    data: Path | None = None, *, durable: bool = False, like: str = "template0"
) -> Iterator[tuple[str, str]]:
    """Yield the app's and the owner's address of a new database, which is dropped afterwards.

    Without `durable` a crash may lose commits: fast, and enough where no test kills the server. The new
    database is empty, or a copy of the one at the address `like`, which nobody may be connected to.
    """
    home = data or _home()
    if durable:
        home = home.with_name(f"{home.name}-durable")
    with embedded.running(home, durable=durable) as server:
        name = f"{PREFIX}{secrets.token_hex(5)}"
        # The advisory lock lets one run at a time make its database and clear what killed runs left behind.
        with psycopg.connect(server.admin_url, autocommit=True) as admin:
            admin.execute("SELECT pg_advisory_lock(7201)")
            _drop(admin, *[row[0] for row in admin.execute(STALE, [PREFIX]).fetchall()])
            # A connection by its name says that it is in use, and leaves it free to be copied.
            kept = psycopg.connect(server.admin_url, autocommit=True, application_name=name)
            urls = roles.prepare(
                server.admin_url, database=name, passwords=server.passwords, template=roles.database_of(like)
            )
            admin.execute("SELECT pg_advisory_unlock(7201)")
        try:
            yield urls.app, urls.owner
        finally:
            kept.close()
            with psycopg.connect(server.admin_url, autocommit=True) as admin:
                _drop(admin, name)


@contextlib.contextmanager
def kept_for_tests(mark: str, fill: Callable[[roles.Urls], None]) -> Iterator[str]:
    """Yield the address of a database that was filled once for this mark; it is only to be copied.

    It stays until something is filled for another mark: what takes long is done once for many runs.
    """
    name = f"{KEPT}{mark}"
    with embedded.running(_home(), durable=False) as server:
        with psycopg.connect(server.admin_url, autocommit=True) as admin:
            admin.execute("SELECT pg_advisory_lock(7202)")
            there = [row[0] for row in admin.execute(ALL_KEPT, [KEPT]).fetchall()]
            if name not in there:
                _drop(admin, UNFINISHED, *there)
                fill(roles.prepare(server.admin_url, database=UNFINISHED, passwords=server.passwords))
                renamed = sql.SQL("ALTER DATABASE {} RENAME TO {}")
                admin.execute(renamed.format(sql.Identifier(UNFINISHED), sql.Identifier(name)))
        yield roles.urls(server.admin_url, database=name, passwords=server.passwords).owner


def _drop(admin: psycopg.Connection, *databases: str) -> None:
    for name in databases:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@contextlib.contextmanager
def reachable_folder() -> Iterator[Path]:
    """Yield a temporary folder that the server's user can walk to, also when root runs the tests."""
    with tempfile.TemporaryDirectory(prefix="tinget-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        yield folder


def _home() -> Path:
    """Answer the folder that `./tinget test` names, or one beside the checkout's data."""
    if named := os.environ.get("TINGET_TESTS"):
        return Path(named)
    data = os.environ.get("TINGET_DATA")
    return (Path(data) if data else Path(__file__).parents[4] / "var") / "test"
