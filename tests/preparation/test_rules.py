"""What a move needs, when somebody is reminded, and how the proposal is written."""

import datetime as dt
import itertools

from hypothesis import given
from hypothesis import strategies as st

from tinget.kernel.stances import count_answers
from tinget.preparation.rules.lines import GroupMeetingTold
from tinget.preparation.rules.steps import ORDER, Reminder, Standing, Step, Way, judge, numbered, reminder_due

DAY = dt.date(2026, 11, 23)
STEPS = st.sampled_from(ORDER)
FULL = {"has_proposal": True}


@given(STEPS, STEPS, st.booleans())
def test_what_goes_past_a_step_or_back_always_needs_a_reason(here, to, by_chair):
    judged = judge(Standing(here, has_proposal=True), to, on=DAY, by_chair=by_chair)
    ahead = ORDER.index(to) - ORDER.index(here)
    assert judged.way is (Way.RETURNED if ahead <= 0 else Way.SKIPPED if ahead > 1 else Way.ONWARD)
    assert list(judged.skipped) == list(ORDER[ORDER.index(here) + 1 : ORDER.index(to)])
    if ahead != 1:
        assert judged.needs


def test_the_way_onward_without_departures_needs_nothing():
    for here, to in itertools.pairwise(ORDER):
        assert judge(Standing(here, has_proposal=True), to, on=DAY, by_chair=True).needs == ()


def test_a_referral_that_is_broken_off_needs_a_reason_while_answers_are_awaited():
    waiting = Standing(Step.REFERRAL, missing=1, answer_by=DAY, has_proposal=True)
    assert judge(waiting, Step.CHAIR, on=DAY, by_chair=False).needs
    assert not judge(waiting, Step.CHAIR, on=DAY + dt.timedelta(days=1), by_chair=False).needs
    answered = Standing(Step.REFERRAL, missing=0, answer_by=DAY, has_proposal=True)
    assert not judge(answered, Step.CHAIR, on=DAY, by_chair=False).needs


def test_only_the_chair_approves_without_a_reason():
    at_chair = Standing(Step.CHAIR, has_proposal=True)
    assert not judge(at_chair, Step.READY, on=DAY, by_chair=True).needs
    assert judge(at_chair, Step.READY, on=DAY, by_chair=False).needs
    assert judge(Standing(Step.CHAIR), Step.READY, on=DAY, by_chair=True).needs


@given(st.sampled_from(Step))
def test_to_end_needs_a_reason(here):
    assert judge(Standing(here), Step.ENDED, on=DAY, by_chair=True).needs


@given(st.integers(1, 40), st.integers(0, 60))
def test_each_reminder_is_sent_once_and_in_order(days_to_answer, days_watched):
    answer_by = DAY + dt.timedelta(days=days_to_answer)
    sent = None
    told = []
    for number in range(days_watched):
        due = reminder_due(answer_by, asked_on=DAY, on=DAY + dt.timedelta(days=number), sent=sent)
        if due:
            told.append(due)
            sent = due
    assert told == sorted(set(told), key=list(Reminder).index)
    if days_watched > days_to_answer + 1:
        assert told[-1] is Reminder.PASSED
        assert Reminder.LAST_DAY in told
        assert (Reminder.WEEK_LEFT in told) is (days_to_answer > 7)


def test_a_worker_that_was_away_sends_the_latest_reminder_alone():
    answer_by = DAY + dt.timedelta(days=14)
    late = answer_by + dt.timedelta(days=5)
    assert reminder_due(answer_by, asked_on=DAY, on=late, sent=None) is Reminder.PASSED
    assert reminder_due(answer_by, asked_on=DAY, on=late, sent=Reminder.PASSED) is None


@given(st.lists(st.tuples(st.text(min_size=1), st.booleans())))
def test_answers_are_counted(asked):
    counted = count_answers(asked, answer_by=DAY, on=DAY + dt.timedelta(days=1))
    assert counted.answered + len(counted.missing) == counted.asked == len(asked)
    assert counted.late is bool(counted.missing)
    assert not count_answers(asked, answer_by=None, on=DAY).late


@given(st.frozensets(st.integers(1, 5)), st.integers(-3, 3), st.integers(1, 5))
def test_attendance_is_noted_when_somebody_was_there_and_the_day_has_come(present, ahead, place):
    told = GroupMeetingTold(held_on=DAY + dt.timedelta(days=ahead), present=present)
    noted = told.attendance(place, on=DAY)
    assert noted is (place in present if present and ahead <= 0 else None)


def test_the_proposal_is_written_with_its_numbers():
    assert numbered(("införa", "betala"), lead="E-nämnden beslutar att") == (
        "E-nämnden beslutar att\n1. införa\n2. betala"
    )
