"""Published meetings as facts: what they say is kept, what they leave out stays unknown."""

import datetime as dt

import pytest

from tests.factories.meetings import AT, a_planned_meeting, the_october_meeting
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.scoping import PUBLIC, scoped
from tinget.meetings import api as meetings
from tinget.organisation.api import system_actor
from tinget.registry import api as registry


@pytest.fixture
def system(committee):
    return system_actor(committee.id)


@pytest.mark.usefixtures("inside")
def test_the_meeting_stands_as_printed_and_the_rest_is_unknown(system):
    made = meetings.load_published_meeting(
        system, authority=system.authority, facts=the_october_meeting(system), at=AT
    )
    found = meetings.meeting_by_id(made)
    assert (found.address, found.paragraphs, found.state_text) == ("2023-10-12", "15–16", "anslaget")
    assert (found.chair, found.quorum, found.is_published_fact) == ("Fredrik Hansson (S)", None, True)
    assert found.rules_assumed
    assert [item.state.value for item in found.items] == ["decided", "tabled"]
    decision = registry.decisions_of_case(found.items[0].case_id)[0]
    assert (decision.paragraph, decision.year) == (15, 2023)


@pytest.mark.usefixtures("inside")
def test_loading_twice_changes_nothing(system):
    facts = the_october_meeting(system)
    made = meetings.load_published_meeting(system, authority=system.authority, facts=facts, at=AT)
    again = meetings.load_published_meeting(system, authority=system.authority, facts=facts, at=AT)
    assert made == again


@pytest.mark.usefixtures("inside")
def test_later_paragraphs_of_the_year_continue_after_the_published(system, secretary):
    meetings.load_published_meeting(
        system, authority=system.authority, facts=the_october_meeting(system), at=AT
    )
    day = dt.datetime(2023, 12, 20, 13, tzinfo=dt.UTC)
    meeting_id = meetings.plan_meeting(
        secretary, authority=secretary.authority, planned_on=day.date(), at=day
    )
    meetings.open_meeting(secretary, meeting_id=meeting_id, at=day)
    assert meetings.meeting_by_id(meeting_id).paragraphs == "17–20"


@pytest.mark.usefixtures("inside")
def test_only_tinget_itself_loads_and_nobody_changes_what_was_published(system, secretary):
    facts = the_october_meeting(system)
    with pytest.raises(NotPermitted):
        meetings.load_published_meeting(secretary, authority=secretary.authority, facts=facts, at=AT)
    made = meetings.load_published_meeting(system, authority=system.authority, facts=facts, at=AT)
    with pytest.raises(NotPossible):
        meetings.add_item(
            secretary, meeting_id=made, kind=meetings.ItemKind.OTHER, wording=meetings.ItemWording("Nytt")
        )


def test_visitors_see_published_items_and_only_time_and_place_of_the_coming(system, secretary, in_scope):
    with in_scope(system.authority):
        held = meetings.load_published_meeting(
            system, authority=system.authority, facts=the_october_meeting(system), at=AT
        )
        coming = a_planned_meeting(secretary)
    with scoped(PUBLIC):
        assert [item.number for item in meetings.meeting_by_id(held).items] == ["§ 15", "§ 16"]
        seen = meetings.meeting_by_id(coming)
        assert (seen.place, seen.items) == ("Kulturens hus, Luleå", ())
    with in_scope(system.authority):
        meetings.publish(secretary, meeting_id=coming, at=AT)
    with scoped(PUBLIC):
        assert len(meetings.meeting_by_id(coming).items) == 4


def test_another_authority_sees_nothing(secretary, in_scope):
    with in_scope(secretary.authority):
        meeting_id = a_planned_meeting(secretary)
    with in_scope(secretary.authority + 1), pytest.raises(meetings.MeetingNotFound):
        meetings.meeting_by_id(meeting_id)


@pytest.mark.usefixtures("inside")
def test_a_meeting_that_only_a_plan_tells_of_is_planned_without_content(system):
    facts = meetings.PublishedMeeting(
        held_on=dt.date(2023, 12, 20),
        items=(),
        source="Protokoll 2022-12-14",
        state=meetings.MeetingState.PLANNED,
        planned_start=dt.time(13),
        planned_end=dt.time(15),
    )
    made = meetings.load_published_meeting(system, authority=system.authority, facts=facts, at=AT)
    found = meetings.meeting_by_id(made)
    assert (found.held_on, found.planned_on, found.state_text, found.items) == (
        None,
        dt.date(2023, 12, 20),
        "planerat",
        (),
    )


@pytest.mark.usefixtures("inside")
def test_made_up_roles_leave_real_meetings_alone(system, secretary):
    real = meetings.plan_meeting(system, authority=system.authority, planned_on=dt.date(2027, 3, 1), at=AT)
    with pytest.raises(NotPossible):
        meetings.open_meeting(secretary, meeting_id=real, at=AT, reason="för att öva")
