"""The real committee with the demonstration's roles, and a scope to work in."""

import datetime as dt

import pytest
from django.conf import settings as django_settings

from tests.factories.meetings import DAY, an_actor
from tinget.foundation.scoping import Scope, scoped
from tinget.organisation.actions import load_organisation, prepare_demonstration_roles
from tinget.organisation.api import Role, authority_by_slug, system_actor
from tinget.organisation.rules.facts import read_organisation


@pytest.fixture
def committee(db, settings):
    settings.TINGET_DEMO = True
    with scoped(Scope()):
        load_organisation(system_actor(), read_organisation(django_settings.TINGET_FACTS / "norrbotten"))
    found = authority_by_slug("e-namnden")
    with scoped(Scope(authorities=frozenset({found.id}))):
        actor = system_actor(found.id, demonstration=True)
        prepare_demonstration_roles(actor, authority=found.id, day=DAY - dt.timedelta(days=30))
    return found


@pytest.fixture
def secretary(committee):
    return an_actor(Role.SECRETARY, authority=committee.id)


@pytest.fixture
def inside(committee):
    """Work under the committee's own scope for the whole test."""
    with scoped(Scope(authorities=frozenset({committee.id}), public=True)):
        yield
