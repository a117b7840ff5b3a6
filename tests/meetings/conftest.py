"""The real committee with the demonstration's roles, and a scope to work in."""

import datetime as dt

import pytest
from django.conf import settings as settings_now
from django.test import Client

from tests.factories.committee import a_committee
from tests.factories.meetings import DAY, an_actor
from tinget.foundation import events
from tinget.foundation.scoping import Scope, scoped
from tinget.meetings import api as meetings
from tinget.organisation.api import Role, authority_by_slug
from tinget.organisation.models import Account


@pytest.fixture
def committee(db, settings):
    settings.TINGET_DEMO = True
    return a_committee(DAY - dt.timedelta(days=30))


@pytest.fixture
def secretary(committee):
    return an_actor(Role.SECRETARY, authority=committee.id)


@pytest.fixture
def inside(committee):
    """Work under the committee's own scope for the whole test."""
    with scoped(Scope(authorities=frozenset({committee.id}), public=True)):
        yield


@pytest.fixture
def within(committee):
    """Make things under the committee's scope, and leave it before the client asks."""
    return lambda: scoped(Scope(authorities=frozenset({committee.id}), public=True))


@pytest.fixture
def view(within):
    def look():
        with within():
            return meetings.meeting_by_address(authority_by_slug("e-namnden").id, "2026-12-01")

    return look


@pytest.fixture
def today(settings):
    settings.TINGET_TODAY = DAY.isoformat()


@pytest.fixture
def visitor(committee, client):
    return client


@pytest.fixture
def sign_in(committee):
    """Sign in as a role of the demonstration, by its name."""

    def as_role(name):
        client = Client()
        account = Account.objects.get(person__name=name, person__is_demonstration=True)
        client.force_login(account, backend=settings_now.AUTHENTICATION_BACKENDS[0])
        return client

    return as_role


@pytest.fixture
def opened(live_server, browser_page, sign_in):
    """Open a page of its own for somebody, signed in by role."""

    def open_for(role, path, width=1280):
        page = browser_page(width)
        cookie = sign_in(role).cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page.goto(f"{live_server.url}{path}")
        return page

    return open_for


@pytest.fixture(autouse=True)
def nobody_listens(monkeypatch):
    """Leave out what the wiring connects: these tests are about the module alone."""
    monkeypatch.setattr(events, "_handlers", events.defaultdict(list))
