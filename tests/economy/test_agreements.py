"""Agreements: their time and notice, what is loaded of them, and where a budget uses another index."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.economy.conftest import FACTS, load
from tests.solutions.conftest import load as load_solutions
from tinget.economy import queries
from tinget.economy.rules.agreements import as_told, from_told, read_agreements, term_on
from tinget.kernel.facts import Faults

DAYS = st.dates(dt.date(2022, 1, 1), dt.date(2060, 12, 31))


@pytest.fixture(scope="module")
def agreements():
    faults = Faults()
    found = {one.slug: one for one in read_agreements(FACTS, faults)}
    faults.raise_if_any()
    return found


def test_what_is_kept_is_read_back(agreements):
    assert all(from_told(as_told(one)) == one for one in agreements.values())


@pytest.mark.parametrize(
    ("day", "first", "last", "notice"),
    [
        ("2022-12-01", "2023-01-01", "2026-12-31", "2025-12-31"),
        ("2026-12-31", "2023-01-01", "2026-12-31", "2025-12-31"),
        ("2027-01-01", "2027-01-01", "2030-12-31", "2029-12-31"),
        ("2031-06-01", "2031-01-01", "2034-12-31", "2033-12-31"),
    ],
)
def test_samverkansavtalet_10_is_prolonged_four_years_unless_notice_is_given(
    day, first, last, notice, agreements
):
    term = term_on(agreements["samverkansavtal"], dt.date.fromisoformat(day))
    assert [str(one) for one in (term.first, term.last, term.notice_by)] == [first, last, notice]


@given(DAYS, st.integers(1, 8), st.integers(0, 36), DAYS)
def test_the_times_follow_each_other_and_notice_lies_before_their_end(last, years, months, day):
    asked = agreement(first=dt.date(2020, 1, 1), last=last, prolongs=years, notice_months=months)
    term = term_on(asked, day)
    assert day <= term.last
    assert term.first == asked.first or term.first <= day
    assert term.notice_by <= term.last
    assert term_on(asked, term.last) == term
    following = term_on(asked, term.last + dt.timedelta(1))
    assert following.first == term.last + dt.timedelta(1)


def agreement(**changes):
    found = next(one for one in read_agreements(FACTS, Faults()) if one.slug == "samverkansavtal")
    return replace(found, **changes)


def test_an_agreement_without_days_has_no_time(agreements):
    assert term_on(agreements["digitala-nycklar-2020"], dt.date(2026, 1, 1)) is None


def test_the_pages_tell_the_other_index_and_lead_from_the_solution(committee, in_scope, client):
    with in_scope(committee.id):
        load_solutions(committee)
        assert load(committee) == 0
        (told,) = queries.other_indexes(committee.id, queries.agreement(committee.id, "samverkansavtal"))
    assert told[0] == "budget-2023"
    page = client.get("/e-namnden/ekonomi/avtal/samverkansavtal/").content.decode()
    assert "avtalet anger PKV, budgeten använder AKI" in page
    assert "80\u202f500" in page
    assert "samverkansavtal/" in client.get("/e-namnden/ekonomi/avtal/").content.decode()
    solution = client.get("/e-namnden/losningar/e-arkiv/").content.decode()
    assert "/e-namnden/ekonomi/avtal/e-arkiv/" in solution
    archive = client.get("/e-namnden/ekonomi/avtal/e-arkiv/").content.decode()
    assert "/e-namnden/losningar/e-arkiv/" in archive
    assert client.get("/e-namnden/ekonomi/avtal/finns-inte/").status_code == 404
