"""Preparing on a real database: the steps, the answers, the reminders, and what is refused."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.committee import AT, DAY, acting
from tests.preparation.conftest import LAST_DAY
from tinget.foundation.errors import NeedsReason, NotPermitted, NotPossible
from tinget.foundation.models import OutgoingMail
from tinget.kernel.stances import Stance
from tinget.organisation import api as organisation
from tinget.preparation import actions, queries
from tinget.preparation.rules.lines import GroupMeetingTold
from tinget.preparation.rules.steps import BY_CHAIR, Step, Way
from tinget.registry import api as registry

pytestmark = pytest.mark.usefixtures("inside")
LATER = AT + dt.timedelta(days=1)


def move(actor, idea, to, **more):
    actions.move_preparation(actor, preparation_id=idea, to=to, at=LATER, **more)


def answer(actor, idea, place, *, stance=Stance.AGREES, text="", at=LATER):
    actions.give_opinion(
        actor, preparation_id=idea, municipality_id=place.id, stance=stance, text=text, at=at
    )


def test_an_idea_becomes_a_case_when_it_leaves_the_coordinator(committee, coordinator, idea):
    assert queries.preparation(committee.id, idea).line.case_id is None
    move(coordinator, idea, Step.GROUP)
    view = queries.preparation(committee.id, idea)
    assert registry.case(view.line.case_id).title == "Gemensam e-tjänst"
    assert (view.line.step, view.now.holder, len(view.now.opinions)) == (Step.GROUP, "beredningsgruppen", 14)
    assert [stay.left_at for stay in view.stays] == [LATER, None]


def test_a_step_is_passed_by_only_with_a_reason_that_is_kept(committee, coordinator, idea):
    with pytest.raises(NeedsReason, match="går förbi"):
        move(coordinator, idea, Step.CHAIR)
    move(coordinator, idea, Step.CHAIR, reason="Brådskande")
    now = queries.preparation(committee.id, idea).now
    assert (now.way, now.skipped, now.reason) == (Way.SKIPPED, (Step.GROUP, Step.REFERRAL), "Brådskande")


def test_the_chair_approves_what_is_with_the_chair_and_nothing_else(committee, coordinator, idea):
    chair = acting("Ordförande")
    with pytest.raises(NotPermitted):
        move(chair, idea, Step.GROUP)
    move(coordinator, idea, Step.CHAIR, reason="Brådskande")
    for elsewhere in set(Step) - {*BY_CHAIR, Step.CHAIR}:
        with pytest.raises(NotPermitted, match="skickar det tillbaka"):
            move(chair, idea, elsewhere, reason="Vill inte")
    move(chair, idea, Step.READY)
    assert queries.preparation(committee.id, idea).now.way is Way.ONWARD
    with pytest.raises(NotPermitted):
        move(acting("Ledamot, Boden"), idea, Step.GROUP, reason="Vill inte")


def test_what_was_approved_can_be_sent_back_and_the_old_answers_stay(committee, coordinator, referred):
    kiruna = organisation.municipality_by_slug("kiruna")
    answer(acting("Beredningsgruppen, Kiruna"), referred, kiruna, text="Bra")
    move(coordinator, referred, Step.COORDINATOR, reason="Kostnaden är fel räknad")
    move(coordinator, referred, Step.REFERRAL, reason="Ny remiss", answer_by=LAST_DAY)
    view = queries.preparation(committee.id, referred)
    assert all(one.answered_at is None for one in view.now.opinions)
    assert [one.text for one in view.stays[1].opinions if one.answered_at] == ["Bra"]


def test_an_answer_is_registered_in_the_case_and_a_later_one_is_another_record(committee, referred):
    kiruna = organisation.municipality_by_slug("kiruna")
    official = acting("Beredningsgruppen, Kiruna")
    answer(official, referred, kiruna)
    answer(official, referred, kiruna, stance=Stance.OBJECTS, text="För dyrt")
    view = queries.preparation(committee.id, referred)
    records = registry.records_of_case(view.line.case_id)
    assert [record.title for record in records] == ["Yttrande från Kiruna kommun"] * 2
    own = next(one for one in view.now.opinions if one.municipality_id == kiruna.id)
    assert (own.stance_text, own.text, own.by_name) == ("avstyrker", "För dyrt", "Beredningsgruppen, Kiruna")
    assert own.record_id in {record.id for record in records}


def test_an_official_answers_for_their_own_municipality_alone(committee, referred):
    boden = organisation.municipality_by_slug("boden")
    with pytest.raises(NotPermitted, match="egen kommun"):
        answer(acting("Beredningsgruppen, Kiruna"), referred, boden)
    with pytest.raises(NotPermitted):
        answer(acting("Ledamot, Boden"), referred, boden)
    with pytest.raises(NotPossible, match="varför"):
        answer(acting("Beredningsgruppen, Boden"), referred, boden, stance=Stance.OBJECTS)


def test_nobody_answers_what_nobody_asks(committee, idea):
    with pytest.raises(NotPossible, match="inte tillfrågade"):
        answer(acting("Samordnare"), idea, organisation.municipality_by_slug("boden"))


def test_each_is_told_once_and_reminded_once_a_step_unless_they_answered(committee, referred):
    assert OutgoingMail.objects.count() == 14
    answer(acting("Beredningsgruppen, Kiruna"), referred, organisation.municipality_by_slug("kiruna"))
    system = organisation.system_actor(committee.id)

    def remind(days):
        at = dt.datetime.combine(LAST_DAY + dt.timedelta(days=days), dt.time(6), tzinfo=dt.UTC)
        return actions.remind_municipalities(system, authority=committee.id, at=at)

    assert [remind(days) for days in (-8, -7, -6, 0, 0, 1, 9)] == [0, 13, 0, 13, 0, 13, 0]
    newest = OutgoingMail.objects.order_by("pk").last()
    assert newest.subject == "Tiden att svara har gått ut: Gemensam e-tjänst"
    assert f"/beredning/{referred}/svara/" in newest.body


def test_what_waits_for_an_official_is_gone_when_they_have_answered(committee, referred):
    official = acting("Beredningsgruppen, Kiruna")
    assert [line.id for line in queries.unanswered_by(official, committee.id)] == [referred]
    answer(official, referred, organisation.municipality_by_slug("kiruna"))
    assert queries.unanswered_by(official, committee.id) == []


def test_the_real_and_the_made_up_are_kept_apart(committee, idea):
    real = organisation.Actor(7, "Lisa Nilsson", organisation.Role.COORDINATOR, authority=committee.id)
    with pytest.raises(NotPossible, match="hålls isär"):
        move(real, idea, Step.GROUP)


def test_a_case_is_prepared_once_at_a_time_and_not_when_it_is_secret(committee, coordinator, referred):
    case = queries.preparation(committee.id, referred).line.case_id
    more = {"authority": committee.id, "title": "", "at": AT}
    with pytest.raises(NotPossible, match="bereds redan"):
        actions.begin_preparation(coordinator, case_id=case, **more)
    move(coordinator, referred, Step.ENDED, reason="Togs över av en annan nämnd")
    assert actions.begin_preparation(coordinator, case_id=case, **more)
    assert len(queries.of_case(committee.id, case)) == 2


def test_the_groups_meeting_keeps_who_was_there_and_what_was_said(committee, coordinator, idea):
    places = organisation.boards(committee.id)
    own = {"authority": committee.id, "today": DAY}
    present = frozenset(place.id for place in places[3:])
    told = GroupMeetingTold(held_on=DAY, present=present, said={idea: "Bra idé"})
    made = actions.note_group_meeting(coordinator, told=told, **own)
    view = queries.group_meeting(committee.id, made)
    assert (view.present, len(view.attendance)) == (11, 14)
    assert [(line.id, text) for line, text in view.matters] == [(idea, "Bra idé")]
    told = GroupMeetingTold(held_on=DAY, said={idea: ""})
    actions.note_group_meeting(coordinator, told=told, group_meeting_id=made, **own)
    assert queries.group_meeting(committee.id, made).matters == ()
    with pytest.raises(NotPermitted):
        actions.note_group_meeting(acting("Ledamot, Boden"), told=told, **own)


def test_many_meetings_are_listed_by_as_many_queries_as_one(
    committee, coordinator, idea, django_assert_num_queries
):
    def note(days):
        told = GroupMeetingTold(held_on=DAY - dt.timedelta(days=days), said={idea: "Bra idé"})
        actions.note_group_meeting(coordinator, authority=committee.id, today=DAY, told=told)

    note(0)
    queries.group_meetings(committee.id)  # what is read once for all is read now
    with CaptureQueriesContext(connection) as one:
        queries.group_meetings(committee.id)
    for days in range(1, 4):
        note(days)
    with django_assert_num_queries(len(one)):
        assert len(queries.group_meetings(committee.id)) == 4


def test_a_form_sent_twice_begins_once(committee, coordinator):
    import uuid

    key = uuid.uuid4()
    more = {"authority": committee.id, "title": "En idé", "at": AT, "submission": key}
    assert actions.begin_preparation(coordinator, **more) == actions.begin_preparation(coordinator, **more)
