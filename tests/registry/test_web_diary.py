"""The web diary: what visitors see of a record is what somebody has opened, and no private person's name."""

import datetime as dt

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.registry import a_case, a_secretary, an_actor
from tinget.foundation import ledger, search
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.scoping import PUBLIC, scoped
from tinget.organisation.api import Role, authority_by_id, keep_web_diary_months
from tinget.organisation.models import Authority
from tinget.registry import actions, queries
from tinget.registry.models import Record
from tinget.registry.rules.visibility import Marking
from tinget.registry.rules.web_diary import MOST_MONTHS, STOCKHOLM, is_surely_personal, public_until

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


@given(st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)), st.times(), st.integers(1, MOST_MONTHS))
def test_the_last_day_is_the_same_day_of_a_later_month_or_its_last(day, time, months):
    published = dt.datetime.combine(day, time, dt.UTC)
    first, last = published.astimezone(STOCKHOLM).date(), public_until(published, months)
    assert (last.year - first.year) * 12 + last.month - first.month == months
    assert last.day == first.day or (last.day < first.day and (last + dt.timedelta(1)).day == 1)
    assert public_until(published, None) is public_until(None, months) is None


def shown_by_the_database(authority, records):
    """Return what the row policy, the function behind lists and the search each show a visitor."""
    with scoped(PUBLIC):
        owner = authority_by_id(authority)
        listed = queries.record_page(owner, shown=queries.RecordFilter(text="Yttrande")).records
        found = search.find(authority, "yttrande", wish=search.Wish(size=100)).hits
        return (
            set(queries.records(records)),
            {line.id for line in listed},
            {int(hit.on.rpartition(":")[2]) for hit in found},
        )


@pytest.mark.parametrize("months", [1, 2, 3, 12])
def test_pages_lists_and_search_reckon_as_the_rule_does(committee, secretary, inside, settings, months):
    settings.TINGET_TODAY = "2026-03-31"
    day, made = dt.date(2026, 3, 31), {}
    with inside():
        keep_web_diary_months(secretary, authority=committee.pk, months=months)
        for days in (0, 27, 28, 31, 32, 58, 59, 60, 61, 62, 89, 90, 91, 365, 366):
            at = dt.datetime.combine(day, dt.time(23, 30), STOCKHOLM) - dt.timedelta(days)
            record = received(secretary)
            settings.TINGET_TODAY = at.date().isoformat()
            ids = {"case_ids": (), "record_ids": [record], "decision_ids": ()}
            actions.publish(secretary, authority=committee.pk, **ids, at=at)
            made[record] = at
    settings.TINGET_TODAY = day.isoformat()
    for record in made:
        index_records(committee, [record], inside)
    expected = {record for record, at in made.items() if public_until(at, months) >= day}
    assert 0 < len(expected) < len(made)
    assert shown_by_the_database(committee.pk, made) == (expected, expected, expected)


def index_records(committee, ids, inside):
    from tinget.workflows.find import indexing

    with inside():
        indexing.index_records(committee.pk, ids)


def test_what_has_lapsed_is_told_so_and_can_be_shown_anew(signed_in, secretary, inside, visitor, record):
    page, client = f"/e-namnden/handlingar/{record}/", signed_in("secretary")
    Authority.objects.update(web_diary_months=1)
    assert "Det visas till och med söndag 20 december 2026." in client.get(page).content.decode()
    with inside():
        Record.objects.update(published_at=AT - dt.timedelta(days=40))
    assert visitor.get(page).status_code == 404
    assert f'"url": "{page}"' not in visitor.get("/api/e-namnden/records").content.decode()
    told = client.get(page).content.decode()
    assert "Det visades till och med" in told
    assert client.get(f"/api/e-namnden/records/{record}").json()["published"] is False
    client.post(f"{page}webbdiarium/", {"gor": "visa"})
    assert visitor.get(page).status_code == 200
    assert "visas här i en månad" in visitor.get("/e-namnden/handlingar/").content.decode()


def test_the_time_is_kept_by_a_form(signed_in, secretary, inside, committee):
    client, page = signed_in("secretary"), "/e-namnden/webbdiarium/"
    assert "Antal månader" in client.get(page).content.decode()
    client.post(page, {"months": "24"})
    committee.refresh_from_db()
    assert committee.web_diary_months == 24
    assert client.post(page, {"months": "0"}).status_code == 200
    client.post(page, {"months": ""})
    committee.refresh_from_db()
    assert committee.web_diary_months is None
    assert signed_in("officer").get(page).status_code == 403
