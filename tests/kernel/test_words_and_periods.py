"""Slugs, Swedish order and periods."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinget.kernel.periods import Period, PeriodBackwards
from tinget.kernel.slugs import slug_of
from tinget.kernel.sorting import swedish_key

DAYS = st.dates(min_value=dt.date(2000, 1, 1), max_value=dt.date(2040, 1, 1))


@st.composite
def periods(draw):
    first, last = draw(st.none() | DAYS), draw(st.none() | DAYS)
    return Period(last, first) if first and last and last < first else Period(first, last)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Övertorneå", "overtornea"),
        ("Älvsbyn", "alvsbyn"),
        ("Norrbottens e-nämnd", "norrbottens-e-namnd"),
        ("Bihttánjuhka đŋŧ", "bihttanjuhka-dnt"),
    ],
)
def test_slugs(name, slug):
    assert slug_of(name) == slug


@given(st.text())
def test_a_slug_is_fit_for_an_address_and_its_own_slug(text):
    slug = slug_of(text)
    assert all(sign in "abcdefghijklmnopqrstuvwxyz0123456789-" for sign in slug)
    assert slug_of(slug) == slug


def test_swedish_order():
    names = ["Överkalix", "Älvsbyn", "Åre", "Arjeplog", "Övertorneå", "Zinkgruvan", "Pajala"]
    assert sorted(names, key=swedish_key) == [
        "Arjeplog",
        "Pajala",
        "Zinkgruvan",
        "Åre",
        "Älvsbyn",
        "Överkalix",
        "Övertorneå",
    ]


def test_a_period_never_ends_before_it_begins():
    with pytest.raises(PeriodBackwards):
        Period(dt.date(2023, 2, 1), dt.date(2023, 1, 1))


def test_an_unknown_bound_counts_as_open():
    assert Period().holds_on(dt.date(1900, 1, 1))
    assert not Period(last=dt.date(2022, 12, 31)).holds_on(dt.date(2023, 1, 1))


@given(periods(), periods(), DAYS)
def test_periods_with_a_day_in_common_overlap(one, other, day):
    assert one.overlaps(other) == other.overlaps(one)
    if one.holds_on(day) and other.holds_on(day):
        assert one.overlaps(other)


@given(periods())
def test_a_period_holds_on_its_bounds_and_not_outside(period):
    for bound, outside in ((period.first, -1), (period.last, 1)):
        if bound is not None:
            assert period.holds_on(bound)
            assert not period.holds_on(bound + dt.timedelta(days=outside))
