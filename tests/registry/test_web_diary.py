"""The web diary: what visitors see of a record is what somebody has opened, and no private person's name."""

import datetime as dt

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.registry import a_case, a_secretary, an_actor
from tinget.foundation import ledger
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.scoping import PUBLIC, scoped
from tinget.organisation.api import Role
from tinget.registry import actions, queries
from tinget.registry.rules.visibility import Marking
from tinget.registry.rules.web_diary import is_surely_personal

DAY = dt.date(2026, 11, 20)
AT = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)


def received(actor, *, case_id=None, counterpart="Kiruna kommun", **more):
    return actions.register_record(
        actor, authority=actor.authority, case_id=case_id, title="Yttrande", direction="received",
        dated_on=DAY, counterpart=counterpart, day=DAY, **more,
    )  # fmt: skip


def publish(actor, *, cases=(), records=()):
    actions.publish(
        actor, authority=actor.authority, case_ids=cases, record_ids=records, decision_ids=[], at=AT
    )


def seen(record):
    """Return what a visitor sees of a record: None, or its sender."""
    with scoped(PUBLIC):
        found = queries.records([record]).get(record)
        return None if found is None else found.counterpart


@pytest.fixture
def record(secretary, inside):
    with inside():
        made = received(secretary)
        publish(secretary, records=[made])
    return made


def test_a_name_is_shown_when_somebody_has_opened_it_and_hidden_again(secretary, inside, record):
    assert seen(record) == ""
    with inside():
        assert actions.show_counterpart(secretary, record_id=record)
        assert not actions.show_counterpart(secretary, record_id=record)
    assert seen(record) == "Kiruna kommun"
    with inside():
        assert actions.hide_counterpart(secretary, record_id=record)
        told = [line.action for line in ledger.history(secretary.authority, f"registry.record:{record}")]
    assert seen(record) == ""
    assert {"show_counterpart", "hide_counterpart"} <= set(told)


def test_another_name_is_not_shown_until_it_has_been_opened_itself(secretary, inside, record):
    with inside():
        actions.show_counterpart(secretary, record_id=record)
        actions.correct_record(
            secretary, record_id=record, title="Yttrande", direction="received", dated_on=DAY,
            counterpart="Siv Enskild", kind="", media="unknown", reason="Fel avsändare",
        )  # fmt: skip
    assert seen(record) == ""


def test_marking_as_secret_closes_the_name_for_good(secretary, inside, record):
    with inside():
        actions.show_counterpart(secretary, record_id=record)
        marking = Marking("25 kap. 1 § OSL", "Nämnden", frozenset())
        made = actions.mark_record(secretary, record_id=record, marking=marking, at=AT)
        with pytest.raises(NotPossible):
            actions.show_counterpart(secretary, record_id=record)
        actions.lift(secretary, marking_id=made, reason="Prövat", at=AT)
        publish(secretary, records=[record])
    assert seen(record) == ""


@pytest.mark.parametrize("counterpart", ["", "siv@example.se", "Siv Enskild 19540312-1234"])
def test_what_is_nobody_or_surely_a_person_is_never_opened(secretary, inside, counterpart):
    with inside():
        made = received(secretary, counterpart=counterpart)
        with pytest.raises(NotPossible):
            actions.show_counterpart(secretary, record_id=made)


def test_what_is_withdrawn_is_gone_from_the_web_and_can_come_back(secretary, inside, record):
    with inside():
        case = a_case(secretary, authority=secretary.authority)
        publish(secretary, cases=[case])
        assert actions.withdraw_record(secretary, record_id=record)
        assert not actions.withdraw_record(secretary, record_id=record)
        assert actions.withdraw_case(secretary, case_id=case)
    assert seen(record) is None
    with scoped(PUBLIC):
        assert queries.cases([case]) == {}
    with inside():
        publish(secretary, cases=[case], records=[record])
    assert seen(record) == ""


def test_only_registrars_decide_and_a_demonstration_never_about_what_is_real(committee, inside, record):
    acts = [actions.withdraw_record, actions.show_counterpart, actions.hide_counterpart]
    for act in acts:
        with inside(), pytest.raises(NotPermitted):
            act(an_actor(Role.OFFICER, committee.pk), record_id=record)
        with inside(), pytest.raises(NotPossible):
            act(a_secretary(committee.pk, demonstration=True), record_id=record)


def test_the_page_opens_and_closes(signed_in, secretary, inside, visitor, record):
    client, page = signed_in("secretary"), f"/e-namnden/handlingar/{record}/"
    assert "Kiruna kommun är en organisation: visa namnet" in client.get(page).content.decode()
    assert "Kiruna" not in visitor.get(page).content.decode()
    answer = client.post(f"{page}webbdiarium/", {"gor": "visa-namn"}, follow=True)
    assert "Namnet visas nu i webbdiariet." in answer.content.decode()
    assert "Kiruna kommun" in visitor.get(page).content.decode()
    assert "Kiruna kommun" in visitor.get("/e-namnden/handlingar/?format=csv").getvalue().decode()
    client.post(f"{page}webbdiarium/", {"gor": "ta-bort"})
    assert visitor.get(page).status_code == 404
    assert "Visa i webbdiariet" in client.get(page).content.decode()
    assert client.post(f"{page}webbdiarium/", {"gor": "x"}).status_code == 400


def test_the_page_of_a_case_opens_and_closes(signed_in, secretary, inside, visitor):
    with inside():
        case = queries.case(a_case(secretary, authority=secretary.authority))
    client = signed_in("coordinator")
    assert visitor.get(case.url).status_code == 404
    client.post(f"{case.url}webbdiarium/", {"gor": "visa"})
    assert visitor.get(case.url).status_code == 200
    client.post(f"{case.url}webbdiarium/", {"gor": "ta-bort"})
    assert visitor.get(case.url).status_code == 404


def test_an_officer_does_not_decide(signed_in, record):
    page = f"/e-namnden/handlingar/{record}/"
    client = signed_in("officer")
    assert client.post(f"{page}webbdiarium/", {"gor": "ta-bort"}).status_code == 403
    assert "Ta bort från webbdiariet" not in client.get(page).content.decode()


def test_a_stranger_is_sent_to_sign_in(db, committee, addresses):
    assert Client().post("/e-namnden/handlingar/1/webbdiarium/").status_code == 302


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2029, 12, 31)),
    st.integers(0, 9999),
    st.sampled_from(("%y%m%d", "%Y%m%d")),
    st.sampled_from(("", "-", "+", " ")),
    st.sampled_from((0, 60)),
)
def test_every_identity_number_is_surely_personal(born, number, pattern, between, added):
    digits = born.strftime(pattern)
    digits = f"{digits[:-2]}{int(digits[-2:]) + added:02}"
    assert is_surely_personal(f"Siv Enskild, {digits}{between}{number:04}, Boden")


@pytest.mark.parametrize("name", ["Kiruna kommun 212000-2783", "Boden 2023-10-12", "Region Norrbotten", "A4"])
def test_an_organisation_is_not(name):
    assert not is_surely_personal(name)
