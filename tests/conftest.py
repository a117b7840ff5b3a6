"""What all tests share: a real PostgreSQL where row security binds, and a data folder of their own."""

import socket
from pathlib import Path

import hypothesis
import pytest
from django.core.management import call_command
from django.db import connections

from tests.databases import point_at
from tinget.foundation.scoping import Scope, scoped

LOOPBACK = {"127.0.0.1", "::1", "localhost"}

# No test is timed: a busy machine makes examples slowly, and is no fault.
hypothesis.settings.register_profile(
    "calm", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("calm")

pytest_plugins = ["tests.journeys.browser", "tests.demonstration"]


@pytest.fixture(autouse=True)
def only_loopback(monkeypatch):
    """Refuse every connection that would leave this machine."""
    connect = socket.socket.connect

    def connect_here(self, address):
        if self.family != socket.AF_UNIX and address[0] not in LOOPBACK:
            raise ConnectionRefusedError(f"a test reached for {address}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect_here)


@pytest.fixture(autouse=True)
def nothing_remembered(settings):
    """Show every page as it is now: tests change rows without a ledger, and share what one process keeps."""
    settings.TINGET_REMEMBER_SECONDS = 0


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark tests in a browser and put them last: its event loop stays in the thread that others need."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker, tmp_path_factory):
    """Start the database, migrate as its owner, and let the tests connect as the application."""
    from tinget.foundation.postgres import for_tests

    with for_tests() as (app_url, owner_url):
        point_at(app_url, owner_url)
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
