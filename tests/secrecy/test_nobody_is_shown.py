"""No sequence of acts by any mix of roles shows anyone a secret field; and a leak that is planted is seen."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.architecture.permission_table import ROLES, SECRETARY, VISITOR
from tests.architecture.test_permissions import places  # noqa: F401 -- a fixture
from tests.secrecy.machine import SLUG, AnyBody, Thing
from tests.secrecy.showing import Asker, leaks, tell_tales
from tinget.foundation import clock
from tinget.foundation.scoping import Scope, scoped

pytestmark = pytest.mark.slow


@pytest.fixture
def everybody(demonstration_settings, places):  # noqa: F811 -- a fixture
    """Give the machine its people, each with a browser, and what stands in the addresses' places."""
    from tinget.organisation import api as organisation

    people = {role.name: role.id for role in organisation.demonstration_roles(on=clock.today())}
    AnyBody.people, AnyBody.places, AnyBody.askers = people, dict(places), {}
    for role in ROLES:
        client = Client(raise_request_exception=False)
        if role != VISITOR:
            client.post("/demonstration/roll/", {"person": people[role]})
        AnyBody.askers[role] = Asker(role, client)
    return AnyBody


def test_whatever_anybody_does_nobody_is_shown_what_is_secret(everybody):
    run_state_machine_as_test(
        everybody,
        settings=settings(
            max_examples=3,
            stateful_step_count=14,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],  # each look around takes seconds: a failing sequence is told as it is
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.fixture
def secret(everybody):
    """Play a small sequence of which it is known that it ends with something secret."""
    machine = everybody()
    with machine.acting(SECRETARY) as actor:
        from tinget.registry import actions

        case = actions.register_case(
            actor, authority=actor.authority, title="Om Krokodilqz", class_code="2.2.0.2", day=clock.today()
        )
        actions.mark_case(actor, case_id=case, marking=machine.marking(()), at=clock.now())
    machine.needles[Thing("case", case)] = {"Krokodilqz"}
    machine.note_marked()
    assert machine.hidden() == {"Krokodilqz"}
    return machine


def test_a_planted_leak_is_seen(secret, monkeypatch):
    from tinget.registry.models import Withheld
    from tinget.registry.views import cases

    def shown_to_the_secretary():
        asked = ((asker, path) for asker, path in secret.asked() if asker.role == SECRETARY)
        return leaks(asked, secret.hidden())

    assert shown_to_the_secretary() == []
    lawful = cases._facts

    def careless(case, *more, **named):
        with scoped(Scope(frozenset({case.authority_id}), unrestricted=True)):
            values = list(Withheld.objects.filter(case_id=case.id).values_list("values", flat=True))
        return [*lawful(case, *more, **named), ("Rubrik", str(values))]

    monkeypatch.setattr(cases, "_facts", careless)
    assert shown_to_the_secretary() != []


def test_a_planted_count_is_seen():
    def page(path, query):
        hits = 1 if query.get("q") == "Krokodilqz" else 0
        return f"<main>{hits} ärenden för {query.get('q', '')}</main>"

    assert list(tell_tales(page, "/x/", ["q", "visa"], "Krokodilqz")) == ["/x/?q tells"]


def test_a_sender_is_kept_from_visitors_everywhere_until_opened_and_then_told_everywhere(everybody):
    from tinget.registry import actions

    machine, word = everybody(), "Krokodilqz"
    with machine.acting(SECRETARY) as actor:
        made = actions.register_record(
            actor, authority=actor.authority, case_id=None, title="Yttrande", direction="received",
            dated_on=clock.today(), counterpart=f"{word} AB", day=clock.today(),
        )  # fmt: skip
        ids = {"case_ids": (), "record_ids": (made,), "decision_ids": ()}
        actions.publish(actor, authority=actor.authority, **ids, at=clock.now())
    paths = [
        f"/{SLUG}/handlingar/{made}/", f"/{SLUG}/handlingar/", f"/{SLUG}/postlista/", f"/{SLUG}/diarium.atom",
        f"/{SLUG}/handlingar/?format=csv", f"/{SLUG}/handlingar/?format=json", f"/{SLUG}/sok/?q=yttrande",
        f"/api/{SLUG}/records", f"/api/{SLUG}/records/{made}",
    ]  # fmt: skip
    asked = [(everybody.askers[VISITOR], path) for path in paths]
    told = leaks(asked, (), from_visitors={f"{word} AB"})
    assert told == []
    with machine.acting(SECRETARY) as actor:
        actions.show_counterpart(actor, record_id=made)
    assert len(leaks(asked, (), from_visitors={f"{word} AB"})) == len(paths)
