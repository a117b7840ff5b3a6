"""An extract has the paragraphs asked for, word for word, and says which signed file they are from."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinget.meetings.rules.extracts import TAKEN_OVER, NotInTheMinutes, extract_of

NUMBERS = st.lists(st.integers(1, 200).map(str), min_size=1, max_size=12, unique=True)


def minutes_with(numbers) -> dict:
    items = [{"paragraph": one, "title": f"Punkt {one}", "decision": f"Beslut {one}"} for one in numbers]
    return {**{name: name for name in TAKEN_OVER}, "paragraphs": numbers, "items": items, "absent": ["N. N."]}


def taken(minutes, paragraphs) -> dict:
    return extract_of(
        minutes,
        paragraphs,
        minutes_sha256="0" * 64,
        addenda={},
        approved_on=dt.date(2026, 11, 20),
        attested_by="Sekreterare",
        drawn_up_on=dt.date(2026, 11, 28),
    )


@given(numbers=NUMBERS, data=st.data())
def test_the_paragraphs_are_unchanged_and_in_the_minutes_order(numbers, data):
    minutes = minutes_with(numbers)
    wanted = data.draw(st.lists(st.sampled_from(numbers), min_size=1))
    made = taken(minutes, wanted)
    assert made["items"] == [item for item in minutes["items"] if item["paragraph"] in wanted]
    assert made["paragraphs"] == [one for one in numbers if one in set(wanted)]
    assert "absent" not in made  # what the extract is not about stays in the minutes


@given(numbers=NUMBERS, others=st.lists(st.integers(201, 300).map(str), min_size=1))
def test_a_paragraph_that_the_minutes_lack_is_refused(numbers, others):
    with pytest.raises(NotInTheMinutes):
        taken(minutes_with(numbers), [*numbers, *others])


def test_an_extract_of_nothing_is_refused():
    with pytest.raises(NotInTheMinutes):
        taken(minutes_with(["1"]), [])
