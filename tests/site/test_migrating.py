"""A migration gives way to people at work, is tried again, and says so when it never comes through."""

import psycopg
import pytest
from django.db import IntegrityError, OperationalError, connections
from psycopg.errors import LockNotAvailable

from tinget.site import settings
from tinget.site.cli import migrating
from tinget.site.cli.installation import Stopped


@pytest.fixture
def pauses(monkeypatch):
    slept = []
    monkeypatch.setattr(migrating.time, "sleep", slept.append)
    monkeypatch.setattr(migrating, "_is_any_missing", lambda: True)
    monkeypatch.setattr(migrating, "_finish_indexes", lambda **_more: None)
    return slept


def failing(monkeypatch, times, cause):
    left = [cause] * times

    def command(*_words, **_more):
        if left:
            raise OperationalError("cancelled") from left.pop()

    monkeypatch.setattr(migrating, "call_command", command)
    return left


def test_it_is_tried_again_until_the_lock_is_free(pauses, monkeypatch, capsys):
    left = failing(monkeypatch, 3, LockNotAvailable())
    migrating.migrate()
    assert left == []
    assert pauses == [1, 2, 4]
    assert "nytt försök om 4 s" in capsys.readouterr().err


def test_in_the_end_it_says_that_the_old_version_may_go_on(pauses, monkeypatch):
    failing(monkeypatch, 99, LockNotAvailable())
    with pytest.raises(Stopped, match="gamla versionen kan arbeta vidare"):
        migrating.migrate()
    assert pauses == list(migrating.PAUSES)


def test_another_fault_is_not_tried_again(pauses, monkeypatch):
    failing(monkeypatch, 1, psycopg.errors.DiskFull())
    with pytest.raises(OperationalError):
        migrating.migrate()
    assert pauses == []


UNIQUE = "CREATE UNIQUE INDEX CONCURRENTLY broken_off_n ON broken_off (n)"
IS_VALID = "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('broken_off_n')"


@pytest.fixture
def broken_off(django_db_setup, django_db_blocker):
    """An index that could not be built to its end, on a table of two equal rows."""
    with django_db_blocker.unblock(), connections["owner"].cursor() as cursor:
        cursor.execute("CREATE TABLE broken_off AS SELECT 1 AS n FROM generate_series(1, 2)")
        with pytest.raises(IntegrityError):
            cursor.execute(UNIQUE)
        cursor.execute(IS_VALID)
        assert cursor.fetchall() == [(False,)]
        yield cursor
        cursor.execute("DROP TABLE broken_off")
        connections["owner"].close()


def test_an_index_that_a_migration_left_unfinished_is_out_of_its_way(broken_off, capsys):
    migrating._finish_indexes(is_missing=True)
    assert "broken_off_n" in capsys.readouterr().err
    broken_off.execute("TRUNCATE broken_off")
    broken_off.execute(UNIQUE)
    migrating._finish_indexes(is_missing=True)
    broken_off.execute(IS_VALID)
    assert broken_off.fetchall() == [(True,)]


def test_an_index_that_belongs_to_no_missing_migration_is_built_anew(broken_off):
    broken_off.execute("TRUNCATE broken_off")
    migrating._finish_indexes(is_missing=False)
    broken_off.execute(IS_VALID)
    assert broken_off.fetchall() == [(True,)]


def test_the_owner_waits_five_seconds_for_a_lock_and_no_more():
    assert settings.DATABASES["owner"]["OPTIONS"]["options"] == "-c lock_timeout=5s"
