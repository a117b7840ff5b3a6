"""The agenda's times: when each item begins, and how the sitting keeps to that."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.meetings import AT, DAY, a_case_item, a_planned_meeting, an_open_meeting
from tinget.foundation.errors import NotPossible
from tinget.foundation.scoping import Scope, scoped
from tinget.meetings import api as meetings
from tinget.meetings.queries import live
from tinget.meetings.rules.timing import Timing, minutes_over, planned_starts

LENGTHS = st.lists(st.none() | st.integers(1, 120), min_size=1, max_size=12)
HERE = "/e-namnden/sammantraden/2026-12-01/"


@given(LENGTHS)
def test_an_item_begins_when_those_before_it_have_had_their_minutes(lengths):
    start = dt.time(9)
    begins = planned_starts(start, lengths)
    assert len(begins) == len(lengths)
    if any(lengths):
        for number, begin in enumerate(begins):
            minutes = sum(length or 0 for length in lengths[:number])
            due = dt.datetime.combine(DAY, start) + dt.timedelta(minutes=minutes)
            assert begin == (due.time() if due.date() == DAY else None)
    else:
        assert set(begins) == {None}


def test_without_an_hour_for_the_meeting_no_item_has_one():
    assert planned_starts(None, [5, 10]) == (None, None)


def test_what_would_begin_after_midnight_has_no_time():
    assert planned_starts(dt.time(23), [60, 5]) == (dt.time(23), None)


@given(LENGTHS)
def test_the_minutes_over_are_those_that_do_not_fit(lengths):
    total = sum(length or 0 for length in lengths)
    assert minutes_over(dt.time(13), dt.time(15), lengths) == max(0, total - 120)
    assert minutes_over(dt.time(13), None, lengths) == 0


@pytest.mark.parametrize(
    ("begun", "told"),
    [
        (dt.time(13, 20), "enligt planen"),
        (dt.time(13, 21), "1 minut efter planen"),
        (dt.time(13, 5), "15 minuter före planen"),
    ],
)
def test_how_the_sitting_keeps_to_the_plan_is_told_in_words(begun, told):
    assert Timing(dt.time(13, 20), begun).in_words == told


def test_lengths_follow_their_items_when_the_order_changes(secretary, inside):
    meeting_id = a_planned_meeting(secretary)
    first = a_case_item(secretary, meeting_id=meeting_id)
    second = a_case_item(secretary, meeting_id=meeting_id, title="Avtal")
    meetings.time_items(secretary, meeting_id=meeting_id, minutes={first: 20, second: 5})
    meetings.move_item(secretary, item_id=second, up=True)
    begins = {item.id: item.begins for item in meetings.meeting_by_id(meeting_id).items}
    assert (begins[second], begins[first]) == (dt.time(13), dt.time(13, 5))


def test_what_is_handled_keeps_its_length(secretary, inside):
    meeting_id, item_id = an_open_meeting(secretary)
    roll_call = meetings.meeting_by_id(meeting_id).items[0].id
    meetings.note_item(secretary, item_id=roll_call, at=AT)
    with pytest.raises(NotPossible):
        meetings.time_items(secretary, meeting_id=meeting_id, minutes={roll_call: 5})
    meetings.time_items(secretary, meeting_id=meeting_id, minutes={roll_call: None, item_id: 30})
    assert next(one for one in meetings.meeting_by_id(meeting_id).items if one.id == item_id).minutes == 30


def test_an_item_that_is_taken_up_tells_how_late_it_is(secretary, inside):
    meeting_id, item_id = an_open_meeting(secretary)
    items = meetings.meeting_by_id(meeting_id).items
    meetings.time_items(secretary, meeting_id=meeting_id, minutes={items[0].id: 10, item_id: 30})
    meetings.note_item(secretary, item_id=items[0].id, at=AT)
    at = dt.datetime(2026, 12, 1, 12, 25, tzinfo=dt.UTC)  # 13.25 in Sweden
    meetings.take_up_item(secretary, item_id=item_id, at=at)
    assert live(meeting_id).item.timing == Timing(dt.time(13, 10), dt.time(13, 25))


def test_times_are_written_on_their_page_and_read_on_the_agenda(sign_in, secretary, committee, settings):
    settings.TINGET_TODAY = DAY.isoformat()
    with scoped(Scope(authorities=frozenset({committee.id}))):
        meeting_id = a_planned_meeting(secretary)
        item_id = a_case_item(secretary, meeting_id=meeting_id)
        first = meetings.meeting_by_id(meeting_id).items[0].id
    client = sign_in("Sekreterare")
    page = client.post(f"{HERE}dagordning/tider/", {f"item-{first}": 15, f"item-{item_id}": 200}, follow=True)
    assert "95 minuter mer" in page.content.decode()
    assert "13.15" in client.get(f"{HERE}dagordning/").content.decode()
    assert "13.15" in client.get(HERE).content.decode()
    refused = client.post(f"{HERE}dagordning/tider/", {f"item-{item_id}": 0})
    assert "Något behöver rättas" in refused.content.decode()
    assert sign_in("Ledamot, Boden").get(f"{HERE}dagordning/tider/").status_code == 403
