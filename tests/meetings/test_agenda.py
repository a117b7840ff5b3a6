"""The agenda's order, numbers and words, as the published minutes have them."""

import datetime as dt

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tinget.meetings.rules.agenda import (
    FIRST_ITEMS,
    ItemKind,
    free_address,
    moved,
    paragraph_ranges,
    place_of_new_item,
)
from tinget.meetings.rules.states import NEXT_STATES, MeetingState, has_reached, may_become
from tinget.meetings.rules.wording import election_of, procedure_of, tabling_of

# A busy machine is no fault of the rule.
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def test_ranges_read_as_in_the_published_minutes():
    assert paragraph_ranges([15, 16]) == "15–16"
    assert paragraph_ranges(range(8, 17)) == "8–16"
    assert paragraph_ranges([20, 19, 22]) == "19–20, 22"
    assert paragraph_ranges([]) == ""


@CALM
@given(st.sets(st.integers(1, 300)))
def test_ranges_lose_no_paragraph(paragraphs):
    read: set[int] = set()
    for part in filter(None, paragraph_ranges(paragraphs).split(", ")):
        first, _, last = part.partition("–")
        read |= set(range(int(first), int(last or first) + 1))
    assert read == paragraphs


@CALM
@given(st.lists(st.integers(), unique=True, min_size=1), st.data(), st.booleans())
def test_moving_keeps_every_item_and_comes_back(order, data, up):
    item = data.draw(st.sampled_from(order))
    after = moved(order, item, up=up)
    assert sorted(after) == sorted(order)
    if after != order:
        assert moved(after, item, up=not up) == order


def test_a_new_item_stands_before_other_questions():
    kinds = [item.kind for item in FIRST_ITEMS]
    assert place_of_new_item(kinds) == 3
    assert place_of_new_item([*kinds, ItemKind.OTHER]) == 3
    assert place_of_new_item([]) == 0


def test_a_second_meeting_of_a_day_gets_its_own_address():
    assert free_address("2026-12-01", []) == "2026-12-01"
    assert free_address("2026-12-01", ["2026-12-01", "2026-12-01-2"]) == "2026-12-01-3"


def test_the_procedure_reads_as_in_the_minutes_of_2023_10_12():
    assert procedure_of("Godkänna.", rapporteur="Samordnaren", committee="e-nämnden") == (
        "Ordföranden ställer samordnarens förslag under proposition och finner att e-nämnden"
        " bifaller förslaget."
    )
    assert procedure_of("", rapporteur="Samordnaren", committee="e-nämnden") == ""


def test_words_of_standing_decisions():
    assert tabling_of("e-nämnden", dt.date(2023, 3, 3)) == (
        "E-nämnden beslutar att bordlägga ärendet till sammanträdet 3 mars 2023."
    )
    text = election_of("e-nämnden", "Niclas Hökfors (S)", due=dt.date(2023, 10, 16), place="digitalt")
    assert text == (
        "E-nämnden utser Niclas Hökfors (S) att tillsammans med ordföranden justera protokollet."
        " Protokollet justeras senast 16 oktober 2023 (digitalt)."
    )


def test_every_state_says_what_may_follow_and_only_minutes_not_signed_go_back():
    order = list(MeetingState)
    assert set(NEXT_STATES) == set(order)
    back = {
        (now, then)
        for now, following in NEXT_STATES.items()
        for then in following
        if order.index(then) < order.index(now)
    }
    assert back == {(MeetingState.MINUTES_DRAWN_UP, MeetingState.CLOSED)}
    assert may_become(MeetingState.PLANNED, MeetingState.OPEN)
    assert not may_become(MeetingState.CLOSED, MeetingState.OPEN)
    assert has_reached(MeetingState.APPROVED, MeetingState.CLOSED)
    assert not has_reached(MeetingState.CANCELLED, MeetingState.OPEN)
