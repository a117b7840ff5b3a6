"""What is reckoned over the years: known attendance alone counts, and unknown is said to be unknown."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from tinget.workflows.public_site.rules import Held, by_year, filled_by

PLACES = st.frozensets(st.integers(1, 14))
MEETINGS = st.lists(
    st.builds(
        Held,
        day=st.dates(dt.date(2013, 1, 1), dt.date(2026, 12, 31)),
        paragraphs=st.integers(0, 40),
        served=st.none() | PLACES,
    )
)


@given(MEETINGS)
def test_every_meeting_is_counted_once_and_no_seat_is_filled_twice(held):
    lines = by_year(held, seats=14)
    assert sum(line.meetings for line in lines) == len(held)
    assert sum(line.paragraphs for line in lines) == sum(one.paragraphs for one in held)
    assert [line.year for line in lines] == sorted({one.day.year for one in held}, reverse=True)
    for line in lines:
        assert (line.percent is None) is (line.known == 0)
        assert line.percent is None or 0 <= line.percent <= 100


@given(MEETINGS, st.integers(1, 14))
def test_a_municipality_serves_at_most_as_often_as_is_known(held, place):
    times, known = filled_by(held, place)
    assert 0 <= times <= known <= len(held)
    assert known == sum(one.served is not None for one in held)


def test_seventy_five_percent_is_reckoned_of_the_seats_at_meetings_that_are_known():
    day = dt.date(2026, 3, 1)
    held = [Held(day, 5, frozenset(range(1, 13))), Held(day, 4, frozenset(range(1, 10))), Held(day, 3, None)]
    (line,) = by_year(held, seats=14)
    assert (line.meetings, line.known, line.filled, line.seats, line.percent) == (3, 2, 21, 28, 75)
