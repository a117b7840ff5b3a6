"""The committee, a notice sent to its fourteen boards, and clients signed in as role accounts."""

import pytest
from django.test import Client

from tests.factories.committee import DAY, a_committee, account
from tests.factories.noticeboard import a_notice
from tinget.foundation import events

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def committee(db):
    return a_committee()


@pytest.fixture
def notice_id(committee, in_scope):
    with in_scope(committee.id):
        return a_notice(committee.id)


@pytest.fixture
def signed_in(committee, settings):
    """Return a function that signs in a role account on the demonstration's day."""
    settings.TINGET_TODAY = DAY.isoformat()
    settings.TINGET_DEMO = True  # its role accounts sign in only there

    def sign_in(name):
        client = Client()
        client.force_login(account(name), backend=BACKEND)
        return client

    return sign_in


@pytest.fixture(autouse=True)
def nobody_listens(monkeypatch):
    """Leave out what the wiring connects: these tests are about the module alone."""
    monkeypatch.setattr(events, "_handlers", events.defaultdict(list))
    monkeypatch.setattr("tinget.noticeboard.queries.ways._sources", [])
