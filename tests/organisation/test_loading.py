"""Loading the facts and preparing the demonstration: idempotent, corrected where the facts change."""

import dataclasses
import datetime as dt

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from tests.organisation.conftest import DAY, prepare
from tinget.foundation import ledger
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.scoping import Scope, scoped
from tinget.organisation import models
from tinget.organisation.actions import load_organisation
from tinget.organisation.rules.facts import read_organisation
from tinget.organisation.rules.roles import Actor, Role, system_actor

pytestmark = pytest.mark.django_db


def load(facts):
    with scoped(Scope()):
        return load_organisation(system_actor(), facts)


def history(committee):
    with scoped(Scope(authorities=frozenset({committee.id}))):
        return ledger.history(committee.id, f"organisation.authority:{committee.id}")


def test_a_second_loading_writes_nothing(committee, facts_folder):
    assert load(read_organisation(facts_folder)) == {}
    lines = history(committee)
    assert [(line.action, line.who) for line in lines] == [("load_organisation", "system")]
    assert lines[0].changes["municipality"] == 14


def test_a_corrected_fact_is_corrected_and_told(committee, facts_folder):
    facts = read_organisation(facts_folder)
    adam = next(person for person in facts.people if person.key == "adam-kjellgren")
    mandate = dataclasses.replace(adam.mandates[0], last=dt.date(2025, 12, 31), evidence=())
    people = [dataclasses.replace(adam, mandates=(mandate,)) if p is adam else p for p in facts.people]
    assert load(dataclasses.replace(facts, people=tuple(people))) == {"mandate": 1, "mandateevidence": 1}
    stored = models.Mandate.objects.get(person__key="adam-kjellgren")
    assert (stored.last, stored.evidence.count()) == (dt.date(2025, 12, 31), 0)


def test_only_the_system_loads(facts_folder):
    secretary = Actor(1, "N", Role.SECRETARY, None)
    with pytest.raises(NotPermitted):
        load_organisation(secretary, read_organisation(facts_folder))


def test_the_demonstrations_roles_are_made_once(demonstration):
    people = models.Person.objects.filter(is_demonstration=True)
    assert people.count() == 7 + 12 + 14 + 14 + 14
    assert models.Mandate.objects.filter(person__in=people).count() == 7 + 2 + 12 + 14 + 14 + 14
    assert prepare(demonstration, DAY) == 0
    assert prepare(demonstration, DAY + dt.timedelta(days=30)) == 0
    account = models.Account.objects.get(email="ledamot.boden@demonstration.invalid")
    assert not account.has_usable_password()
    assert account.person.name == "Ledamot, Boden"


def test_an_earlier_day_moves_the_roles_back(demonstration):
    earlier = dt.date(2023, 10, 1)
    assert prepare(demonstration, earlier) == 63
    assert set(
        models.Mandate.objects.filter(person__is_demonstration=True).values_list("first", flat=True)
    ) == {earlier}


def test_no_demonstration_no_role_accounts(committee, settings):
    settings.TINGET_DEMO = False
    with pytest.raises(NotPossible):
        prepare(committee, DAY)
    assert not models.Account.objects.exists()


def test_the_command_loads_and_prepares(settings):
    settings.TINGET_DEMO = True
    call_command("load_organisation", verbosity=0)
    call_command("load_organisation", verbosity=0)
    assert models.Municipality.objects.count() == 14
    assert models.Account.objects.count() == 61


def test_the_database_refuses_what_cannot_be(committee):
    person = models.Person.objects.get(key="isak-utsi")
    place = models.Municipality.objects.get(slug="arjeplog")
    wrong = [
        {"role": "member", "authority_id": committee.id, "municipality": place},  # holds it already
        {"role": "king", "authority_id": committee.id},
        {"role": "system", "authority_id": committee.id},
        {"role": "chair"},
        {"role": "board_registrar", "authority_id": committee.id, "municipality": place},
        {"role": "chair", "authority_id": committee.id, "until_further_notice": True},
        {"role": "chair", "authority_id": committee.id, "first": DAY, "last": DAY - dt.timedelta(days=1)},
    ]
    for values in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            models.Mandate.objects.create(person=person, **values)


def test_an_address_is_kept_in_lower_case(committee):
    person = models.Person.objects.get(key="isak-utsi")
    account = models.Account.objects.create_user("Isak@Example.org", person=person)
    assert account.email == "isak@example.org"
    assert models.Account.objects.get_by_natural_key("ISAK@example.org") == account
