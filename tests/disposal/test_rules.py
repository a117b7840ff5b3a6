"""What may go, when, and what stops it: never too early, never without a rule, never under a hold."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.disposal import TABLE
from tinget.disposal.rules import (
    NEXT_STATES,
    OPEN,
    CountsFrom,
    Hold,
    Rule,
    RunState,
    confirmation_words,
    covers,
    due_on,
    falls_due,
    last_counted_day,
    read_rules,
    rule_for,
)

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31))
CODES = st.lists(st.integers(0, 3), max_size=4).map(lambda parts: ".".join(map(str, parts)))
KINDS = st.sampled_from(["", "protokoll", "Faktura"])
RULES = st.lists(
    st.builds(
        Rule,
        class_code=CODES,
        kind=KINDS,
        years=st.none() | st.integers(0, 100),
        counts_from=st.sampled_from(CountsFrom),
    ),
    max_size=8,
    unique_by=lambda rule: (rule.class_code, rule.kind),
)


@given(DAYS, st.integers(0, 100), DAYS)
def test_a_record_is_due_exactly_from_the_day_it_may_go(counted, years, today):
    assert (due_on(counted, years) <= today) == (counted <= last_counted_day(today, years))


@given(DAYS, st.integers(0, 100))
def test_nothing_goes_before_the_years_have_passed(counted, years):
    passed = due_on(counted, years)
    assert (passed - counted).days > years * 365
    assert (passed.year - counted.year, passed.month, passed.day) == (years + 1, 1, 1)


@given(RULES, CODES, KINDS)
def test_the_nearest_rule_decides_and_without_one_all_is_kept(rules, code, kind):
    found = rule_for(rules, class_code=code, kind=kind)
    fitting = [
        rule for rule in rules if covers(rule.class_code, code) and rule.kind.lower() in {"", kind.lower()}
    ]
    if not fitting:
        assert found is None
        assert falls_due(rules, [(code, kind)]) == []
        return
    assert found in fitting
    assert all(len(rule.class_code) <= len(found.class_code) for rule in fitting)
    goes = falls_due(rules, [(code, kind)])
    assert bool(goes) == (found.years is not None and found.counts_from is not CountsFrom.VALIDITY)


@given(
    CODES,
    st.none() | st.integers(1, 3),
    DAYS,
    st.none() | st.integers(0, 400),
    CODES,
    st.integers(1, 3),
    DAYS,
)
def test_a_hold_stops_its_case_its_class_or_all(code, case, first, length, other, other_case, day):
    last = None if length is None else first + dt.timedelta(days=length)
    hold = Hold(first, last, "" if case else code, case)
    in_force = first <= day and (last is None or day <= last)
    meant = case == other_case if case else covers(code, other)
    assert hold.stops(class_code=other, case_id=other_case, day=day) == (in_force and meant)


def test_a_class_covers_what_lies_under_it_and_no_neighbour():
    assert covers("2.2", "2.2.0.1")
    assert covers("2.2", "2.2")
    assert not covers("2.2", "2.20")
    assert not covers("2.2.0", "2.2")
    assert covers("", "9.9")


def test_what_is_decided_cannot_be_abandoned_and_what_is_done_is_done():
    assert RunState.ABANDONED not in NEXT_STATES[RunState.DISPOSING]
    assert {state for state in RunState if NEXT_STATES[state]} == OPEN


def test_the_words_to_type_name_what_will_happen():
    assert confirmation_words(1) == "gallra 1 handling"
    assert confirmation_words(128) == "gallra 128 handlingar"


def test_a_plan_is_read():
    rules, faults = read_rules(TABLE)
    assert faults == []
    assert [rule.text for rule in rules] == [
        "gallras 5 år efter ärendets avslut",
        "bevaras",
        "gallras 7 år efter registreringen",
        "gallras 2 år efter giltighetens slut",
    ]
    assert read_rules("klass;slag;gallras\n*;;10 år\n")[0][0].class_code == ""


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2.x;;5 år;;", "klass"),
        ("2.2;;vid inaktualitet;;", "gallras"),
        ("2.2;;999 år;;", "gallras"),
        ("2.2;;-1;;", "gallras"),
        ("2.2;;;;", "gallras"),
        ("2.2;;5;ibland;", "räknas från"),
        (f"2.2;{'x' * 61};5;;", "slag"),
    ],
)
def test_a_wrong_row_is_told_with_its_line(row, said):
    rules, faults = read_rules(f"klass;slag;gallras;räknas från;beslut\n{row}\n")
    assert rules == []
    assert faults[0].line == 2
    assert said in faults[0].text


def test_the_same_place_twice_is_a_fault():
    _rules, faults = read_rules("klass;slag;gallras\n2.2;Faktura;5\n2.2;faktura;7\n")
    assert [fault.line for fault in faults] == [3]
