"""The clock held against a slow one of its own: day by day over a table of holidays that others printed."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinget.kernel.dates import DAY, day_off
from tinget.noticeboard.rules.appeal_time import Display, run
from tinget.noticeboard.rules.legal_force import Appeal, DecisionKind, Facts, standing_of

EASTERS = {
    2005: (3, 27), 2006: (4, 16), 2007: (4, 8), 2008: (3, 23), 2009: (4, 12), 2010: (4, 4), 2011: (4, 24),
    2012: (4, 8), 2013: (3, 31), 2014: (4, 20), 2015: (4, 5), 2016: (3, 27), 2017: (4, 16), 2018: (4, 1),
    2019: (4, 21), 2020: (4, 12), 2021: (4, 4), 2022: (4, 17), 2023: (4, 9), 2024: (3, 31), 2025: (4, 20),
    2026: (4, 5), 2027: (3, 28), 2028: (4, 16), 2029: (4, 1), 2030: (4, 21), 2031: (4, 13), 2032: (3, 28),
    2033: (4, 17), 2034: (4, 9), 2035: (3, 25), 2036: (4, 13), 2037: (4, 5), 2038: (4, 25),
}  # fmt: skip
FIXED = {(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)}
AFTER_EASTER = {-2, 1, 39}  # Good Friday, Easter Monday, Ascension Day; the Sundays are Sundays
SPRING = st.builds(
    lambda first, days: first + days * DAY, st.just(dt.date(2006, 1, 1)), st.integers(0, 11_000)
)


def is_off(day):
    """Saturdays and Sundays; the fixed days; midsummer's eve, a Friday 19-25 June; what follows Easter."""
    easter = dt.date(day.year, *EASTERS[day.year])
    is_midsummer_eve = day.month == 6 and 19 <= day.day <= 25 and day.weekday() == 4
    return (
        day.weekday() >= 5
        or (day.month, day.day) in FIXED
        or is_midsummer_eve
        or (day - easter).days in AFTER_EASTER
    )


def slow_last_day(day):
    end = day + 21 * DAY
    while is_off(end):
        end += DAY
    return end


def slow_start(boards, first, days):
    """Try each day: the first from which every board has one unbroken display past the last day to appeal."""
    for number in range(days):
        start = first + number * DAY
        wanted = {start + more * DAY for more in range((slow_last_day(start) - start).days + 1)}
        if boards and all(any(wanted <= up for up in displays) for displays in boards.values()):
            return start
    return None


def days_of(display, horizon):
    end = display.down_on or horizon
    return {display.up_on + number * DAY for number in range((end - display.up_on).days)}


@st.composite
def board(draw, first):
    """One board: late or in time, down early, at the day, or never, and up again, perhaps the same day."""
    up = first + draw(st.integers(0, 6)) * DAY
    displays = []
    for _again in range(draw(st.integers(0, 3))):
        down = up + draw(st.sampled_from([0, 1, 5, 20, 21, 22, 23, 24, 26, 30, 45])) * DAY
        displays.append(Display(up, down))
        up = down + draw(st.sampled_from([0, 0, 1, 3, 9])) * DAY
    if not displays or draw(st.booleans()):
        displays.append(Display(up))
    return displays


@st.composite
def noticed(draw):
    first = draw(SPRING)
    return first, {name: draw(board(first)) for name in range(draw(st.integers(1, 5)))}


@pytest.mark.parametrize("year", [one for one in EASTERS if one > 2005])
def test_lag_1930_173_2_each_day_of_thirty_years_is_off_or_not(year):
    days = [dt.date(year, 1, 1) + number * DAY for number in range(366)]
    assert [day for day in days if day.year == year and is_off(day) != (day_off(day) is not None)] == []


@given(noticed())
def test_kl_13_5_the_clock_is_that_of_trying_every_day(drawn):
    first, boards = drawn
    horizon = first + 400 * DAY
    carried = {name: [days_of(one, horizon) for one in displays] for name, displays in boards.items()}
    start = slow_start(carried, first, 300)
    found = run(boards)
    if start is None:
        assert found.clock is None
        return
    assert found.clock is not None
    assert (found.clock.runs_from, found.clock.last_day.date) == (start, slow_last_day(start))
    assert found.clock.removal.date == slow_last_day(start) + DAY
    assert all(one.again_on is not None and one.again_on <= start for one in found.interruptions)


@given(noticed(), st.data())
def test_kl_13_5_and_6_legal_force_waits_for_an_answer_after_the_last_day_and_for_every_appeal_in_time(
    drawn, data
):
    first, boards = drawn
    days = st.integers(0, 120).map(lambda number: first + number * DAY)
    received = data.draw(st.lists(st.tuples(days, st.booleans()), max_size=3))
    appeals = [Appeal(day, "Kiruna", day + 90 * DAY if is_ruled else None) for day, is_ruled in received]
    answered = data.draw(st.none() | days)
    facts = Facts(DecisionKind.DECISION, first, boards, appeals, answered)
    found, running = standing_of(facts), run(boards).clock
    last = running.last_day.date if running else None
    waits = last is None or answered is None or answered <= last
    waits = waits or any(day <= last and not is_ruled for day, is_ruled in received)
    assert (found.legal_force is None) == waits
    if last is not None:
        assert [one.rule for one in found.findings].count("28") == sum(day > last for day, _ruled in received)
    if not waits:
        assert found.legal_force.date == last + DAY


@given(SPRING, st.booleans())
def test_lou_20_1_a_standstill_is_put_off_day_by_day(sent, electronic):
    end = sent + (10 if electronic else 15) * DAY
    while is_off(end):
        end += DAY
    found = standing_of(Facts(DecisionKind.AWARD, sent, {}, sent_on=sent, electronic=electronic))
    assert (found.standstill.date, found.clock, found.legal_force) == (end, None, None)
