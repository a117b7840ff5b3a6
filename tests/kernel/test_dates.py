"""The deadlines of law, against the published notices and the calendar."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinget.kernel import dates

DAYS = st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2099, 12, 1))
YEARS = st.integers(min_value=1900, max_value=2199)


def d(text):
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("posted", "down"),
    [("2020-11-06", "2020-11-28"), ("2020-11-12", "2020-12-04"), ("2023-10-17", "2023-11-08")],
)
def test_the_published_notices_came_down_on_the_first_possible_day(posted, down):
    assert dates.earliest_removal(d(posted)).date == d(down)


def test_a_last_day_on_christmas_eve_moves_to_the_first_working_day_after():
    reckoning = dates.last_day_to_appeal(d("2025-12-03"))
    assert reckoning.date == d("2025-12-29")
    assert [step.date for step in reckoning.steps] == [
        d("2025-12-03"),
        d("2025-12-24"),
        d("2025-12-25"),
        d("2025-12-26"),
        d("2025-12-27"),
        d("2025-12-28"),
        d("2025-12-29"),
    ]
    assert "julafton" in reckoning.steps[2].reason
    assert {step.source for step in reckoning.steps[2:]} == {"lag 1930:173 2 §"}


@pytest.mark.parametrize(
    ("year", "easter"),
    [(2023, "2023-04-09"), (2024, "2024-03-31"), (2026, "2026-04-05"), (2038, "2038-04-25")],
)
def test_easter(year, easter):
    assert dates.easter_sunday(year) == d(easter)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2023-05-18", "Kristi himmelsfärdsdag"),
        ("2023-05-28", "pingstdagen"),
        ("2023-06-06", "Sveriges nationaldag"),
        ("2023-06-23", "midsommarafton"),
        ("2023-06-24", "midsommardagen"),
        ("2023-11-04", "alla helgons dag"),
        ("2023-12-31", "nyårsafton"),
        ("2004-05-31", "annandag pingst"),
        ("2023-10-14", "lördag"),
        ("2023-10-15", "söndag"),
        ("2023-10-12", None),
        ("2023-04-06", None),
    ],
)
def test_days_off(day, name):
    assert dates.day_off(d(day)) == name


@given(YEARS)
def test_the_movable_days_fall_on_their_weekdays(year):
    named = {name: day for day, name in dates.holidays(year).items()}
    assert dates.easter_sunday(year).weekday() == dates.SUNDAY
    assert dt.date(year, 3, 22) <= dates.easter_sunday(year) <= dt.date(year, 4, 25)
    assert named["midsommardagen"].weekday() == dates.SATURDAY
    assert named["alla helgons dag"].weekday() == dates.SATURDAY


@given(DAYS)
def test_a_last_day_is_a_working_day_at_least_three_weeks_on(posted):
    reckoning = dates.last_day_to_appeal(posted)
    assert dates.is_working_day(reckoning.date)
    assert reckoning.date >= posted + dt.timedelta(days=21)
    assert all(not dates.is_working_day(step.date) for step in reckoning.steps[1:-1])
    assert [step.date for step in reckoning.steps] == sorted(step.date for step in reckoning.steps)


@given(DAYS, DAYS)
def test_posting_later_never_gives_an_earlier_last_day(one, other):
    first, second = sorted([one, other])
    assert dates.last_day_to_appeal(first).date <= dates.last_day_to_appeal(second).date


@given(DAYS)
def test_the_next_working_day_is_the_nearest(day):
    found = dates.next_working_day(day)
    between = [day + dt.timedelta(days=n) for n in range((found - day).days)]
    assert dates.is_working_day(found)
    assert not any(dates.is_working_day(other) for other in between)


def test_notice_is_due_the_second_day_also_over_a_weekend():
    assert dates.latest_notice_day(d("2023-10-13")).date == d("2023-10-15")


def test_dates_in_words():
    assert dates.in_words(d("2023-10-12")) == "torsdag 12 oktober 2023"
    assert dates.in_words(d("2023-10-12"), weekday=False) == "12 oktober 2023"
