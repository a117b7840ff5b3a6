"""An authority with a secret record and people who handle requests for it."""

import datetime as dt

import pytest
from django.test import Client

from tests.factories.registry import a_record, an_authority
from tests.registry.conftest import BACKEND
from tinget.documents import api as documents
from tinget.foundation import files
from tinget.foundation.pdf.typesetting import typeset
from tinget.foundation.scoping import Scope, scoped
from tinget.organisation.api import Actor, Role
from tinget.organisation.models import Account, Mandate, Person
from tinget.registry import actions as registry_actions
from tinget.registry.rules.visibility import Marking

AT = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
NEEDLE = "Krokodilen Kurt"
PROVISION = "25 kap. 1 § OSL"


@pytest.fixture
def committee(db, settings):
    settings.TINGET_TODAY = "2026-11-20"
    return an_authority()


@pytest.fixture
def person(committee):
    """Return a function that makes somebody with this role, as an actor; an account goes with them."""

    def make(role, name):
        row = Person.objects.create(key=name.lower(), name=name)
        Mandate.objects.create(
            person=row, role=role.value, authority=committee, first=dt.date(2023, 1, 1),
            until_further_notice=True,
        )  # fmt: skip
        Account.objects.create_user(f"{row.key}@example.se", person=row)
        return Actor(person_id=row.pk, name=name, role=role, authority=committee.pk)

    return make


@pytest.fixture
def anna(person):
    return person(Role.OFFICER, "Anna")


@pytest.fixture
def bo(person):
    return person(Role.SECRETARY, "Bo")


@pytest.fixture
def seen_by(committee):
    return lambda actor: scoped(Scope(frozenset({committee.pk}), public=True, person=actor.person_id))


@pytest.fixture
def browser_of():
    def sign_in(actor):
        client = Client()
        client.force_login(Account.objects.get(person_id=actor.person_id), backend=BACKEND)
        return client

    return sign_in


@pytest.fixture
def content(tmp_path):
    template = tmp_path / "paper.typ"
    template.write_text(
        '#set document(title: "x")\n#let data = json(bytes(sys.inputs.data))\n#par(data.text)'
    )
    return typeset(template, {"text": f"Yttrande om {NEEDLE} och hans simbassäng."})


@pytest.fixture
def secret(committee, anna, seen_by, content):
    """Register a secret record with a PDF, that only Anna needs to know."""
    with seen_by(anna):
        stored = files.store(committee.pk, content, name="yttrande.pdf")
        document = documents.create_document(
            anna, authority=committee.pk, title=NEEDLE, file=stored, name=f"{NEEDLE}.pdf", at=AT
        )
        record = a_record(anna, authority=committee.pk, case_id=None, title=NEEDLE, document_id=document.id)
        marking = Marking(PROVISION, "Nämnden", frozenset())
        registry_actions.mark_record(anna, record_id=record, marking=marking, at=AT)
    return record
