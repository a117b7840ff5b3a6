"""Working groups and functions: what each must have, how it ends, and what the page shows."""

import datetime as dt

import pytest
from django.conf import settings as settings_now
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.committee import AT, DAY, a_committee, account, acting
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.scoping import PUBLIC, Scope, scoped
from tinget.organisation import queries
from tinget.organisation.actions import NewAssignment, begin_assignment, end_assignment
from tinget.organisation.rules.assignments import AssignmentKind, AssignmentState, faults_of

GROUP, OFFICER = AssignmentKind.WORKING_GROUP, AssignmentKind.DATA_PROTECTION_OFFICER
DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31))


@given(DAYS, st.none() | DAYS, st.sampled_from(["", "Intern struktur"]), st.sampled_from(["", "Föreslå"]))
def test_a_working_group_has_a_name_a_task_and_an_end(first, last, name, task):
    told = faults_of(GROUP, name=name, held_by="", task=task, first=first, last=last)
    assert bool(told) is (not name or not task or last is None or last < first)


@given(st.sampled_from([OFFICER, AssignmentKind.SIGNATORY]), DAYS, st.none() | DAYS)
def test_rule_33_a_function_as_signing_has_somebody_and_may_go_on(kind, first, last):
    more = {"name": "", "task": "", "first": first, "last": last}
    assert faults_of(kind, held_by="", **more)
    assert bool(faults_of(kind, held_by="Någon", **more)) is (last is not None and last < first)


@pytest.fixture
def committee(db, settings):
    settings.TINGET_TODAY = DAY.isoformat()
    settings.TINGET_DEMO = True
    return a_committee()


def within(committee):
    return scoped(Scope(authorities=frozenset({committee.id}), public=True))


def a_group(committee, name="Samordnare"):
    with within(committee):
        given = NewAssignment(
            GROUP, held_by="", decision="§ 24/2026", first=DAY, name="Intern struktur", task="Föreslå",
            last=DAY + dt.timedelta(days=90),
        )  # fmt: skip
        return begin_assignment(acting(name), authority=committee.id, given=given, at=AT)


def test_a_group_ends_before_its_day_only_with_a_reason(committee):
    made = a_group(committee)
    more = {"authority": committee.id, "assignment_id": made}
    with within(committee):
        with pytest.raises(NotPossible, match="nytt beslut"):
            end_assignment(acting("Samordnare"), last=DAY + dt.timedelta(days=91), reason="x", **more)
        with pytest.raises(NotPossible, match="varför"):
            end_assignment(acting("Samordnare"), last=DAY, reason=" ", **more)
        end_assignment(acting("Samordnare"), last=DAY, reason="Klart", **more)
    with scoped(PUBLIC):
        found = queries.assignments(committee.id)[0]
    assert (found.title, found.ended_early) == ("Intern struktur", "Klart")
    states = [found.state_on(DAY + dt.timedelta(days=days)) for days in (-1, 0, 1)]
    assert states == [AssignmentState.COMING, AssignmentState.GOING_ON, AssignmentState.OVER]


def test_what_is_to_come_says_so(committee, settings):
    a_group(committee)
    address = "/e-namnden/arbetsgrupper/"
    assert "kommande" not in Client().get(address).content.decode()
    settings.TINGET_TODAY = (DAY - dt.timedelta(days=1)).isoformat()
    assert "kommande" in Client().get(address).content.decode()


def test_only_the_staff_keep_them(committee):
    with pytest.raises(NotPermitted):
        a_group(committee, "Ledamot, Boden")


def test_the_page_is_open_and_the_staff_fill_it(committee):
    client, address = Client(), "/e-namnden/arbetsgrupper/"
    client.force_login(account("Samordnare"), backend=settings_now.AUTHENTICATION_BACKENDS[0])
    given = {"kind": OFFICER.value, "held_by": "", "decision": "§ 25/2026", "first": DAY.isoformat()}
    assert "Skriv vem som har uppgiften" in client.post(f"{address}nytt/", given).content.decode()
    assert client.post(f"{address}nytt/", given | {"held_by": "Ombudet i Luleå"}).status_code == 302
    page = Client().get(address).content.decode()
    assert "Dataskyddsombud" in page
    assert "Ombudet i Luleå" in page
    assert "tills vidare" in page
