"""What led to a decision, for whoever examines it: events, rules, votes by name, and what was noticed."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.meetings import AT, DAY, an_open_meeting
from tests.meetings.addresses import HERE, text
from tests.meetings.test_sitting import MOTION, happens, seat, sitting
from tinget.foundation.errors import NeedsReason
from tinget.meetings import actions, queries
from tinget.meetings.rules.approval import latest_notice, unnoticed
from tinget.meetings.rules.grounds import parted
from tinget.meetings.rules.live import EventNow
from tinget.meetings.rules.proceedings.kept import OURS
from tinget.meetings.rules.proceedings.reading import BARE, READERS
from tinget.meetings.rules.proceedings.tested import TESTED
from tinget.meetings.rules.rulebook import rules_on

KINDS = ("arrive", "item", "motion", "vote", "decide", "reserve", "correct")


def test_every_kind_of_event_says_which_rules_it_is_tested_against():
    known = {rule.id for rule in rules_on(DAY)}
    assert set(TESTED) >= {*OURS, *READERS, *BARE} - {"close"}
    assert {number for rules in TESTED.values() for number in rules} <= known


@given(steps=st.lists(st.tuples(st.sampled_from(KINDS), st.integers(1, 3)), max_size=30))
def test_only_what_has_a_bearing_on_the_item_is_among_its_grounds(steps):
    events = tuple(
        EventNow(number, kind, AT, "S", kind, "", "", "", "", item, is_withdrawn=False, corrects=number - 1)
        for number, (kind, item) in enumerate(steps, start=1)
    )
    before, during = parted(events, 1)
    numbers = {one.event.number for one in (*before, *during)}
    assert all(one.event.item_id == 1 or one.event.kind == "correct" for one in during)
    assert [one.event.number for one in during] == sorted({one.event.number for one in during})
    assert all(one.event.kind == "arrive" for one in before)
    missing = [one for one in events if one.kind == "correct" and one.corrects in numbers]
    assert all(one.number in numbers for one in missing if one.corrects != one.number)


@given(days=st.integers(0, 40), passed=st.integers(0, 60))
def test_what_is_approved_at_once_is_noticed_by_the_second_day(days, passed):
    """Rule 25, for a § approved at the meeting (rule 24)."""
    noticed, today_ = DAY + dt.timedelta(days=days), DAY + dt.timedelta(days=passed)
    assert (unnoticed(DAY, noticed, today=today_) is None) is (days <= 2)
    assert (unnoticed(DAY, None, today=today_) is None) is (today_ <= latest_notice(DAY))


@pytest.mark.usefixtures("inside")
def test_taking_part_from_a_distance_without_leave_needs_a_reason(secretary):
    """Rule 6."""
    meeting_id, _item = an_open_meeting(secretary)
    alone = seat("Kiruna", "substitute") | {"remote": True, "without_leave": True}
    with pytest.raises(NeedsReason) as asked:
        happens(secretary, meeting_id, "arrive", alone)
    assert (asked.value.rule, asked.value.source) == ("6", "KL 6:24, reglemente 12 §")
    happens(secretary, meeting_id, "arrive", alone, reason="Ordföranden var inte anträffbar.")
    assert any(seat.municipality == "Kiruna" for seat in sitting(meeting_id).room.remote)


@pytest.mark.usefixtures("today")
def test_an_auditor_reads_every_event_and_rule_behind_a_decision(sign_in, visitor, secretary, within):
    with within():
        meeting_id, item_id = an_open_meeting(secretary)
        actions.take_up_item(secretary, item_id=item_id, at=AT)
        happens(secretary, meeting_id, "freeze")
        happens(secretary, meeting_id, "motion", MOTION, reason="Ordföranden tillät det.")
        names = [one.municipality for one in sitting(meeting_id).room.serving()]
        counted = {"kind": "counted", "yes": "draft", "no": "1", "for": [*map(seat, names[:9])]}
        happens(secretary, meeting_id, "vote", counted | {"against": [*map(seat, names[9:])], "abstain": []})
        actions.decide_item(secretary, item_id=item_id, at=AT, text="E-nämnden godkänner.")
        happens(secretary, meeting_id, "approve_at_once", {"text_shown": True, "approver": seat("Boden")})
        happens(secretary, meeting_id, "arrive", seat("Piteå", "substitute"))
        grounds = queries.grounds_of(item_id)
    assert [one.event.kind for one in grounds.during] == [
        "item", "freeze", "motion", "vote", "decide", "approve_at_once"
    ]  # fmt: skip
    assert {"5", "13", "15", "18", "24"} <= {rule.id for rule in grounds.rules}
    address = f"{HERE}punkt/{item_id}/grund/"
    page = text(sign_in("Arkivansvarig").get(address))
    for told in ("Ordföranden tillät det.", "9 ja, 5 nej, 0 avstår", "fler röster för än emot", "Regel 15"):
        assert told in page
    assert visitor.get(address).status_code == 302
    assert sign_in("Administratör").get(address).status_code == 403
    item = text(sign_in("Ledamot, Boden").get(f"{HERE}punkt/{item_id}/"))
    assert address in item
    assert "Omröstning" in item


@pytest.mark.usefixtures("today")
def test_events_are_told_over_the_api_with_their_verdicts(sign_in, visitor, secretary, within):
    with within():
        meeting_id, _item = an_open_meeting(secretary)
        happens(secretary, meeting_id, "doors", {"open": True})
    route = f"/api{HERE.replace('sammantraden', 'meetings')}events"
    told = sign_in("Sekreterare").get(route).json()
    assert [one["kind"] for one in told[-2:]] == ["arrive", "doors"]
    assert told[-1] | {"at": None, "by": None} == {
        "number": len(told), "kind": "doors", "at": None, "by": None, "values": {"open": True}, "item": None,
        "text": "Sammanträdet är offentligt härifrån, som nämnden har beslutat (KL 6:25).",
        "verdict": "allowed", "rule": None, "source": None, "finding": None, "reason": None,
        "is_withdrawn": False, "corrects": None, "entered_at": None,
    }  # fmt: skip
    assert visitor.get(route).status_code in (401, 403)
