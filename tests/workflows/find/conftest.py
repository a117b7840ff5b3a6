"""A committee with a register, its secretary, and people who are signed in."""

import datetime as dt

import pytest
from django.test import Client

from tests.factories.registry import a_secretary, an_authority
from tinget.foundation.scoping import Scope, scoped
from tinget.organisation.models import Account, Mandate, Person

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
AT = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)


@pytest.fixture
def committee(db):
    return an_authority()


@pytest.fixture
def secretary(committee):
    return a_secretary(committee.pk)


@pytest.fixture
def inside(committee):
    """Return the scope of the committee's own people, perhaps of one of them."""
    return lambda person=None: scoped(
        Scope(authorities=frozenset({committee.pk}), public=True, person=person)
    )


@pytest.fixture
def people(committee):
    """Return a function that makes a person with a role in the committee and signs them in."""

    def made(name="Lisa Nilsson", role="secretary"):
        person = Person.objects.create(key=name, name=name, is_demonstration=False)
        Mandate.objects.create(
            person=person,
            role=role,
            authority=committee,
            first=dt.date(2023, 1, 1),
            until_further_notice=True,
        )
        account = Account.objects.create_user(f"{name.split()[0].lower()}@example.se", person=person)
        client = Client()
        client.force_login(account, backend=BACKEND)
        return client, person

    return made


@pytest.fixture
def visitor(committee):
    return Client()
