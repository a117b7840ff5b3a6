"""A database of its own with the committee's facts and a played meeting, for tests that look around."""

import io
import os
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


@pytest.fixture(scope="module")
def demonstration(django_db_blocker, django_db_setup, tmp_path_factory):
    """Point the connections at a fresh database, load and play, and give the old database back after."""
    from tinget.foundation import clock
    from tinget.foundation.postgres import for_tests
    from tinget.organisation import api as organisation
    from tinget.workflows.demonstration.play import play_meeting

    kept = os.environ["DATABASE_URL_APP"], os.environ["DATABASE_URL_OWNER"]
    was, own = (settings.TINGET_DATA, settings.TINGET_DEMO), str(tmp_path_factory.mktemp("data"))
    settings.TINGET_DATA, settings.TINGET_DEMO = own, True
    with for_tests() as urls, django_db_blocker.unblock():
        point_at(*urls)
        call_command("migrate", database="owner", verbosity=0)
        call_command("load_committee", stderr=io.StringIO())
        call_command("prepare_demonstration")
        authority = organisation.authority_by_slug("e-namnden")
        yield Demonstration(own, play_meeting(authority, at=clock.now()))
        point_at(*kept)
    settings.TINGET_DATA, settings.TINGET_DEMO = was


@pytest.fixture
def demonstration_settings(demonstration, settings, data_folder):
    """Run the test as the demonstration does, on its files."""
    settings.TINGET_DEMO, settings.TINGET_DATA = True, demonstration.data
    return demonstration.played
