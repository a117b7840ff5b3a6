"""Databases with the committee's facts and a played meeting, for tests that look around."""

import contextlib
import io
import os
import shutil
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from tests.databases import point_at


@dataclass(frozen=True)
class Demonstration:
    """The data folder, and the meeting that was played (`PlayedMeeting`)."""

    data: str
    played: Any


@pytest.fixture(scope="session")
def played_once(django_db_blocker, django_db_setup, tmp_path_factory):
    """Load and play what is only copied from: the database's address, and the demonstration."""
    from tinget.foundation.postgres import for_tests

    data = str(tmp_path_factory.mktemp("played"))
    with for_tests() as urls, django_db_blocker.unblock():
        with _living_in(urls, data):
            played = _load_and_play()
        yield urls[0], Demonstration(data, played)


@pytest.fixture(scope="module")
def demonstration(django_db_blocker, played_once, tmp_path_factory):
    """Point the connections at the module's own copy of the played database, and back after."""
    from tinget.foundation.postgres import for_tests

    like, original = played_once
    data = str(tmp_path_factory.mktemp("data"))
    shutil.copytree(original.data, data, dirs_exist_ok=True)
    with for_tests(like=like) as urls, django_db_blocker.unblock(), _living_in(urls, data):
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

    call_command("migrate", database="owner", verbosity=0)
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
