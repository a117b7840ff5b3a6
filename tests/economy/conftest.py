"""The committee with its economy loaded, its known inhabitants and published tables, and signing in."""

from pathlib import Path

import pytest
from django.test import Client

from tests.factories.committee import AT, DAY, a_committee, account
from tinget.economy import actions
from tinget.economy.actions import sharing
from tinget.economy.rules.explaining import explain
from tinget.economy.rules.facts import read_economy
from tinget.economy.rules.reading import Known, read_known, read_populations
from tinget.kernel.facts import Faults, Row, read_facts
from tinget.organisation import api as organisation

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FACTS = Path(__file__).parents[2] / "data" / "norrbotten"


def facts(name):
    faults = Faults()
    top = read_facts(FACTS / name, faults)
    faults.raise_if_any()
    return top


@pytest.fixture(scope="session", autouse=True)
def explained_once():
    """Explain each published table once a session: loading them is most of what these tests do."""
    answers = {}

    def once(question, known):
        key = repr(question)
        if key not in answers:
            answers[key] = explain(question, known)
        return answers[key]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sharing, "explain", once)
        yield


@pytest.fixture(scope="session")
def known() -> Known:
    return read_known(Row("fråga", 1, {}, Faults()), read_populations(facts("populations.yaml")))


@pytest.fixture(scope="session")
def published():
    return {
        table.text("id"): {
            "service": table.text("service"),
            "year": table.whole("year"),
            "sum": table.whole("printed_sum"),
            "rows": {one.text("municipality"): one.whole("amount") for one in table.rows("rows")},
        }
        for table in facts("allocations.yaml").rows("tables")
    }


def load(authority):
    faults = Faults()
    facts = read_economy(FACTS, faults)
    faults.raise_if_any()
    return actions.load_economy(
        organisation.system_actor(authority.id),
        authority=authority.id,
        facts=facts,
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
    settings.TINGET_TODAY = DAY.isoformat()
    settings.TINGET_DEMO = True

    def sign_in(name):
        client = Client()
        client.force_login(account(name), backend=BACKEND)
        return client

    return sign_in
