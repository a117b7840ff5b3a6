"""A meeting written down event by event on a real database: judged, kept, taken back, corrected."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from tests.factories.meetings import AT, a_case_item, a_planned_meeting, an_actor, an_open_meeting
from tinget.foundation import ledger
from tinget.foundation.errors import NeedsReason, NotPermitted, NotPossible, RuleRefused
from tinget.meetings import actions, queries
from tinget.meetings.models import Item, Meeting, MeetingEvent, Presence
from tinget.meetings.rules.proceedings.kept import in_effect
from tinget.meetings.rules.proceedings.telling import told
from tinget.organisation.api import Role

pytestmark = pytest.mark.usefixtures("inside")


def seat(name, as_="member"):
    return {"municipality": name, "as": as_}


def kinds(meeting_id):
    return list(MeetingEvent.objects.filter(meeting_id=meeting_id).values_list("kind", flat=True))


def sitting(meeting_id):
    return queries.play(Meeting.objects.get(pk=meeting_id)).sitting


def happens(actor, meeting_id, kind, values=None, **more):
    return actions.record_event(actor, meeting_id=meeting_id, kind=kind, values=values, at=AT, **more)


def taken_up(secretary):
    meeting_id, item_id = an_open_meeting(secretary)
    actions.take_up_item(secretary, item_id=item_id, at=AT)
    return meeting_id, item_id


MOTION = {"id": "1", "by": seat("Boden"), "kind": "reject", "text": "avslå förslaget"}


def test_what_the_pages_do_is_kept_as_events(secretary):
    meeting_id, item_id = an_open_meeting(secretary)
    actions.decide_item(secretary, item_id=item_id, at=AT, text="Ja")
    assert kinds(meeting_id) == ["facts", "open", *["arrive"] * 14, "item", "vote", "decide"]
    facts = MeetingEvent.objects.get(meeting_id=meeting_id, number=1)
    assert facts.values["chair"] == seat("Luleå")
    decided = MeetingEvent.objects.get(meeting_id=meeting_id, kind="decide")
    assert (decided.item_id, decided.verdict, decided.by_name) == (item_id, "allowed", "Sekreterare")
    assert all(told(event) for event in queries.events_of(Meeting.objects.get(pk=meeting_id)))


def test_the_database_keeps_events_as_they_were_written(secretary):
    meeting_id, _item = an_open_meeting(secretary)
    rows = MeetingEvent.objects.filter(meeting_id=meeting_id)
    for change in (lambda: rows.update(kind="close"), rows.delete):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            change()


def test_only_those_who_record_write_events(secretary, committee):
    meeting_id, _item = an_open_meeting(secretary)
    with pytest.raises(NotPermitted):
        happens(an_actor(Role.MEMBER, authority=committee.id), meeting_id, "arrive", seat("Boden"))


def test_a_conflict_lasts_for_its_item_and_the_own_substitute_serves_meanwhile(secretary):
    meeting_id, item_id = taken_up(secretary)
    happens(secretary, meeting_id, "leave", seat("Boden") | {"reason": "conflict"})
    happens(secretary, meeting_id, "arrive", seat("Boden", "substitute"))
    with pytest.raises(RuleRefused) as refused:
        happens(secretary, meeting_id, "arrive", seat("Boden"))
    assert (refused.value.rule, refused.value.source) == ("12", "KL 6:28, 6:30")
    actions.decide_item(secretary, item_id=item_id, at=AT, text="Ja")
    happens(secretary, meeting_id, "arrive", seat("Boden"))
    by_name = {row.name: row for row in Presence.objects.filter(meeting_id=meeting_id)}
    member, substitute = by_name["Ledamot, Boden"], by_name["Ersättare, Boden"]
    served = Item.objects.get(pk=item_id).served
    assert substitute.person_id in served
    assert member.person_id not in served
    assert (member.serving, substitute.serving) == (True, False)


def test_who_left_for_another_hindrance_does_not_come_back_but_a_slip_is_put_right(secretary):
    meeting_id, _item = taken_up(secretary)
    happens(secretary, meeting_id, "leave", seat("Boden") | {"reason": "other"})
    left = Presence.objects.get(meeting_id=meeting_id, name="Ledamot, Boden")
    assert (left.is_present, left.serving) == (False, False)
    with pytest.raises(RuleRefused) as refused:
        happens(secretary, meeting_id, "arrive", seat("Boden"))
    assert refused.value.source == "reglemente 18 §"
    happens(secretary, meeting_id, "presence", seat("Boden") | {"present": True})
    assert Presence.objects.get(meeting_id=meeting_id, name="Ledamot, Boden").serving


def test_a_vote_decides_and_a_reservation_follows(secretary):
    meeting_id, item_id = taken_up(secretary)
    happens(secretary, meeting_id, "motion", MOTION)
    names = [one.municipality for one in sitting(meeting_id).room.serving()]
    counted = {"kind": "counted", "yes": "draft", "no": "1", "for": [*map(seat, names[:5])]}
    with pytest.raises(NeedsReason) as asked:
        happens(
            secretary, meeting_id, "vote", counted | {"against": [*map(seat, names[5:13])], "abstain": []}
        )
    assert asked.value.rule == "19"
    assert "vote" not in kinds(meeting_id)
    happens(secretary, meeting_id, "vote", counted | {"against": [*map(seat, names[5:])], "abstain": []})
    with pytest.raises(RuleRefused) as refused:
        actions.decide_item(secretary, item_id=item_id, at=AT, text="Ja")
    assert refused.value.source == "KL 5:55"
    actions.decide_item(secretary, item_id=item_id, at=AT, outcome="1", text="Nej")
    happens(secretary, meeting_id, "reserve", {"by": seat(names[0])})
    happens(secretary, meeting_id, "approve_at_once", {"text_shown": True, "approver": seat("Boden")})
    item = sitting(meeting_id).items[-1]
    assert (item.result, item.outcome.votes.against, len(item.reservations)) == ("1", 9, 1)
    assert Item.objects.get(pk=item_id).is_immediate


def test_a_departure_is_kept_with_its_rule_and_reason(secretary):
    meeting_id, _item = taken_up(secretary)
    happens(secretary, meeting_id, "freeze")
    with pytest.raises(NeedsReason):
        happens(secretary, meeting_id, "motion", MOTION)
    number = happens(secretary, meeting_id, "motion", MOTION, reason="Ordföranden tillät det.")
    row = MeetingEvent.objects.get(meeting_id=meeting_id, number=number)
    assert (row.verdict, row.rule, row.source) == ("needs_reason", "15", "reglemente 19 §")
    assert (row.reason, "klubbslag" in row.finding) == ("Ordföranden tillät det.", True)


def test_slips_are_taken_back_one_by_one_and_stay_in_the_history(secretary, committee):
    meeting_id, item_id = taken_up(secretary)
    number = happens(secretary, meeting_id, "motion", MOTION)
    with pytest.raises(NotPossible, match="hänt mer"):
        actions.undo(secretary, meeting_id=meeting_id, number=number - 1, at=AT)
    actions.undo(secretary, meeting_id=meeting_id, number=number, at=AT)
    assert list(sitting(meeting_id).item.motions) == ["draft"]
    assert kinds(meeting_id)[-2:] == ["motion", "withdraw"]
    newest = ledger.history(committee.id, f"meetings.meeting:{meeting_id}")[0]
    assert (newest.action, "yrkade avslag" in newest.changes["told"]) == ("undo_event", True)
    actions.decide_item(secretary, item_id=item_id, at=AT, text="Ja")
    last = MeetingEvent.objects.filter(meeting_id=meeting_id).count()
    with pytest.raises(NotPossible, match="klubban"):
        actions.undo(secretary, meeting_id=meeting_id, number=last, at=AT)


def test_taking_back_an_arrival_takes_the_seat_from_the_list(secretary):
    meeting_id, _item = taken_up(secretary)
    number = happens(secretary, meeting_id, "arrive", seat("Kiruna", "substitute"))
    rows = Presence.objects.filter(meeting_id=meeting_id, name="Ersättare, Kiruna")
    assert rows.exists()
    actions.undo(secretary, meeting_id=meeting_id, number=number, at=AT)
    assert not rows.exists()


def test_what_the_gavel_confirmed_is_corrected_by_a_later_event(secretary):
    meeting_id, item_id = taken_up(secretary)
    actions.decide_item(secretary, item_id=item_id, at=AT, text="Ja")
    number = MeetingEvent.objects.get(meeting_id=meeting_id, kind="decide").number
    with pytest.raises(NotPossible):
        actions.correct_event(secretary, meeting_id=meeting_id, number=number, text=" ", at=AT)
    actions.correct_event(
        secretary, meeting_id=meeting_id, number=number, text="Beslutet fattades 13.20.", at=AT
    )
    events = queries.events_of(Meeting.objects.get(pk=meeting_id))
    assert (events[-1].kind, events[-1].corrects, told(events[-1])) == (
        "correct",
        number,
        "Rättelse: Beslutet fattades 13.20.",
    )
    assert events[-1] not in in_effect(events)


def test_attendance_may_be_written_before_the_opening_but_no_matter_handled(secretary):
    meeting_id = a_planned_meeting(secretary)
    a_case_item(secretary, meeting_id=meeting_id)
    happens(secretary, meeting_id, "arrive", seat("Boden"))
    with pytest.raises(RuleRefused):
        happens(secretary, meeting_id, "motion", MOTION)
    actions.open_meeting(secretary, meeting_id=meeting_id, at=AT)
    assert [one.municipality for one in sitting(meeting_id).room.serving()] == ["Boden"]


def test_an_event_that_says_too_little_is_told_in_words(secretary):
    meeting_id, _item = taken_up(secretary)
    with pytest.raises(NotPossible, match="municipality"):
        happens(secretary, meeting_id, "arrive", {"as": "member"})
    with pytest.raises(NotPossible):
        happens(secretary, meeting_id, "close")


def test_who_presides_by_office_is_fixed_when_the_meeting_opens(secretary):
    meeting_id, _item = taken_up(secretary)
    happens(secretary, meeting_id, "leave", seat("Luleå") | {"reason": "other"})
    meeting = Meeting.objects.get(pk=meeting_id)
    meeting.held_on += dt.timedelta(days=4000)  # a day on which nobody is known to hold the office
    assert queries.play(meeting).sitting.facts.chair is not None
    assert meeting.chair_name != "Ordförande"
