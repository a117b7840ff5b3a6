"""What all tests share: a real PostgreSQL where row security binds, and a data folder of their own."""

import os
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections

from tinget.foundation.scoping import Scope, scoped

pytest_plugins = ["tests.journeys.browser"]


def pytest_collection_modifyitems(items):
    """Let tests in a browser come last: its event loop stays in the thread that others need."""
    items.sort(key=lambda item: "browser" in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker, tmp_path_factory):
    """Start the database, migrate as its owner, and let the tests connect as the application."""
    from tinget.foundation.postgres import for_tests

    with for_tests() as (app_url, owner_url):
        from tinget.site.settings import _database

        os.environ["DATABASE_URL_APP"], os.environ["DATABASE_URL_OWNER"] = app_url, owner_url
        connections["default"].settings_dict.update(_database("DATABASE_URL_APP"))
        connections["owner"].settings_dict.update(_database("DATABASE_URL_OWNER"))
        with django_db_blocker.unblock():
            call_command("migrate", database="owner", verbosity=0)
            with connections["owner"].cursor() as cursor:
                cursor.execute("GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO tinget_app")
        yield
        with django_db_blocker.unblock():
            connections["default"].close()
            connections["owner"].close()


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, settings):
    """Keep each test's files apart."""
    settings.TINGET_DATA = str(tmp_path / "data")
    return Path(settings.TINGET_DATA)


@pytest.fixture
def in_scope():
    """Return the scope of some authorities, as a context manager."""
    return lambda *authorities: scoped(Scope(authorities=frozenset(authorities)))
