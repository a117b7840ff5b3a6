"""The rules of release: how far a request has come, and the clock of an appeal."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinget.kernel.dates import is_working_day
from tinget.release.rules import (
    Done,
    Outcome,
    State,
    days_waited,
    is_in_time,
    last_day_to_appeal_refusal,
    may_ask_for_decision,
    state_of,
)

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31))


@pytest.mark.parametrize(
    ("done", "state"),
    [
        (Done(()), State.RECEIVED),
        (Done((Outcome.RELEASED, Outcome.WAITING)), State.RECEIVED),
        (Done((Outcome.RELEASED, Outcome.REFUSED)), State.ASSESSED),
        (Done((Outcome.REFUSED,)), State.REFUSED),
        (Done((Outcome.MASKED,), delivered=True), State.DELIVERED),
        (Done((Outcome.REFUSED,), decision_asked=True), State.DECISION_ASKED),
        (Done((Outcome.REFUSED,), decision_asked=True, decided=True), State.DECIDED),
        (Done((Outcome.REFUSED,), decided=True, appealed=True), State.APPEALED),
        (Done((Outcome.REFUSED,), appealed=True, closed=True), State.CLOSED),
    ],
)
def test_how_far_a_request_has_come(done, state):
    assert state_of(done) is state


def test_a_decision_is_asked_for_only_where_something_is_withheld_and_once():
    assert may_ask_for_decision(Done((Outcome.MASKED, Outcome.RELEASED)))
    assert not may_ask_for_decision(Done((Outcome.RELEASED,)))
    assert not may_ask_for_decision(Done((Outcome.REFUSED,), decision_asked=True))
    assert not may_ask_for_decision(Done((Outcome.REFUSED,), closed=True))


@given(DAYS)
def test_the_last_day_is_a_working_day_three_weeks_on_or_the_first_after(received):
    last = last_day_to_appeal_refusal(received).date
    assert is_working_day(last)
    assert last >= received + dt.timedelta(weeks=3)
    between = (received + dt.timedelta(weeks=3) + dt.timedelta(days=n) for n in range(20))
    assert last == next(day for day in between if is_working_day(day))
    assert is_in_time(last, received)
    assert not is_in_time(last + dt.timedelta(days=1), received)


def test_christmas_moves_the_last_day():
    assert last_day_to_appeal_refusal(dt.date(2026, 12, 3)).date == dt.date(2026, 12, 28)


def test_while_nobody_knows_when_it_was_received_an_appeal_is_in_time():
    assert is_in_time(dt.date(2030, 1, 1), None)


@given(DAYS, DAYS)
def test_days_waited_are_never_less_than_none(one, other):
    assert days_waited(one, other) == max(0, (other - one).days)
