"""Accruals: what is spread adds up to the krona, and explains a deviation on the year's page."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.economy.test_books import CALM, sheet
from tests.factories.committee import AT, acting
from tinget.economy import actions, queries
from tinget.economy.rules.accruals import Accrual, moved_by_line
from tinget.economy.rules.facts import TableKind
from tinget.foundation.errors import NotPermitted, NotPossible

days = st.dates(dt.date(2022, 1, 1), dt.date(2028, 12, 31))
LICENCE = Accrual("E-arkiv", 120_000, dt.date(2026, 10, 5), dt.date(2026, 10, 1), dt.date(2027, 9, 30))


@st.composite
def accruals(draw):
    first, last = sorted((draw(days), draw(days)))
    return Accrual("rad", draw(st.integers(0, 10**8)), draw(days), first, last)


@CALM
@given(accruals())
def test_the_months_add_up_to_the_whole_cost(one):
    years = range(2022, 2029)
    assert sum(one.within(year, 12) for year in years) == one.amount
    assert sum(one.moved(year, 12) for year in years) == 0
    for year in years:
        parts = [one.within(year, month) - one.within(year, month - 1) for month in range(1, 13)]
        assert sum(parts) == one.within(year, 12)
        assert all(0 <= part <= -(-one.amount // one.months) for part in parts)


def test_a_years_licence_booked_in_october_moves_nine_months():
    assert (LICENCE.months, LICENCE.within(2026, 12), LICENCE.within(2027, 12)) == (12, 30_000, 90_000)
    assert moved_by_line([LICENCE], 2026, 10) == {"E-arkiv": 110_000}
    assert moved_by_line([LICENCE], 2026, 9) == {}
    assert moved_by_line([LICENCE], 2027, 12) == {"E-arkiv": -90_000}


def test_a_begun_month_counts_whole():
    short = Accrual("rad", 100, dt.date(2026, 3, 31), dt.date(2026, 3, 31), dt.date(2026, 4, 1))
    assert (short.within(2026, 3), short.within(2026, 4)) == (50, 100)


def spread(staff, committee, **other):
    values = {"text": "Licens", "source": "Faktura 17"} | other
    return actions.add_accrual(staff, authority=committee.id, accrual=LICENCE, at=AT, **values)


def test_an_accrual_explains_the_deviation_until_it_is_taken_back(committee, in_scope, client):
    budget = "rad;intäkt;kostnad\nE-arkiv;120000;120000\n"
    outcome = "rad;intäkt;kostnad\nE-arkiv;100000;210000\n"
    with in_scope(committee.id):
        staff = acting("Samordnare")
        for kind, text in ((TableKind.BUDGET, budget), (TableKind.OUTCOME, outcome)):
            entered = sheet(kind, text, year=2026, month=10)
            slug = actions.save_table(staff, authority=committee.id, sheet=entered)
            actions.adopt_table(
                staff, authority=committee.id, slug=slug, decision="§ 1", decided_on=AT.date(), at=AT
            )
        (before,) = queries.year_of(committee.id, 2026).lines
        number = spread(staff, committee)
        (line,) = queries.year_of(committee.id, 2026).lines
    assert (before.deviation, line.moved, line.deviation) == (-110_000, 110_000, 0)
    page = client.get("/e-namnden/ekonomi/ar/2026/").content.decode()
    assert "Licens" in page
    assert "enligt budget" in page
    with in_scope(committee.id):
        actions.take_back_accrual(staff, authority=committee.id, accrual=number, at=AT)
        with pytest.raises(NotPossible, match="redan tagen tillbaka"):
            actions.take_back_accrual(staff, authority=committee.id, accrual=number, at=AT)
        (after,) = queries.year_of(committee.id, 2026).lines
    assert after.deviation == -110_000


def test_others_may_not_spread_a_cost(committee, in_scope):
    with in_scope(committee.id), pytest.raises(NotPermitted):
        spread(acting("Ordförande"), committee)


def test_the_form_spreads_and_tells_what_is_wrong(signed_in, committee):
    staff, address = signed_in("Sekreterare"), "/e-namnden/ekonomi/ar/2022/periodisera/"
    form = {
        "line": "E-arkiv", "text": "Licens", "amount": "120000", "booked_on": "2022-10-05",
        "first": "2022-10-01", "last": "2023-09-30", "source": "Faktura 17",
    }  # fmt: skip
    backwards = staff.post(address, form | {"last": "2022-09-30"}).content.decode()
    assert "tidigare än den första" in backwards
    assert staff.post(address, form).status_code == 302
    page = staff.get("/e-namnden/ekonomi/ar/2022/").content.decode()
    assert "Ta tillbaka" in page
