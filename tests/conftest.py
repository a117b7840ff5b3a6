"""What all tests share: a real PostgreSQL where row security binds, and a data folder of their own."""

import contextlib
import gc
import itertools
import socket
from pathlib import Path

import hypothesis
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.db import connections, router

from tests.databases import migrated, point_at
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
    settings.WHITENOISE_AUTOREFRESH = True  # a test's client would else read every static file at its start


OUR_KEYS = 3072  # bits
made_keys: list[rsa.RSAPrivateKey] = []


@pytest.fixture(autouse=True)
def keys_used_again(monkeypatch):
    """Let a test begin with the keys that others made: each is another, but finding one takes its time."""
    make, taken = rsa.generate_private_key, itertools.count()

    def take(public_exponent, key_size, backend=None):
        if key_size != OUR_KEYS:  # a double's, which it may keep for the next test
            return make(public_exponent, key_size, backend)
        number = next(taken)
        if number == len(made_keys):
            made_keys.append(make(public_exponent, key_size, backend))
        return made_keys[number]

    monkeypatch.setattr(rsa, "generate_private_key", take)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark tests in a browser and put them last: its event loop stays in the thread that others need.

    Slow ones come first: two cores that share the files then end together.
    """
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
            # The journeys share one running Tinget; the rest is shared out file by file.
            group = "journeys" if "tinget" in item.fixturenames else item.path.as_posix()
            item.add_marker(pytest.mark.xdist_group(group))
    items.sort(
        key=lambda item: (
            item.get_closest_marker("browser") is not None,
            item.get_closest_marker("slow") is None,
        )
    )


def pytest_collection_finish():
    """Look no more through what is loaded by now for what may be thrown away."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker, tmp_path_factory):
    """Start the database, migrated by its owner, and let the tests connect as the application."""
    from tinget.foundation.postgres import for_tests

    router.routers = []  # limits are counted on the test's own line, and are rolled back with it
    with contextlib.ExitStack() as kept:
        with django_db_blocker.unblock():
            like = kept.enter_context(migrated())
            point_at(*kept.enter_context(for_tests(like=like)))
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
