"""The committee of the demonstration, a planned meeting with a paper, and clients signed in as its roles."""

import datetime as dt

import pytest
from django.conf import settings as settings_now
from django.test import Client

from tests.factories.committee import a_committee
from tests.factories.meetings import DAY, an_actor
from tests.factories.summons import SENT, a_meeting_with_papers
from tinget.foundation import events
from tinget.foundation.scoping import Scope, scoped
from tinget.organisation.api import Role
from tinget.organisation.models import Account


@pytest.fixture
def committee(db, settings):
    settings.TINGET_DEMO = True
    settings.TINGET_TODAY = SENT.date().isoformat()
    return a_committee(DAY - dt.timedelta(days=30))


@pytest.fixture
def within(committee):
    """Make things under the committee's scope, and leave it before the client asks."""
    return lambda: scoped(Scope(authorities=frozenset({committee.id}), public=True))


@pytest.fixture
def secretary(committee):
    return an_actor(Role.SECRETARY, authority=committee.id)


@pytest.fixture
def meeting_id(secretary, within):
    with within():
        return a_meeting_with_papers(secretary)


@pytest.fixture
def sign_in(committee):
    """Sign in as a role of the demonstration, by its name."""

    def as_role(name):
        client = Client()
        account = Account.objects.get(person__name=name, person__is_demonstration=True)
        client.force_login(account, backend=settings_now.AUTHENTICATION_BACKENDS[0])
        return client

    return as_role


@pytest.fixture(autouse=True)
def nobody_listens(monkeypatch):
    """Leave out what the wiring connects: these tests are about the module alone."""
    monkeypatch.setattr(events, "_handlers", events.defaultdict(list))
