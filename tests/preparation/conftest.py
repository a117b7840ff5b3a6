"""The real committee with the demonstration's roles, and its own scope to work in."""

import datetime as dt

import pytest
from django.test import Client

from tests.factories.committee import AT, DAY, a_committee, account, acting
from tinget.foundation.scoping import Scope, scoped
from tinget.preparation import actions
from tinget.preparation.rules.steps import Step

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LAST_DAY = DAY + dt.timedelta(days=14)


@pytest.fixture
def committee(db, settings):
    settings.TINGET_TODAY = DAY.isoformat()
    settings.TINGET_DEMO = True
    return a_committee()


@pytest.fixture
def inside(committee):
    """Work under the committee's own scope for the whole test."""
    with scoped(Scope(authorities=frozenset({committee.id}), public=True)):
        yield


@pytest.fixture
def coordinator(committee):
    return acting("Samordnare")


@pytest.fixture
def idea(committee, coordinator):
    """An idea with a proposal in two points."""
    with scoped(Scope(authorities=frozenset({committee.id}), public=True)):
        made = actions.begin_preparation(
            coordinator, authority=committee.id, title="Gemensam e-tjänst", class_code="2.2.0.2", at=AT
        )
        actions.write_proposal(
            coordinator,
            preparation_id=made,
            background="Kommunerna har frågat efter tjänsten.",
            rapporteur="samordnaren",
            lead="E-nämnden beslutar att",
            points=["införa tjänsten", "fördela kostnaden lika"],
        )
    return made


@pytest.fixture
def referred(committee, coordinator, idea):
    """The idea on a referral, past the group by a reason."""
    with scoped(Scope(authorities=frozenset({committee.id}), public=True)):
        actions.move_preparation(
            coordinator,
            preparation_id=idea,
            to=Step.REFERRAL,
            at=AT,
            reason="Gruppen har sett den",
            answer_by=LAST_DAY,
        )
    return idea


@pytest.fixture
def sign_in(committee):
    def as_role(name):
        client = Client()
        client.force_login(account(name), backend=BACKEND)
        return client

    return as_role
