"""An authority with a secretary, and the scope they work in."""

import pytest
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
    """Return the scope of the committee's own people, who see what is public as well."""
    return lambda: scoped(Scope(authorities=frozenset({committee.pk}), public=True))
