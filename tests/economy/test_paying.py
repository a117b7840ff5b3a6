"""What one municipality pays, since when, and compared with the others."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from tests.economy.test_books import CALM
from tests.economy.test_economy import a_question
from tests.factories.committee import AT, acting
from tinget.economy import actions
from tinget.economy.rules.paying import Among, Paying, services_paid

BODEN, KALIX, STRANGE = 1, 2, 3
PEOPLE = {
    dt.date(2021, 12, 31): {BODEN: 100, KALIX: 50},
    dt.date(2022, 12, 31): {BODEN: 200, KALIX: 50},
}
BOTH = frozenset({BODEN, KALIX})


def test_the_latest_year_is_compared_by_the_inhabitants_of_the_year_end_before():
    paying = [
        Paying(year, f"grund-{year}", "Grund", year, amount) for year, amount in ((2022, 100), (2023, 300))
    ]
    (grund,) = services_paid(paying, BODEN, {"grund-2023": Among(800, BOTH)}, PEOPLE)
    assert (grund.since, grund.latest.own.year, grund.latest.mean) == (2022, 2023, 400)
    assert (grund.per_head, grund.others_per_head) == (150, 1000)
    assert grund.latest.share == pytest.approx(37.5)


def one_service(year, rows):
    paying = Paying(1, "grund", "Grund", year, rows[BODEN])
    return services_paid([paying], BODEN, {"grund": Among(sum(rows.values()), frozenset(rows))}, PEOPLE)


def test_unknown_inhabitants_are_not_guessed():
    (alone,) = one_service(2023, {BODEN: 5})
    assert (alone.per_head, alone.others_per_head) == (3, None)
    (early,) = one_service(2021, {BODEN: 5, KALIX: 5})
    assert (early.per_head, early.others_per_head) == (None, None)
    (strange,) = one_service(2023, {BODEN: 5, STRANGE: 5})
    assert (strange.per_head, strange.others_per_head) == (3, None)


rows = st.lists(
    st.builds(
        Paying,
        st.integers(1, 9),
        st.just("word"),
        st.sampled_from(["Grund", "E-arkiv", "HR"]),
        st.integers(2015, 2027),
        st.integers(0, 10**6),
    )
)


@CALM
@given(rows)
def test_each_service_stands_once_with_its_first_and_last_year(paying):
    found = services_paid(paying, BODEN, {"word": Among(2 * 10**6, BOTH)}, PEOPLE)
    assert sorted(one.latest.own.service for one in found) == sorted({one.service for one in paying})
    for one in found:
        years = [row.year for row in paying if row.service == one.latest.own.service]
        assert (one.since, one.latest.own.year) == (min(years), max(years))


def test_the_page_asks_as_many_questions_however_long_the_history(
    committee,
    in_scope,
    client,
    django_assert_max_num_queries,
):
    address = "/e-namnden/ekonomi/kommun/boden/"
    client.get(address)  # what the first request loads
    with CaptureQueriesContext(connection) as before:
        client.get(address)
    with in_scope(committee.id):
        for year in range(2025, 2031):
            asked = replace(a_question(), year=year)
            slug = actions.save_allocation(acting("Samordnare"), authority=committee.id, asked=asked, at=AT)
            actions.adopt_allocation(
                acting("Samordnare"), authority=committee.id, slug=slug, decision="§ 1", at=AT
            )
    with django_assert_max_num_queries(len(before)):
        page = client.get(address).content.decode()
    assert "år till" in page
    assert "ny-tjanst-2030" in page
    assert "ny-tjanst-2027/" not in page.partition("År för år")[2]
    assert "ny-tjanst-2025/" in client.get(f"{address}?alla=1").content.decode()


def test_a_draft_is_not_what_a_municipality_pays(committee, in_scope, signed_in):
    address = "/e-namnden/ekonomi/kommun/boden/"
    with in_scope(committee.id):
        slug = actions.save_allocation(
            acting("Samordnare"), authority=committee.id, asked=a_question(), at=AT
        )
    staff = signed_in("Samordnare")
    page = staff.get(address).content.decode()
    assert "Ny tjänst" not in page
    assert "Kr per invånare" in page
    with in_scope(committee.id):
        actions.adopt_allocation(
            acting("Samordnare"), authority=committee.id, slug=slug, decision="§ 1", at=AT
        )
    assert "Ny tjänst" in staff.get(address).content.decode()
