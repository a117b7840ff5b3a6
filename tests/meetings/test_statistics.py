"""Meetings in figures, and how long each was there."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.meetings import AT, DAY, a_closed_meeting
from tests.meetings.addresses import HERE, LIST, text
from tests.meetings.test_kept import written
from tests.meetings.test_sitting import seat
from tinget.meetings.rules.agenda import DecisionKind
from tinget.meetings.rules.attendance_times import stays
from tinget.meetings.rules.statistics import Held, by_year

STEPS = st.lists(
    st.tuples(st.sampled_from(["arrive", "leave"]), st.sampled_from(["Boden", "Kiruna"])), max_size=20
)


@given(steps=STEPS)
def test_nobody_is_paid_for_more_than_the_meeting_and_no_time_is_counted_twice(steps):
    events = [written([], "open", None)]
    for kind, name in steps:
        values = seat(name) | ({"reason": "other"} if kind == "leave" else {})
        events.append(written(events, kind, values))
    events.append(written(events, "close", None))
    events = [_at(one, number) for number, one in enumerate(events)]
    for name in ("Boden", "Kiruna"):
        own = [one for one in stays(events) if one.seat.municipality == name]
        assert all(one.ends_at is not None and one.ends_at > one.begins_at for one in own)
        assert all(first.ends_at <= then.begins_at for first, then in itertools.pairwise(own))
        assert sum(one.minutes for one in own) <= len(events) - 1


def _at(event, number):
    return event.__class__(event.number, event.kind, event.values, AT + dt.timedelta(minutes=number), "S")


@given(
    lists=st.lists(st.none() | st.frozensets(st.sampled_from(["Boden", "Kiruna"])), min_size=1, max_size=8)
)
def test_what_is_not_known_is_left_out_of_the_reckoning(lists):
    held = [Held(DAY, None, (DecisionKind.APPROVE,), there and frozenset(), there) for there in lists]
    (year,) = by_year(held, ["Boden", "Kiruna"])
    known = [one for one in lists if one is not None]
    assert (year.meetings, year.with_list, year.mean_minutes) == (
        len(lists),
        len([1 for one in held if one.there is not None]),
        None,
    )
    assert year.decisions[0].count == len(lists)
    if known:
        filled = sum(len(one) for one in known)
        assert sum(one.count for one in year.municipalities) == filled


@pytest.mark.usefixtures("today")
def test_figures_and_times_are_pages_and_files(sign_in, visitor, secretary, within):
    with within():
        a_closed_meeting(secretary)
    client = sign_in("Sekreterare")
    page = text(client.get(f"{LIST}statistik/"))
    assert "100 procent av platserna var fyllda" in page
    assert "I genomsnitt 60 minuter" in page
    rows = b"".join(client.get(f"{LIST}statistik/?format=csv").streaming_content).decode("utf-8-sig")
    assert "2026;kommun;;Boden;1;1" in rows
    assert visitor.get(f"{LIST}statistik/").status_code == 200
    times = f"{HERE}narvaro/tider/"
    rows = b"".join(client.get(f"{times}?format=csv").streaming_content).decode("utf-8-sig")
    assert "Boden;Ledamot, Boden;ledamot;2026-12-01;14.00;15.00;60;nej" in rows
    assert visitor.get(times).status_code == 302
