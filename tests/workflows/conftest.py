"""The demonstration with its played meeting, seen by whom a test asks for."""

import pytest
from django.test import Client

from tests.workflows.pages import walked
from tinget.foundation import clock
from tinget.foundation.scoping import Scope, scoped


@pytest.fixture
def authority(demonstration_settings):
    from tinget.organisation import api as organisation

    return organisation.authority_by_slug("e-namnden")


@pytest.fixture
def inside(authority):
    """Return the scope of the committee's own people, as a context manager."""
    return lambda: scoped(Scope(authorities=frozenset({authority.id}), public=True))


@pytest.fixture
def person(authority):
    """Return a function that gives a browser signed in as a role account."""
    from tinget.organisation import api as organisation

    people = {role.name: role.id for role in organisation.demonstration_roles(on=clock.today())}

    def signed_in(name: str) -> Client:
        client = Client()
        client.post("/demonstration/roll/", {"person": people[name]})
        return client

    return signed_in


@pytest.fixture
def visitor(authority) -> Client:
    return Client()


@pytest.fixture(scope="module")
def walks():
    """Keep what each reader found, for the tests that only look."""
    return {}


@pytest.fixture
def pages_of(walks, person, visitor):
    """Return a function that gives every page that "visitor" or a role account can reach by links."""

    def reached(name: str):
        if name not in walks:
            walks[name] = walked(visitor if name == "visitor" else person(name))
        return walks[name]

    return reached
