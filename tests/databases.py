"""Databases for the tests, and pointing Django's connections at one made after the settings were read."""

import contextlib
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from django.core.management import call_command
from django.db import connections

CHECKOUT = Path(__file__).resolve().parents[1]


@contextlib.contextmanager
def migrated() -> Iterator[str]:
    """Yield the address of a database that holds every table and no row, only to be copied."""
    from tinget.foundation.postgres import Urls, kept_for_tests

    def migrate(urls: Urls) -> None:
        point_at(urls.app, urls.owner)
        call_command("migrate", database="owner", verbosity=0)
        with connections["owner"].cursor() as cursor:
            cursor.execute("GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO tinget_app")
        for alias in ("default", "owner"):
            connections[alias].close()

    with kept_for_tests(_mark_of_migrations(), migrate) as address:
        yield address


def _mark_of_migrations() -> str:
    """Answer a hash of our own migrations, and of the lock that holds other packages' versions."""
    own = CHECKOUT.glob("src/tinget/*/migrations/*.*")
    digest = hashlib.sha256()
    for path in sorted([*own, CHECKOUT / "requirements" / "run.txt"]):
        if path.suffix != ".pyc":
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def point_at(app_url: str, owner_url: str) -> None:
    """Let all connections lead to this database from now on, in every thread and child process."""
    from tinget.site.settings import APP_LIMITS, OWNER_LIMITS, database

    os.environ["DATABASE_URL_APP"], os.environ["DATABASE_URL_OWNER"] = app_url, owner_url
    for alias, values in (
        ("default", database(app_url, APP_LIMITS)),
        ("counts", database(app_url, APP_LIMITS)),
        ("owner", database(owner_url, OWNER_LIMITS)),
    ):
        connections[alias].close()
        connections[alias].settings_dict.update(values)
