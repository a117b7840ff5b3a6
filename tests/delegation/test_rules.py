"""Who may decide what: only within the scheme of the day, never what the law forbids to delegate."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.delegation import TABLE
from tinget.delegation.rules.decisions import (
    DecisionFacts,
    judge,
    late_report,
    next_meeting,
    noticed_by_itself,
)
from tinget.delegation.rules.schemes import (
    NEVER_AUTOMATED,
    NEVER_DELEGATED,
    Delegate,
    Matter,
    Point,
    Scheme,
    point_fault,
    read_points,
    retroactive,
    scheme_on,
)
from tinget.kernel.findings import WithoutEffect

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31))
POINTS = st.builds(
    Point,
    number=st.just("1"),
    matter=st.just("Avrop"),
    delegate=st.sampled_from(Delegate),
    conditions=st.sampled_from(["", "efter samråd"]),
    amount_limit=st.none() | st.integers(0, 10**9),
    is_reported=st.booleans(),
    may_delegate_further=st.booleans(),
    is_urgent=st.booleans(),
    is_appealable=st.booleans(),
    kind=st.sampled_from(Matter),
)
FACTS = st.builds(
    DecisionFacts,
    decided_on=DAYS,
    decided_by=st.just("Lisa Nilsson"),
    holds_office=st.booleans(),
    amount=st.none() | st.integers(0, 10**9),
    kind=st.sampled_from(Matter),
    meets_conditions=st.booleans(),
    is_further=st.booleans(),
)
PLAIN = Point("2.1", "Avrop", Delegate.FUNCTION, "samordnaren", amount_limit=500_000)


def scheme(first, last=None, points=(PLAIN,)):
    return Scheme(1, "Delegationsordning", first, last, first, "§ 12/2026", tuple(points))


def refused(point, **facts):
    day = facts.pop("decided_on", dt.date(2026, 5, 1))
    with pytest.raises(WithoutEffect) as refusal:
        judge(scheme(dt.date(2026, 1, 1), points=[point]), point, DecisionFacts(day, "Lisa", **facts))
    return refusal.value.finding


@given(POINTS, FACTS, DAYS, DAYS)
def test_rule_30_whatever_has_effect_lies_within_the_delegation(point, facts, one, other):
    first, last = sorted((one, other))
    try:
        findings = judge(scheme(first, last, [point]), point, facts)
    except WithoutEffect:
        return
    assert first <= facts.decided_on <= last
    assert not {point.kind, facts.kind} & NEVER_DELEGATED
    assert point.delegate is not Delegate.AUTOMATED or not {point.kind, facts.kind} & NEVER_AUTOMATED
    assert point.amount_limit is None or facts.amount is None or facts.amount <= point.amount_limit
    assert not facts.is_further or point.may_delegate_further
    assert not point.is_urgent or (point.is_reported and point.delegate in {Delegate.CHAIR, Delegate.MEMBER})
    assert bool(findings) == bool(point.conditions and not facts.meets_conditions)


def test_each_refusal_names_its_source():
    day = dt.date(2026, 5, 1)
    assert refused(PLAIN, decided_on=dt.date(2025, 12, 31)).source == "KL 6:37"
    assert refused(PLAIN, amount=500_001).source == "KL 6:37"
    assert refused(PLAIN, is_further=True).source == "KL 7:6"
    assert refused(PLAIN, kind=Matter.AIMS).source == "KL 6:38"
    chair = Point("1", "Brådskande", Delegate.CHAIR, is_urgent=True)
    assert refused(chair, holds_office=False).source == "KL 6:39"
    robot = Point("1", "Tilldelning", Delegate.AUTOMATED)
    assert refused(robot, kind=Matter.PROCUREMENT).source == "KL 6:37"
    other = Point("9", "Annat", Delegate.FUNCTION, "samordnaren")
    with pytest.raises(WithoutEffect):
        judge(scheme(dt.date(2026, 1, 1)), other, DecisionFacts(day, "Lisa"))
    with pytest.raises(WithoutEffect):
        judge(None, PLAIN, DecisionFacts(day, "Lisa"))
    assert judge(scheme(dt.date(2026, 1, 1)), PLAIN, DecisionFacts(day, "Lisa", amount=500_000)) == ()


def test_rule_31_an_urgent_mandate_is_the_chairs_or_a_members_and_always_reported():
    assert point_fault(Point("1", "x", Delegate.FUNCTION, "y", is_urgent=True)).source == "KL 6:39"
    assert point_fault(Point("1", "x", Delegate.CHAIR, is_urgent=True, is_reported=False)).source == "KL 6:40"
    assert point_fault(Point("1", "x", Delegate.CHAIR, is_urgent=True)) is None


@given(st.lists(DAYS, unique=True, min_size=1, max_size=6), DAYS)
def test_one_version_holds_on_a_day(starts, day):
    starts = sorted(starts)
    ends = [later - dt.timedelta(days=1) for later in starts[1:]] + [None]
    versions = [scheme(first, last) for first, last in zip(starts, ends, strict=True)]
    found = scheme_on(versions, day)
    begun = [first for first in starts if first <= day]
    assert (found.valid_from if found else None) == (begun[-1] if begun else None)


def test_no_version_holds_before_it_was_adopted():
    assert retroactive(dt.date(2026, 1, 1), dt.date(2026, 1, 2)).source == "KL 6:37"
    assert retroactive(dt.date(2026, 1, 2), dt.date(2026, 1, 2)) is None


@given(DAYS, st.lists(DAYS, max_size=8), st.none() | DAYS, st.booleans())
def test_rule_31_a_report_is_late_when_an_earlier_meeting_could_have_been_told(day, held, reported, urgent):
    late = late_report(day, held=held, reported_on=reported, is_urgent=urgent)
    expected = next_meeting(day, held)
    assert (late is not None) == (expected is not None and (reported is None or reported > expected))
    if late is not None:
        assert late.rule == ("31" if urgent else "32")


def test_rule_32_what_is_not_reported_but_can_be_appealed_is_noticed_by_itself():
    assert noticed_by_itself(Point("1", "x", Delegate.CHAIR, is_reported=False))
    assert not noticed_by_itself(Point("1", "x", Delegate.CHAIR, is_reported=False, is_appealable=False))
    assert not noticed_by_itself(Point("1", "x", Delegate.CHAIR))


def test_a_table_of_points_is_read():
    points, faults = read_points(TABLE)
    assert faults == []
    assert [point.number for point in points] == ["1.1", "2.1", "2.2", "2.3"]
    assert points[1].amount_limit == 500_000
    assert points[0].is_urgent
    assert points[2].conditions == "efter samråd med ordföranden"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("1;Mål;ordförande;;;;;;;;mål", "KL 6:38"),
        ("1;Avrop;chefen;;;;;;;;", "delegat"),
        ("1;Avrop;anställd;;;;;;;;", "funktion"),
        ("1;Avrop;ordförande;;;5,5;;;;;", "beloppsgräns"),
        ("1;Avrop;ordförande;;;;kanske;;;;", "anmäls"),
        ("1;;ordförande;;;;;;;;", "ärende"),
        ("1;Avrop;ordförande;;;;;;;;okänt", "slag"),
        ("1;Avrop;anställd;x;;;;;ja;;", "KL 6:39"),
        ("1;Avrop;automatiserat;;;;;;;;upphandling", "KL 6:37"),
    ],
)
def test_a_wrong_row_is_told_with_its_line(row, said):
    points, faults = read_points(TABLE.splitlines()[0] + f"\n{row}\n")
    assert points == []
    assert faults[0].line == 2
    assert said in faults[0].text


def test_a_number_twice_is_a_fault():
    _points, faults = read_points("punkt;ärende;delegat\n1;a;ordförande\n1;b;ordförande\n")
    assert [fault.line for fault in faults] == [3]
