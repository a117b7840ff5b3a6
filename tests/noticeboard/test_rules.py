"""The rules of notices, each test named after the law it holds."""

import datetime as dt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tinget.kernel.dates import is_working_day
from tinget.kernel.findings import WithoutEffect
from tinget.noticeboard.rules.appeal_time import Display, clock
from tinget.noticeboard.rules.notices import (
    PostingState,
    certificate_possible,
    check_down,
    check_up,
    early_finding,
    late_finding,
    latest_up_on,
    state_of,
)

DAYS = st.dates(dt.date(2018, 1, 1), dt.date(2035, 12, 31))
BOARDS = 14
DAY = dt.timedelta(days=1)


def on_all(up: dt.date, down: dt.date | None = None) -> dict[int, list[Display]]:
    return {board: [Display(up, down)] for board in range(BOARDS)}


@pytest.mark.parametrize(
    ("up", "down"),
    [("2020-11-06", "2020-11-28"), ("2020-11-12", "2020-12-04"), ("2023-10-17", "2023-11-08")],
)
def test_kl_13_5_the_three_published_notices_come_down_on_the_first_day_allowed(up, down):
    running = clock(on_all(dt.date.fromisoformat(up), dt.date.fromisoformat(down)))
    assert running is not None
    assert running.removal.date == dt.date.fromisoformat(down)
    assert early_finding(dt.date.fromisoformat(down), running=running) is None
    assert early_finding(dt.date.fromisoformat(down) - DAY, running=running) is not None


@given(DAYS, st.lists(st.integers(0, 40), min_size=BOARDS, max_size=BOARDS))
def test_kl_13_5_time_runs_from_the_last_board_of_all(first, delays):
    boards = {board: [Display(first + delay * DAY)] for board, delay in enumerate(delays)}
    running = clock(boards)
    assert running is not None
    assert running.runs_from == first + max(delays) * DAY
    assert running.last_day.date >= running.runs_from + dt.timedelta(weeks=3)
    assert is_working_day(running.last_day.date)
    assert running.removal.date == running.last_day.date + DAY
    assert not running.has_run_out(running.last_day.date)
    assert running.has_run_out(running.removal.date)


@given(DAYS, st.integers(0, BOARDS - 1))
def test_kl_13_5_one_board_without_the_notice_stops_the_clock(up, missing):
    boards = on_all(up)
    boards[missing] = []
    assert clock(boards) is None
    assert not certificate_possible(boards)


@given(DAYS, st.integers(1, 21), st.integers(0, 30), st.integers(0, BOARDS - 1))
def test_kl_13_5_early_removal_restarts_on_reposting(up, after, pause, board):
    boards = on_all(up)
    down = up + after * DAY
    boards[board] = [Display(up, down)]
    assert clock(boards) is None
    again = down + pause * DAY
    boards[board] = [Display(up, down), Display(again)]
    running = clock(boards)
    assert running is not None
    assert running.runs_from == again


def test_kl_13_5_a_gap_of_no_day_is_an_interruption_too():
    up = dt.date(2023, 10, 17)
    boards = on_all(up)
    boards[3] = [Display(up, dt.date(2023, 10, 24)), Display(dt.date(2023, 10, 24))]
    running = clock(boards)
    assert running is not None
    assert running.runs_from == dt.date(2023, 10, 24)


@given(DAYS, st.data())
def test_kl_13_5_a_notice_that_stayed_until_the_removal_day_keeps_its_clock(up, data):
    running = clock(on_all(up))
    assert running is not None
    extra = data.draw(st.lists(st.integers(0, 60), min_size=BOARDS, max_size=BOARDS))
    boards = {n: [Display(up, running.removal.date + days * DAY)] for n, days in enumerate(extra)}
    assert clock(boards) == running


def test_kl_13_5_no_boards_no_clock():
    assert clock({}) is None
    assert not certificate_possible({})


@given(DAYS, st.integers(0, 10))
def test_kl_8_12_late_from_the_third_day_after_approval(approved, days):
    late = late_finding(approved + days * DAY, approved_on=approved)
    assert (late is None) == (days <= 2)
    assert latest_up_on(approved).date == approved + 2 * DAY
    if late is not None:
        assert late.rule == "25"
        assert "reglemente 23 §" in late.source


@given(DAYS, st.integers(1, 100))
def test_kl_8_12_up_before_approval_is_refused(approved, days):
    with pytest.raises(WithoutEffect) as refused:
        check_up([], on=approved - days * DAY, today=approved, approved_on=approved)
    assert refused.value.finding.source == "KL 8:12"


@given(DAYS, st.integers(1, 100))
def test_a_day_that_has_not_been_cannot_be_confirmed(today, days):
    with pytest.raises(WithoutEffect):
        check_up([], on=today + days * DAY, today=today, approved_on=None)
    with pytest.raises(WithoutEffect):
        check_down([Display(today)], on=today + days * DAY, today=today, running=None)


@given(DAYS, st.integers(0, 400))
def test_kl_8_12_down_before_up_is_refused(up, days):
    today = up + days * DAY
    for displays in ([], [Display(up, today)]):
        with pytest.raises(WithoutEffect):
            check_down(displays, on=today, today=today, running=None)
    with pytest.raises(WithoutEffect):
        check_down([Display(today)], on=up - DAY, today=today, running=None)


@given(DAYS, st.integers(0, 21))
def test_kl_8_12_early_removal_is_a_finding_not_a_refusal(up, days):
    running = clock(on_all(up))
    assert running is not None
    found = check_down([Display(up)], on=up + days * DAY, today=up + days * DAY, running=running)
    assert found is not None
    assert found.rule == "26"
    assert check_down([Display(up)], on=up + days * DAY, today=up + 60 * DAY, running=None) is not None


@given(DAYS, st.integers(1, 20))
def test_kl_13_5_reposting_before_the_removal_is_refused(up, days):
    down = up + days * DAY
    with pytest.raises(WithoutEffect):
        check_up([Display(up, down)], on=down - DAY, today=down, approved_on=up)
    assert check_up([Display(up, down)], on=down, today=down, approved_on=up) is None


@given(DAYS, st.integers(0, 60))
def test_the_state_follows_from_days_alone(up, days):
    day = up + days * DAY
    running = clock(on_all(up))
    assume(running is not None)
    latest = up + 2 * DAY
    waiting = state_of([], running=None, latest=latest, today=day)
    assert waiting is (PostingState.LATE if day > latest else PostingState.WAITING)
    assert state_of([Display(up)], running=running, latest=latest, today=day) is PostingState.UP
    down = state_of([Display(up, day)], running=clock(on_all(up, day)), latest=latest, today=day)
    early = day < running.removal.date
    assert down is (PostingState.DOWN_TOO_EARLY if early else PostingState.DOWN)
