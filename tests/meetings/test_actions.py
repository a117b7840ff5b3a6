"""A meeting from plan to announcement on a real database, and what is refused on the way."""

import datetime as dt

import pytest

from tests.factories.meetings import (
    AT,
    DAY,
    a_case,
    a_case_item,
    a_closed_meeting,
    a_planned_meeting,
    an_actor,
    an_open_meeting,
    everybody_there,
    handle_everything,
)
from tinget.foundation import events, ledger
from tinget.foundation.errors import NeedsReason, NotPermitted, NotPossible, RuleRefused
from tinget.meetings import api as meetings
from tinget.meetings.models import Item
from tinget.meetings.rules.states import MeetingState
from tinget.organisation.api import Role
from tinget.registry import api as registry

pytestmark = pytest.mark.usefixtures("inside")


def view(meeting_id):
    return meetings.meeting_by_id(meeting_id)


def item_of(meeting_id, kind):
    return next(item for item in view(meeting_id).items if item.kind is kind)


def test_a_planned_meeting_has_the_items_that_every_meeting_has(secretary):
    meeting_id = a_planned_meeting(secretary)
    a_case_item(secretary, meeting_id=meeting_id)
    found = view(meeting_id)
    assert [item.title for item in found.items] == [
        "Upprop",
        "Val av justerare och tid för justering",
        "Fastställande av dagordning",
        "Budget 2027",
        "Övriga frågor",
    ]
    assert found.address == "2026-12-01"
    assert found.is_demonstration
    assert found.paragraphs == ""
    assert found.quorum is None


def test_a_second_meeting_of_the_day_gets_its_own_address(secretary):
    a_planned_meeting(secretary)
    assert view(a_planned_meeting(secretary)).address == "2026-12-01-2"


def test_a_visitor_role_may_not_plan(committee):
    with pytest.raises(NotPermitted):
        a_planned_meeting(an_actor(Role.SUBSTITUTE, authority=committee.id))


def test_a_case_stands_once_on_an_agenda(secretary):
    meeting_id = a_planned_meeting(secretary)
    case_id = a_case(secretary)
    meetings.place_case_on_agenda(secretary, meeting_id=meeting_id, case_id=case_id)
    with pytest.raises(NotPossible):
        meetings.place_case_on_agenda(secretary, meeting_id=meeting_id, case_id=case_id)


def test_items_are_moved_and_removed_only_before_the_opening(secretary):
    meeting_id = a_planned_meeting(secretary)
    item_id = a_case_item(secretary, meeting_id=meeting_id)
    meetings.move_item(secretary, item_id=item_id, up=True)
    assert [item.title for item in view(meeting_id).items].index("Budget 2027") == 2
    meetings.remove_item(secretary, item_id=item_id)
    assert [item.position for item in view(meeting_id).items] == [1, 2, 3, 4]
    left = view(meeting_id).items[0]
    meetings.open_meeting(secretary, meeting_id=meeting_id, at=AT)
    with pytest.raises(NotPossible):
        meetings.remove_item(secretary, item_id=left.id)


def test_paragraphs_continue_within_the_year(secretary):
    first = a_planned_meeting(secretary)
    second = a_planned_meeting(secretary)
    meetings.open_meeting(secretary, meeting_id=first, at=AT)
    meetings.open_meeting(secretary, meeting_id=second, at=AT)
    assert view(first).paragraphs == "1–4"
    assert view(second).paragraphs == "5–8"
    late = meetings.add_item(
        secretary, meeting_id=first, kind=meetings.ItemKind.INFORMATION, wording=meetings.ItemWording("Läget")
    )
    last = view(first).items[-1]
    assert (last.id, last.paragraph) == (late, 9)


def test_another_day_than_planned_needs_a_reason_and_the_address_stays(secretary):
    meeting_id = a_planned_meeting(secretary)
    later = AT + dt.timedelta(days=1)
    with pytest.raises(NeedsReason) as asked:
        meetings.open_meeting(secretary, meeting_id=meeting_id, at=later)
    assert asked.value.source == "reglemente 10 §"
    meetings.open_meeting(secretary, meeting_id=meeting_id, at=later, reason="Snöstorm")
    found = view(meeting_id)
    assert (found.address, found.held_on, found.moved_reason) == (
        "2026-12-01",
        later.date(),
        "Snöstorm",
    )


