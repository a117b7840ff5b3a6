"""Approval of the minutes: KL 5:69, reglemente 10 and 22 §§."""

import datetime as dt

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tinget.meetings.rules.approval import (
    early_approval,
    late_approval,
    latest_approval,
    moved_day,
    wrong_approver,
)
from tinget.meetings.rules.findings import Verdict
from tinget.meetings.rules.seats import Present, PresentAs
from tinget.meetings.rules.versions import rules_on

# A busy machine is no fault of the rule.
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

HELD = dt.date(2023, 10, 12)
ROOM = [
    Present(1, 1, PresentAs.MEMBER),
    Present(2, 2, PresentAs.SUBSTITUTE),
    Present(3, 1, PresentAs.SUBSTITUTE),
    Present(4, None, PresentAs.OTHER),
]


def test_who_presides_does_not_approve_beside_themselves_kl_5_69():
    finding = wrong_approver(1, ROOM, presiding=1)
    assert finding is not None
    assert (finding.verdict, finding.rule) == (Verdict.REFUSED, "24")


def test_a_serving_substitute_may_approve_kl_4_22():
    assert wrong_approver(2, ROOM, presiding=1) is None


def test_nobody_without_a_serving_seat_approves_reglemente_22():
    assert wrong_approver(3, ROOM, presiding=2) is not None
    assert wrong_approver(4, ROOM, presiding=1) is not None
    assert wrong_approver(99, ROOM, presiding=1) is not None


@CALM
@given(st.integers(0, 60))
def test_after_fourteen_days_approval_needs_a_reason_kl_5_69(days):
    finding = late_approval(HELD, HELD + dt.timedelta(days=days))
    assert (finding is None) == (days <= 14)
    assert finding is None or finding.verdict is Verdict.NEEDS_REASON


def test_the_published_approval_of_2023_10_16_was_in_time_kl_5_69():
    assert latest_approval(HELD) == dt.date(2023, 10, 26)
    assert late_approval(HELD, dt.date(2023, 10, 16)) is None


def test_nothing_is_approved_before_it_was_held_kl_5_69():
    assert early_approval(HELD, HELD) is None
    early = early_approval(HELD, dt.date(2023, 10, 11))
    assert early is not None
    assert early.verdict is Verdict.REFUSED


def test_another_day_than_the_summons_said_needs_a_reason_reglemente_10():
    assert moved_day(HELD, HELD) is None
    moved = moved_day(HELD, dt.date(2023, 10, 13))
    assert moved is not None
    assert moved.verdict is Verdict.NEEDS_REASON


def test_the_published_meetings_are_under_assumed_rules_minutes_2023_10_12():
    assert rules_on(HELD).is_assumed
    assert rules_on(HELD).name == "reglemente-2022"


def test_the_rules_stay_assumed_until_all_councils_decisions_are_known():
    assert rules_on(dt.date(2026, 12, 1)).is_assumed
