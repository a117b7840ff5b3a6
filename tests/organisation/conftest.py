"""The real committee, loaded from its facts, with or without the demonstration's roles."""

import datetime as dt

import pytest
from django.conf import settings as django_settings

from tests.factories.committee import facts
from tinget.foundation.scoping import Scope, scoped
from tinget.organisation.actions import load_organisation, prepare_demonstration_roles
from tinget.organisation.queries import authority_by_slug
from tinget.organisation.rules.roles import system_actor

DAY = dt.date(2026, 11, 23)


@pytest.fixture
def facts_folder():
    return django_settings.TINGET_FACTS / "norrbotten"


@pytest.fixture
def committee(db):
    with scoped(Scope()):
        load_organisation(system_actor(), facts())
    return authority_by_slug("e-namnden")


@pytest.fixture
def demonstration(committee, settings):
    settings.TINGET_DEMO = True
    prepare(committee, DAY)
    return committee


def prepare(committee, day):
    with scoped(Scope(authorities=frozenset({committee.id}))):
        actor = system_actor(committee.id, demonstration=True)
        return prepare_demonstration_roles(actor, authority=committee.id, day=day)