def test_who_serves_follows_from_who_is_there_reglemente_17(secretary, committee):
    meeting_id, _item = an_open_meeting(secretary)
    chair = an_actor(Role.CHAIR, authority=committee.id).person_id
    rows = meetings.seats_on(meeting_id)
    only_substitutes = [row.substitute.person_id for row in rows if row.substitute is not None]
    meetings.register_presence(
        secretary, meeting_id=meeting_id, at=AT, person_ids=[*only_substitutes, chair], chair_id=chair
    )
    found = view(meeting_id)
    assert found.quorum.serving == 14
    host = [one for one in found.presence if one.municipality_id == committee.host_municipality_id]
    assert [(one.as_.value, one.is_serving) for one in host] == [("member", True), ("substitute", False)]
    assert found.secretary_name == "Sekreterare"


def test_nobody_presides_who_is_not_there_reglemente_16(secretary, committee):
    meeting_id, _item = an_open_meeting(secretary)
    there = [row.member.person_id for row in meetings.seats_on(meeting_id) if row.member is not None]
    chair = an_actor(Role.CHAIR, authority=committee.id).person_id
    there.remove(chair)
    with pytest.raises(RuleRefused) as refused:
        meetings.register_presence(secretary, meeting_id=meeting_id, at=AT, person_ids=there, chair_id=chair)
    assert refused.value.rule == "7"


def test_no_decision_without_quorum_kl_6_27(secretary):
    meeting_id, item_id = an_open_meeting(secretary)
    everybody_there(secretary, meeting_id=meeting_id, but=7)
    assert not view(meeting_id).quorum.is_met
    for act in (
        lambda: meetings.decide_item(secretary, item_id=item_id, at=AT, text="Nej"),
        lambda: meetings.table_item(secretary, item_id=item_id, at=AT),
        lambda: meetings.note_item(secretary, item_id=item_id, at=AT),
    ):
        with pytest.raises(RuleRefused) as refused:
            act()
        assert refused.value.source == "KL 6:27"
    roll_call = item_of(meeting_id, meetings.ItemKind.ROLL_CALL)
    meetings.note_item(secretary, item_id=roll_call.id, at=AT)
    everybody_there(secretary, meeting_id=meeting_id, but=6)
    assert meetings.decide_item(secretary, item_id=item_id, at=AT, text="Ja")


def test_a_decision_goes_to_the_register_and_is_frozen(secretary):
    meeting_id, item_id = an_open_meeting(secretary)
    decision_id = meetings.decide_item(
        secretary,
        item_id=item_id,
        at=AT,
        text="E-nämnden godkänner budgeten.",
        kind=meetings.DecisionKind.APPROVE,
    )
    decided = next(item for item in view(meeting_id).items if item.id == item_id)
    decision = registry.decisions([decision_id])[decision_id]
    assert (decision.paragraph, decision.text) == (decided.paragraph, "E-nämnden godkänner budgeten.")
    assert decision.source_on == f"meetings.item:{item_id}"
    assert decided.procedure == (
        "Ordföranden ställer samordnarens förslag under proposition och finner att e-nämnden"
        " bifaller förslaget."
    )
    assert len(Item.objects.get(pk=item_id).served) == 14
    with pytest.raises(NotPossible):
        meetings.write_item(secretary, item_id=item_id, wording=meetings.ItemWording("Annat"))
    with pytest.raises(NotPossible):
        meetings.decide_item(secretary, item_id=item_id, at=AT, text="Annat")


def test_attendance_changed_after_a_decision_needs_a_reason_kl_5_67(secretary):
    meeting_id, item_id = an_open_meeting(secretary)
    meetings.decide_item(secretary, item_id=item_id, at=AT, text="Ja")
    with pytest.raises(NeedsReason):
        everybody_there(secretary, meeting_id=meeting_id, but=1)


