"""An authority whose secretary writes documents, and a visitor."""

import pytest
from django.test import Client

from tests.factories.registry import a_secretary, an_authority
from tinget.foundation.scoping import Scope, scoped


@pytest.fixture
def committee(db):
    return an_authority()


@pytest.fixture
def secretary(committee):
    return a_secretary(committee.pk)


@pytest.fixture
def inside(committee):
    """Return the scope of the committee's own people."""
    return lambda: scoped(Scope(authorities=frozenset({committee.pk}), public=True))


@pytest.fixture
def visitor(committee):
    return Client()
