"""Corrections and supplements: what they must say, by rule; that they count when signed, by the actions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.meetings import AT, a_planned_meeting, an_actor
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.meetings import actions
from tinget.meetings.rules.addenda import (
    NO_REASON,
    NO_TEXT,
    NOT_OBVIOUS,
    NOT_STATED,
    NOT_THERE,
    THE_SAME,
    AddendumKind,
    AddendumText,
    faults_of,
)
from tinget.organisation.api import Role

WORDS = st.text("abc åäö", min_size=1).filter(str.strip)


def corrected(stated: str, text: str, **more) -> AddendumText:
    facts = {"reason": "Skrivfel.", "is_obvious": True} | more
    return AddendumText(AddendumKind.CORRECTION, text, stated=stated, **facts)


@given(before=st.text("abc "), stated=WORDS, after=st.text("abc "))
def test_words_that_the_paragraph_has_can_be_put_right_however_the_lines_break(before, stated, after):
    broken = f"{before} {stated} {after}".replace(" ", "\n ")
    assert faults_of(corrected(stated, "något annat"), words=["Rubrik", broken]) == []


@given(stated=WORDS, words=st.lists(st.text("def ")))
def test_words_that_are_not_there_cannot(stated, words):
    assert faults_of(corrected(stated, "något annat"), words=words) == [NOT_THERE]


@given(stated=WORDS)
def test_of_the_minutes_as_a_whole_the_words_are_not_looked_for(stated):
    assert faults_of(corrected(stated, "något annat"), words=None) == []


def test_each_fault_is_told():
    assert faults_of(corrected("a", " a "), words=["a"]) == [THE_SAME]
    assert faults_of(corrected(" ", "b"), words=["a"]) == [NOT_STATED]
    assert faults_of(corrected("a", "b", is_obvious=False), words=["a"]) == [NOT_OBVIOUS]
    nothing = AddendumText(AddendumKind.SUPPLEMENT, " ", reason="")
    assert faults_of(nothing, words=[]) == [NO_TEXT, NO_REASON]
    assert faults_of(AddendumText(AddendumKind.SUPPLEMENT, "b", "saknades"), words=[]) == []


@pytest.mark.usefixtures("inside")
def test_minutes_that_are_not_approved_are_not_put_right(secretary):
    meeting = a_planned_meeting(secretary)
    with pytest.raises(NotPossible, match="inte justerat"):
        actions.write_addendum(secretary, meeting_id=meeting, item_id=None, given=corrected("a", "b"), at=AT)


@pytest.mark.usefixtures("inside")
def test_a_member_puts_nothing_right(committee, secretary):
    meeting, member = a_planned_meeting(secretary), an_actor(Role.MEMBER, authority=committee.id)
    with pytest.raises(NotPermitted):
        actions.write_addendum(member, meeting_id=meeting, item_id=None, given=corrected("a", "b"), at=AT)
