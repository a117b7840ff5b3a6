"""The committee with its solutions loaded from the published facts."""

import datetime as dt
from pathlib import Path

import pytest
from django.test import Client

from tests.factories.committee import AT, DAY, a_committee, account
from tinget.kernel.facts import Faults
from tinget.organisation import api as organisation
from tinget.solutions import actions
from tinget.solutions.rules import read_solutions

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FACTS = Path(__file__).parents[2] / "data" / "norrbotten"
TODAY = dt.date(2025, 12, 3)


def facts():
    faults = Faults()
    found = read_solutions(FACTS, faults)
    faults.raise_if_any()
    return found


def load(authority):
    return actions.load_solutions(
        organisation.system_actor(authority.id),
        authority=authority.id,
        facts=facts(),
        municipalities={one.name: one for one in organisation.municipalities()},
        at=AT,
    )


@pytest.fixture
def committee(db, in_scope):
    authority = a_committee()
    with in_scope(authority.id):
        load(authority)
    return authority


@pytest.fixture
def signed_in(committee, settings):
    """Return a function that signs in a role account on the demonstration's day."""
    settings.TINGET_TODAY = DAY.isoformat()
    settings.TINGET_DEMO = True

    def sign_in(name):
        client = Client()
        client.force_login(account(name), backend=BACKEND)
        return client

    return sign_in
