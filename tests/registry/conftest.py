"""An authority with a secretary, the scope they work in, and clients that are signed in."""

import datetime as dt

import pytest
from django.test import Client

from tests.factories.registry import a_secretary, an_authority
from tinget.foundation.scoping import Scope, scoped
from tinget.organisation.models import Account, Mandate, Person
from tinget.registry.queries import panels

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def committee(db):
    return an_authority()


@pytest.fixture
def secretary(committee):
    return a_secretary(committee.pk)


@pytest.fixture
def inside(committee):
    """Return the scope of the committee's own people, who see what is public as well."""
    return lambda: scoped(Scope(authorities=frozenset({committee.pk}), public=True))


@pytest.fixture
def today(settings):
    settings.TINGET_TODAY = "2026-11-20"
    return dt.date(2026, 11, 20)


@pytest.fixture
def addresses(monkeypatch):
    """Use the site's addresses, without the panels that other modules fill."""
    monkeypatch.setattr(panels, "_sources", [])


@pytest.fixture
def visitor(addresses, today, committee):
    return Client()


@pytest.fixture
def signed_in(addresses, today, committee, settings):
    """Return a function that signs in somebody with this role in the committee."""

    def sign_in(role, *, demonstration=False):
        settings.TINGET_DEMO = demonstration  # a made-up role is nobody elsewhere
        person = Person.objects.create(
            key=f"{role}-{demonstration}", name="Lisa Nilsson", is_demonstration=demonstration
        )
        Mandate.objects.create(
            person=person,
            role=role,
            authority=committee,
            first=dt.date(2023, 1, 1),
            until_further_notice=True,
        )
        account = Account.objects.create_user(f"{person.key}@example.se", person=person)
        client = Client()
        client.force_login(account, backend=BACKEND)
        return client

    return sign_in
