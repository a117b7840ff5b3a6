"""A migration gives way to people at work, is tried again, and says so when it never comes through."""

import psycopg
import pytest
from django.db import OperationalError
from psycopg.errors import LockNotAvailable

from tinget.site import settings
from tinget.site.cli import migrating
from tinget.site.cli.installation import Stopped


@pytest.fixture
def pauses(monkeypatch):
    slept = []
    monkeypatch.setattr(migrating.time, "sleep", slept.append)
    monkeypatch.setattr(migrating, "_is_any_missing", lambda: True)
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


def test_the_owner_waits_five_seconds_for_a_lock_and_no_more():
    assert settings.DATABASES["owner"]["OPTIONS"]["options"] == "-c lock_timeout=5s"
