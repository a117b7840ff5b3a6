"""Databases with the committee's facts and a played meeting, for tests that look around."""

import contextlib
import datetime as dt
import functools
import io
import os
import shutil
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from tests.databases import migrated, point_at
from tests.journeys.browser import aside


@dataclass(frozen=True)
class Demonstration:
    """The data folder, and the meeting that was played (`PlayedMeeting`)."""

    data: str
    played: Any


@pytest.fixture(scope="session")
def played_on(django_db_blocker, django_db_setup, tmp_path_factory):
    """Return a function of a day: what was loaded and played that day, only to be copied, and its address.

    Tests that go on past midnight play anew: what is told of today would else be told of yesterday.
    """
    from tinget.foundation.postgres import for_tests

    with contextlib.ExitStack() as kept, django_db_blocker.unblock():

        @functools.cache
        def played(_day: dt.date) -> tuple[str, Demonstration]:
            data = str(tmp_path_factory.mktemp("played"))
            urls = kept.enter_context(for_tests(like=kept.enter_context(migrated())))
            with _living_in(urls, data):
                return urls[0], Demonstration(data, aside(_load_and_play))

        yield played


@pytest.fixture(scope="module")
def demonstration(django_db_blocker, played_on, tmp_path_factory):
    """Point the connections at the module's own copy of the played database, and back after."""
    from tinget.foundation import clock
    from tinget.foundation.postgres import for_tests

    data = str(tmp_path_factory.mktemp("data"))
    with django_db_blocker.unblock():
        like, original = played_on(clock.today())
        shutil.copytree(original.data, data, dirs_exist_ok=True)
        with for_tests(like=like) as urls, _living_in(urls, data):
            yield Demonstration(data, original.played)


@pytest.fixture
def demonstration_settings(demonstration, settings, data_folder):
    """Run the test as the demonstration does, on its files."""
    settings.TINGET_DEMO, settings.TINGET_DATA = True, demonstration.data
    return demonstration.played


def _load_and_play() -> Any:
    from tinget.foundation import clock
    from tinget.organisation import api as organisation
    from tinget.workflows.demonstration.play import play_meeting

    call_command("load_committee", stderr=io.StringIO())
    call_command("prepare_demonstration")
    return play_meeting(organisation.authority_by_slug("e-namnden"), at=clock.now())


@contextlib.contextmanager
def _living_in(urls: tuple[str, str], data: str):
    kept = os.environ["DATABASE_URL_APP"], os.environ["DATABASE_URL_OWNER"]
    was = settings.TINGET_DATA, settings.TINGET_DEMO
    settings.TINGET_DATA, settings.TINGET_DEMO = data, True
    point_at(*urls)
    yield
    point_at(*kept)
    settings.TINGET_DATA, settings.TINGET_DEMO = was
