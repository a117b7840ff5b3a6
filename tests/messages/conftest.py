"""The committee, a mailbox on loopback, and clients signed in as role accounts."""

import pytest
from django.test import Client

from tests.factories.committee import DAY, a_committee, account
from tests.factories.messages import set_up
from tests.fakes.imap import an_imap_server
from tinget.foundation import imap

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def committee(db):
    return a_committee()


@pytest.fixture
def boxes(settings, monkeypatch):
    """Run an IMAP server, and let the settings point at it."""
    monkeypatch.setattr(imap, "PATIENCE", 2)
    settings.TINGET_MAILBOXES = ""
    with an_imap_server() as boxes:
        set_up(boxes.port, boxes.password)
        yield boxes


@pytest.fixture
def signed_in(committee, settings):
    """Return a function that signs in a role account on the demonstration's day."""
    settings.TINGET_TODAY = DAY.isoformat()
    settings.TINGET_DEMO = True  # its role accounts sign in only there

    def sign_in(name):
        client = Client()
        if name:
            client.force_login(account(name), backend=BACKEND)
        return client

    return sign_in
