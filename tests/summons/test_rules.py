"""The rules of summons: when it goes out, what has changed since."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinget.summons.rules.content import (
    AgendaItem,
    Content,
    Left,
    Paper,
    difference,
    from_json,
    is_called_elsewhere,
)
from tinget.summons.rules.summoning import CalledBy, departures, is_time, latest_day

DAY = dt.date(2026, 12, 20)
PAPER = Paper(title="Budget", record_id=3, document_id=4, version_id=5, pages=2)
ITEM = AgendaItem(item_id=1, number=1, title="Budget 2027", papers=(PAPER,))
CONTENT = Content(day=DAY, start=dt.time(13), end=dt.time(15), place="Boden", items=(ITEM,))

texts = st.text(max_size=20)
papers = st.builds(
    Paper, title=texts, printed=texts, record_id=st.none() | st.integers(1, 9), document_id=st.none(),
    version_id=st.none() | st.integers(1, 9), pages=st.integers(0, 9), left=st.sampled_from(Left),
)  # fmt: skip
items = st.builds(
    AgendaItem, item_id=st.integers(1, 9), number=st.integers(1, 9), title=texts, case_id=st.none(),
    case_number=texts, rapporteur=texts, proposal=texts, summary=texts,
    begins=st.none() | st.times(),
    papers=st.lists(papers, max_size=3, unique_by=lambda one: one.record_id or one.title).map(tuple),
)  # fmt: skip
agendas = st.lists(items, max_size=4, unique_by=lambda one: one.item_id).map(tuple)
contents = st.builds(
    Content, day=st.dates(dt.date(2026, 1, 1), dt.date(2027, 1, 1)), start=st.none() | st.times(),
    end=st.none() | st.times(), place=texts, items=agendas,
)  # fmt: skip


def departed(content=CONTENT, *, sent_on, called_by=CalledBy.CHAIR, before=None, has_matters=True):
    return departures(content, called_by=called_by, sent_on=sent_on, before=before, has_matters=has_matters)


def test_the_last_day_to_call_is_five_days_before_the_meeting():
    """Rule 4, reglemente 10 §."""
    assert latest_day(DAY) == dt.date(2026, 12, 15)


def test_whoever_calls_is_reminded_two_weeks_before_the_latest_day():
    assert not is_time(DAY, dt.date(2026, 11, 30))
    assert is_time(DAY, dt.date(2026, 12, 1))
    assert is_time(DAY, DAY)


@given(st.integers(0, 60))
def test_only_a_summons_within_the_five_days_needs_a_reason(days):
    """Rule 4: on the fifth day before it is in time, on the fourth it is not."""
    found = departed(sent_on=DAY - dt.timedelta(days=days))
    assert [one.rule for one in found] == (["4"] if days < 5 else [])


@pytest.mark.parametrize(
    ("content", "more"),
    [
        (replace(CONTENT, place=""), {}),
        (replace(CONTENT, start=None), {}),
        (CONTENT, {"has_matters": False}),
        (CONTENT, {"called_by": CalledBy.ELDEST}),
    ],
)
def test_a_summons_that_lacks_something_goes_out_with_a_reason(content, more):
    found = departed(content, sent_on=DAY - dt.timedelta(days=30), **more)
    assert [one.source for one in found] == ["reglemente 10 §"]


def test_papers_added_late_are_no_late_summons_but_a_new_day_is():
    late = DAY - dt.timedelta(days=2)
    more_papers = replace(CONTENT, items=(*CONTENT.items, replace(ITEM, item_id=2)))
    assert departed(more_papers, sent_on=late, before=CONTENT) == []
    moved = replace(CONTENT, day=DAY + dt.timedelta(days=1))
    assert len(departed(moved, sent_on=late, before=CONTENT)) == 1


@given(contents)
def test_what_is_kept_of_a_summons_is_all_of_it(content):
    assert from_json(content.to_json()) == content
    assert difference(content, content) == ()


@given(contents, contents)
def test_called_elsewhere_is_told_and_nothing_else_is_called_so(before, after):
    elsewhere = (before.day, before.start, before.end, before.place) != (
        after.day, after.start, after.end, after.place,
    )  # fmt: skip
    assert is_called_elsewhere(before, after) is elsewhere
    assert not elsewhere or difference(before, after)


def test_each_change_is_told_in_its_own_sentence():
    after = replace(
        CONTENT,
        place="Luleå",
        items=(
            replace(ITEM, title="Budget", papers=(replace(PAPER, version_id=6), Paper(title="Bilaga"))),
            AgendaItem(item_id=9, number=2, title="Avtal"),
        ),
    )
    assert difference(CONTENT, after) == (
        "Ny plats: Luleå i stället för Boden.",
        "Ny punkt: Avtal.",
        "Ny rubrik: Budget, i stället för Budget 2027.",
        "Ny handling under Budget: Bilaga.",
        "Ny version av Budget under Budget.",
    )
    assert difference(after, CONTENT)[1] == "Borttagen punkt: Avtal."


def test_other_times_of_the_items_are_told_once():
    second = replace(ITEM, item_id=2, number=2, title="Avtal")
    before = replace(CONTENT, items=(ITEM, second))
    after = replace(
        CONTENT, items=(replace(ITEM, begins=dt.time(13)), replace(second, begins=dt.time(13, 20)))
    )
    assert difference(before, after) == ("Nya tider för punkterna.",)


def test_a_summons_that_was_kept_before_items_had_times_is_read():
    kept = CONTENT.to_json()
    for item in kept["items"]:
        del item["begins"]
    assert from_json(kept) == CONTENT
