"""The screen in the room and the public's stream: decided by the committee, cut for secrecy and exercise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.meetings import AT, a_case_item, an_actor, an_elected_approver, an_open_meeting
from tests.meetings.addresses import HERE, text
from tests.meetings.test_kept import FACTS, PLACES
from tests.meetings.test_sitting import MOTION, happens, seat, sitting
from tinget.foundation.errors import NotPermitted, NotPossible, RuleRefused
from tinget.foundation.scoping import Scope, scoped
from tinget.meetings import actions, queries
from tinget.meetings.models import MeetingEvent, PublicScreen
from tinget.meetings.rules.agenda import ClosedFor
from tinget.meetings.rules.proceedings.kept import act
from tinget.meetings.rules.proceedings.sitting import Sitting
from tinget.meetings.rules.screen import ProposalShown, Scene, Screen, cut_for_public
from tinget.organisation.api import Role

SCREEN = f"{HERE}skarm/"
OPEN, SHUT = {"open": True, "decision": "§ 3"}, {"open": False}


@given(
    steps=st.lists(st.sampled_from(["open", "shut", "plain", "secrecy", "exercise"]), min_size=1, max_size=12)
)
def test_no_matter_with_secrecy_or_exercise_is_ever_open_to_the_public(steps):
    """Rule 5: whatever the order of doors and matters."""
    meeting = Sitting(FACTS)
    for name in PLACES:
        act("arrive", seat(name), PLACES, [])(meeting)
    act("open", None, PLACES, [])(meeting)
    for number, step in enumerate(steps, start=1):
        if step in ("open", "shut"):
            found = act("doors", {"open": step == "open"}, PLACES, [])(meeting)
        else:
            marks = {step: True} if step != "plain" else {}
            found = act("item", {"paragraph": number, "title": "x", **marks}, PLACES, [])(meeting)
        assert found is None or (found.rule, found.source) == ("5", "KL 6:25, reglemente 11 §")
        assert not (meeting.is_public and meeting.item and meeting.item.needs_closed_doors)


def test_a_closed_matter_leaves_its_number_alone():
    whole = Screen(
        7, Scene.ITEM, is_public=True, paragraph=4, title="Hemligt", proposals=(ProposalShown("a", "b"),),
        decision="Beslut", serving=("Ann",),
    )  # fmt: skip
    assert cut_for_public(whole, is_closed=False) == whole
    assert cut_for_public(whole, is_closed=True) == Screen(7, Scene.CLOSED_DOORS, paragraph=4)


@pytest.mark.usefixtures("inside")
def test_doors_are_opened_by_decision_and_closed_for_what_must_not_be_public(secretary):
    meeting_id, item_id = an_open_meeting(secretary)
    hidden = a_case_item(secretary, meeting_id=meeting_id, title="Anställning av NN")
    actions.keep_from_public(secretary, item_id=hidden, why=ClosedFor.EXERCISE)
    assert queries.public_screen(meeting_id) is None
    happens(secretary, meeting_id, "doors", OPEN)
    actions.take_up_item(secretary, item_id=item_id, at=AT)
    happens(secretary, meeting_id, "motion", MOTION)
    shown = queries.public_screen(meeting_id)
    assert (shown["title"], shown["proposals"][-1]["text"]) == ("Budget 2027", "avslå förslaget")
    with pytest.raises(NotPossible, match="redan uppe"):
        actions.keep_from_public(secretary, item_id=item_id, why=ClosedFor.SECRECY)
    with pytest.raises(RuleRefused) as refused:
        actions.take_up_item(secretary, item_id=hidden, at=AT, reason="Brådskar.")
    assert refused.value.rule == "5"
    actions.decide_item(secretary, item_id=item_id, at=AT, text="Ja")
    happens(secretary, meeting_id, "doors", SHUT)
    actions.take_up_item(secretary, item_id=hidden, at=AT, reason="Brådskar.")
    with pytest.raises(RuleRefused):
        happens(secretary, meeting_id, "doors", OPEN)
    assert "NN" not in str(PublicScreen.objects.get(meeting_id=meeting_id).shown)
    assert "NN" in queries.screen(meeting_id).title
    assert [item.was_public for item in sitting(meeting_id).items] == [True, False]


@pytest.mark.usefixtures("inside")
def test_the_fair_copy_follows_what_is_taken_back_and_goes_at_the_close(secretary, committee):
    meeting_id, item_id = an_open_meeting(secretary)
    number = happens(secretary, meeting_id, "doors", OPEN)
    assert queries.public_version(meeting_id) == number
    actions.undo(secretary, meeting_id=meeting_id, number=number, at=AT)
    actions.take_up_item(secretary, item_id=item_id, at=AT)
    assert queries.public_screen(meeting_id)["scene"] == "closed_doors"
    happens(secretary, meeting_id, "doors", OPEN)
    actions.decide_item(secretary, item_id=item_id, at=AT, text="E-nämnden godkänner.")
    assert queries.public_screen(meeting_id)["decision"] == "E-nämnden godkänner."
    with scoped(Scope(public=True)):
        assert queries.public_screen(meeting_id)["title"] == "Budget 2027"
        assert not MeetingEvent.objects.exists()
    an_elected_approver(secretary, meeting_id=meeting_id)
    for item in queries.meeting_by_id(meeting_id).open_items:
        actions.note_item(secretary, item_id=item.id, at=AT)
    actions.close_meeting(secretary, meeting_id=meeting_id, at=AT)
    assert not PublicScreen.objects.exists()
    content = queries.minutes_content(meeting_id, generated_on=AT.date())
    assert content.meeting.form == "offentligt § 1–5"
    member = an_actor(Role.MEMBER, authority=committee.id)
    with pytest.raises(NotPermitted):
        actions.keep_from_public(member, item_id=item_id, why=ClosedFor.SECRECY)


@pytest.fixture
def remembered(settings):
    """Remember pages for visitors, as an installation does: they must not outlive what happens."""
    settings.TINGET_REMEMBER_SECONDS = 60


@pytest.mark.usefixtures("today", "remembered")
def test_visitors_see_a_public_sitting_and_nothing_of_a_closed_one(sign_in, visitor, secretary, within):
    with within():
        meeting_id, item_id = an_open_meeting(secretary)
        actions.take_up_item(secretary, item_id=item_id, at=AT)
    member = sign_in("Ledamot, Boden")
    page = text(visitor.get(SCREEN))
    assert "inom stängda dörrar" in page
    assert "Budget 2027" not in page
    assert visitor.get(f"{SCREEN}version/").json() == {"version": 0}
    assert "Budget 2027" in text(member.get(SCREEN))
    client = sign_in("Sekreterare")
    client.post(f"{HERE}pagar/", {"do": "offentlighet", "decision": "§ 3"})
    page = visitor.get(SCREEN)
    assert "§ 4</span> Budget 2027" in text(page)
    assert "14 av 14 tjänstgör" in text(page)
    assert "<button" not in text(page)
    assert "Följ sammanträdet" in text(visitor.get(HERE))
    version = visitor.get(f"{SCREEN}version/")
    assert visitor.get(f"{SCREEN}version/", HTTP_IF_NONE_MATCH=version.headers["ETag"]).status_code == 304
    client.post(f"{HERE}pagar/", {"do": "offentlighet"})
    assert "Budget 2027" not in text(visitor.get(SCREEN))
    assert "Budget 2027" in text(member.get(SCREEN))
    item = queries_item(within, meeting_id)
    page = text(client.post(f"{HERE}pagar/", {"do": "stangt", "item": item, "why": "exercise"}, follow=True))
    assert "Något behöver rättas" not in page


def queries_item(within, meeting_id):
    with within():
        return queries.meeting_by_id(meeting_id).open_items[-1].id
