"""Events as they are kept: what is taken back leaves nothing behind, and every event is told in words."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.meetings.test_proceedings import CROWD, EVENTS, OPEN, PLACES, SEATS
from tinget.meetings.rules.findings import Verdict
from tinget.meetings.rules.proceedings.beforehand import Facts
from tinget.meetings.rules.proceedings.items import DRAFT, Item, Motion, MotionKind
from tinget.meetings.rules.proceedings.kept import (
    WITHDRAW,
    Event,
    act,
    attended,
    in_effect,
    sitting_of,
    to_take_back,
)
from tinget.meetings.rules.proceedings.procedure import Words, procedure_from
from tinget.meetings.rules.proceedings.room import Seat, in_swedish_order
from tinget.meetings.rules.proceedings.sitting import Sitting
from tinget.meetings.rules.proceedings.telling import told
from tinget.meetings.rules.seats import PresentAs

AT = dt.datetime(2026, 12, 1, 13, tzinfo=dt.UTC)
DAY = AT.date()
FACTS = Facts(
    seats=14, summoned_on=None, held_on=DAY, is_public=False, chair=None, vice_chair=None, seniority=()
)


def written(events, kind, values, corrects=None):
    return Event(len(events) + 1, kind, values, AT, "Sekreterare", corrects=corrects)


def kept(steps):
    """Keep what is not refused; None takes the latest back where it may be."""
    events = []
    for step in steps:
        if step is None:
            last = to_take_back(events)
            if last is not None:
                events.append(written(events, WITHDRAW, None, corrects=last.number))
            continue
        ((kind, values),) = step.items()
        sitting = sitting_of(FACTS, PLACES, events)
        found = act(kind, values, PLACES, [*events, *MOVED])(sitting)
        if found is None or found.verdict is not Verdict.REFUSED:
            events.append(written(events, kind, values))
    return events


MOVED = [Event(0, "motion", {"id": name}, AT, "") for name in ("m", "t")]  # so that any may be named
SAYS = st.builds(lambda one: {"remark": {"by": one, "text": "Jag vill ha det antecknat."}}, SEATS)
TALK = st.one_of(
    st.sampled_from([{"adjourn": {"until": "13.40"}}, {"adjourn": None}, {"resume": None}]),
    st.builds(lambda one: {"ask_to_speak": one}, SEATS),
    st.builds(lambda one: {"speak": one}, SEATS),
    SAYS,
    st.builds(
        lambda name, seats: {"support": {"id": name, "by": seats}},
        st.sampled_from(["m", "t"]),
        st.lists(SEATS, min_size=1, max_size=3),
    ),
)
STEPS = st.lists(st.one_of(EVENTS, TALK, st.none()), max_size=25)


@settings(deadline=None, max_examples=40)
@given(crowd=CROWD, steps=STEPS)
def test_what_is_taken_back_leaves_nothing_behind(crowd, steps):
    events = kept([*crowd, OPEN, *steps])
    left = in_effect(events)
    afresh = [written([None] * number, one.kind, one.values) for number, one in enumerate(left)]
    assert sitting_of(FACTS, PLACES, events) == sitting_of(FACTS, PLACES, afresh)
    assert len(events) == len(left) + 2 * sum(one.kind == WITHDRAW for one in events)


@settings(deadline=None, max_examples=40)
@given(crowd=CROWD, steps=STEPS)
def test_each_event_is_told_and_who_served_is_on_the_list(crowd, steps):
    events = kept([*crowd, OPEN, *steps])
    sitting = sitting_of(FACTS, PLACES, events)
    assert all(told(one).endswith(".") or ": " in told(one) for one in events)
    assert set(sitting.room.serving()) <= set(attended(events, sitting))


def test_what_the_gavel_confirmed_is_not_taken_back():
    events = kept([{"arrive": {"municipality": "Boden", "as": "member"}}, OPEN])
    assert to_take_back(events) is None
    assert to_take_back(events[:1]) == events[0]


@settings(deadline=None, max_examples=40)
@given(crowd=CROWD, steps=STEPS)
def test_who_is_not_in_the_room_neither_speaks_nor_is_noted_and_nothing_is_handled_in_a_break(crowd, steps):
    """Rule 11: who does not serve may speak and be noted; rule 12: who has a conflict may not."""
    events = kept([*crowd, OPEN, *steps])
    sitting = Sitting(FACTS)
    for one in in_effect(events):
        if one.kind in ("ask_to_speak", "speak", "remark"):
            by = one.values.get("by", one.values)
            assert Seat(by["municipality"], PresentAs(by["as"])) in sitting.room.remote
        if sitting.is_adjourned:
            assert one.kind in ("arrive", "leave", "preside", "resume", "reserve")
        if one.kind == "support":
            joins = [Seat(by["municipality"], PresentAs(by["as"])) for by in one.values["by"]]
            assert set(joins) <= set(sitting.room.serving()) - {sitting.item.motions[one.values["id"]].by}
        act(one.kind, one.values, PLACES, events)(sitting)


def in_an_item(*more):
    sitting = Sitting(FACTS)
    for name in PLACES[:9]:
        sitting.arrive(Seat(name, PresentAs.MEMBER), remote=False)
    for seat in more:
        sitting.arrive(seat, remote=False)
    sitting.open()
    sitting.begin_item(Item(1))
    return sitting


def test_rule_11_who_has_no_seat_in_the_item_joins_no_motion():
    mover, other, third = (Seat(name, PresentAs.MEMBER) for name in PLACES[:3])
    idle = Seat(PLACES[3], PresentAs.SUBSTITUTE)
    sitting = in_an_item(idle)
    sitting.move("1", Motion(mover, MotionKind.REJECT, "utred kostnaden"), is_unanimous=False)
    for name, seats, rule in (
        ("1", [other, idle], "11"),
        ("1", [Seat(PLACES[-1], PresentAs.MEMBER)], "9"),
        ("1", [mover], "16"),
        ("2", [other], "15"),
        (DRAFT, [other], "15"),
    ):
        found = sitting.support(name, seats, is_unanimous=False)
        assert (found.verdict, found.rule) == (Verdict.REFUSED, rule)
    assert sitting.item.motions["1"].supporters == ()
    assert sitting.support("1", [third], is_unanimous=False) is None
    assert sitting.support("1", [other, third], is_unanimous=False) is None
    assert sitting.item.motions["1"].supporters == tuple(sorted((other, third), key=in_swedish_order))
    words = Words("nämnden", "förslaget", lambda seat: seat.municipality)
    told = (
        f"yrkar, med instämmande av {other.municipality} och {third.municipality}, avslag på förslaget: utred"
    )
    assert told in procedure_from(sitting.item, words)


def test_rule_15_who_joins_after_the_gavel_has_a_reason_or_the_consent_of_all():
    mover, other = (Seat(name, PresentAs.MEMBER) for name in PLACES[:2])
    sitting = in_an_item()
    sitting.move("1", Motion(mover, MotionKind.REJECT), is_unanimous=False)
    sitting.freeze()
    assert sitting.support("1", [other], is_unanimous=False).rule == "15"
    assert sitting.support("1", [other], is_unanimous=True) is None


def test_rule_23_presence_put_right_after_a_decision_has_a_reason_and_leaves_its_roll():
    sitting = Sitting(FACTS)
    there = [Seat(name, PresentAs.MEMBER) for name in PLACES[:9]]
    for seat in there:
        sitting.arrive(seat, remote=False)
    sitting.open()
    gone = there[0]
    assert sitting.correct_presence(gone, is_present=True, remote=False) is None
    sitting.begin_item(Item(1))
    sitting.decide(DRAFT)
    found = sitting.correct_presence(gone, is_present=False, remote=False)
    assert (found.verdict, found.rule) == (Verdict.NEEDS_REASON, "23")
    assert gone in sitting.items[0].roll
    assert gone not in sitting.room.serving()