def test_nothing_is_handled_before_attendance_is_registered(secretary):
    meeting_id = a_planned_meeting(secretary)
    item_id = a_case_item(secretary, meeting_id=meeting_id)
    with pytest.raises(NotPossible):
        meetings.decide_item(secretary, item_id=item_id, at=AT, text="Ja")
    meetings.open_meeting(secretary, meeting_id=meeting_id, at=AT)
    with pytest.raises(NotPossible):
        meetings.decide_item(secretary, item_id=item_id, at=AT, text="Ja")


def test_basis_and_recipients_are_chosen_from_the_case(secretary, committee):
    meeting_id = a_planned_meeting(secretary)
    item_id = a_case_item(secretary, meeting_id=meeting_id)
    case_id = item_of(meeting_id, meetings.ItemKind.CASE).case_id
    record_id = registry.register_record(
        secretary, authority=committee.id, case_id=case_id, title="Förslag", direction="drawn_up",
        dated_on=DAY, counterpart="", day=DAY,
    )  # fmt: skip
    meetings.write_item(
        secretary, item_id=item_id, wording=meetings.ItemWording("Budget 2027"),
        record_ids=[record_id], recipients=["Samtliga kommuner", " "],
    )  # fmt: skip
    item = item_of(meeting_id, meetings.ItemKind.CASE)
    assert [(one.title, one.printed) for one in item.basis] == [("Förslag", "2026.1")]
    assert item.recipients == ("Samtliga kommuner",)


def test_the_approver_serves_and_does_not_preside_kl_5_69(secretary, committee):
    meeting_id, _item = an_open_meeting(secretary)
    chair = an_actor(Role.CHAIR, authority=committee.id).person_id
    other = next(one for one in view(meeting_id).presence if one.is_serving and not one.is_chair)
    with pytest.raises(RuleRefused):
        meetings.elect_approver(secretary, meeting_id=meeting_id, at=AT, person_id=chair, due=DAY)
    late = DAY + dt.timedelta(days=15)
    with pytest.raises(NeedsReason) as asked:
        meetings.elect_approver(secretary, meeting_id=meeting_id, at=AT, person_id=other.person_id, due=late)
    assert asked.value.source == "KL 5:69"
    meetings.elect_approver(
        secretary,
        meeting_id=meeting_id,
        at=AT,
        person_id=other.person_id,
        due=late,
        reason="Ordföranden är bortrest.",
    )
    found = view(meeting_id)
    assert [one.person_id for one in found.approvers] == [other.person_id]
    assert not item_of(meeting_id, meetings.ItemKind.APPROVER_ELECTION).is_open


def test_a_meeting_with_open_items_is_not_closed(secretary):
    meeting_id, _item = an_open_meeting(secretary)
    with pytest.raises(NotPossible) as refused:
        meetings.close_meeting(secretary, meeting_id=meeting_id, at=AT)
    assert "§ 1, § 2" in refused.value.message
    handle_everything(secretary, meeting_id=meeting_id)
    heard: list[object] = []
    events.listen(meetings.MeetingClosed, heard.append)
    meetings.close_meeting(secretary, meeting_id=meeting_id, at=AT)
    assert heard == [meetings.MeetingClosed(authority=secretary.authority, meeting_id=meeting_id)]


def test_the_minutes_go_their_way(secretary, committee):
    from tests.factories.documents import a_document

    meeting_id = a_closed_meeting(secretary)
    document = a_document(secretary, authority=committee.id)
    with pytest.raises(NotPossible):
        meetings.announce(secretary, meeting_id=meeting_id)
    meetings.minutes_drawn_up(secretary, meeting_id=meeting_id, document_id=document.id)
    with pytest.raises(NeedsReason):
        meetings.approve_minutes(secretary, meeting_id=meeting_id, approved_on=DAY + dt.timedelta(days=20))
    meetings.approve_minutes(secretary, meeting_id=meeting_id, approved_on=DAY + dt.timedelta(days=3))
    meetings.announce(secretary, meeting_id=meeting_id)
    found = view(meeting_id)
    assert (found.state, found.state_text) == (MeetingState.ANNOUNCED, "anslaget")
    told = [line.action for line in ledger.history(committee.id, f"meetings.meeting:{meeting_id}")]
    assert told[:3] == ["announce", "approve_minutes", "minutes_drawn_up"]
    assert set(told) <= set(meetings.ACTION_TEXTS)
