"""What somebody with a seat writes themselves: a motion, and the reasons for a reservation."""

import pytest

from tests.factories.meetings import AT, DAY, an_actor, an_open_meeting
from tests.meetings.addresses import HERE, text
from tinget.foundation import ledger
from tinget.foundation.errors import NeedsReason, NotPermitted, RuleRefused
from tinget.meetings import actions, queries
from tinget.meetings import api as meetings
from tinget.meetings.models import Meeting
from tinget.meetings.rules.proceedings.room import Seat
from tinget.meetings.rules.seats import PresentAs
from tinget.organisation.api import Role

pytestmark = pytest.mark.usefixtures("today")
BODEN, KIRUNA = Seat("Boden", PresentAs.MEMBER), Seat("Kiruna", PresentAs.MEMBER)
WHY = "Kostnaden är inte utredd."


@pytest.fixture
def reserved(committee, secretary, within):
    """An open meeting where Boden has reserved itself against a decision."""
    with within():
        meeting_id, item_id = an_open_meeting(secretary)
        actions.decide_item(secretary, item_id=item_id, at=AT, text="Ja")
        seat = {"municipality": "Boden", "as": "member"}
        actions.record_event(secretary, meeting_id=meeting_id, kind="reserve", values={"by": seat}, at=AT)
        items = meetings.meeting_by_id(meeting_id).items
        paragraph = next(one.paragraph for one in items if one.id == item_id)
    return meeting_id, item_id, paragraph


def explain(actor, reserved, seat=BODEN, why=WHY):
    meeting_id, _item, paragraph = reserved
    actions.explain_reservation(actor, meeting_id=meeting_id, paragraph=paragraph, seat=seat, text=why, at=AT)


def test_who_reserved_themselves_writes_why_on_their_own_page(sign_in, reserved, within, committee):
    meeting_id, item_id, paragraph = reserved
    page = f"{HERE}punkt/{item_id}/reservation/"
    member, secretary = sign_in("Ledamot, Boden"), sign_in("Sekreterare")
    assert page in member.get("/").content.decode()
    assert member.post(page, {"by": "0", "text": " "}).status_code == 200
    assert member.post(page, {"by": "0", "text": WHY}).status_code == 302
    assert page not in member.get("/").content.decode()
    assert WHY in text(secretary.get(page))
    assert page in sign_in("Ordförande").get(f"{HERE}pagar/").content.decode()
    assert secretary.post(page, {"by": "0", "text": f"{WHY} Vänta."}).status_code == 302
    with within():
        item = queries.minutes_content(meeting_id, generated_on=DAY).items[paragraph - 1]
        told = ledger.history(committee.id, f"meetings.meeting:{meeting_id}")[0]
    assert [(one.municipality, one.reasons) for one in item.reservations] == [("Boden", f"{WHY} Vänta.")]
    assert (told.action, WHY in str(told.changes)) == ("explain_reservation", False)


def test_nobody_writes_anybody_elses_reasons_nor_after_the_approval(secretary, committee, reserved, within):
    meeting_id = reserved[0]
    with within():
        with pytest.raises(NotPermitted):
            explain(an_actor(Role.SUBSTITUTE, authority=committee.id), reserved)
        with pytest.raises(RuleRefused, match="har inte reserverat sig") as refused:
            explain(secretary, reserved, KIRUNA)
        assert (refused.value.rule, refused.value.source) == ("22", "KL 4:27")
        explain(secretary, reserved)
        now = queries.live(meeting_id)
        assert now.last.kind == "reserve"  # reasons are their writer's, and not the secretary's to take back
        shown = {"text_shown": True, "approver": {"municipality": "Kiruna", "as": "member"}}
        actions.record_event(secretary, meeting_id=meeting_id, kind="approve_at_once", values=shown, at=AT)
        with pytest.raises(RuleRefused, match="redan justerad") as late:
            explain(secretary, reserved)
        assert late.value.source == "reglemente 21 §"
        Meeting.objects.filter(pk=meeting_id).update(state=meetings.MeetingState.APPROVED.value)
        with pytest.raises(RuleRefused, match="Protokollet är redan justerat"):
            explain(secretary, reserved)


def test_a_motion_that_the_chair_asks_for_in_writing_is_written_by_its_mover(sign_in, secretary, within):
    with within():
        meeting_id, item_id = an_open_meeting(secretary)
        actions.take_up_item(secretary, item_id=item_id, at=AT)
    desk, mover, live = sign_in("Sekreterare"), sign_in("Ledamot, Boden"), f"{HERE}pagar/"
    page = f"{live}skriftligt/"
    moved = {"do": "yrkande", "by": "Boden:member", "kind": "reject", "text": ""}
    assert desk.post(live, moved).status_code == 302
    joins = {"do": "instammande", "id": "1", "by": ["Kiruna:member", "Kalix:member"]}
    assert desk.post(live, joins).status_code == 302
    assert ", med instämmande av Ledamot, Kalix och Ledamot, Kiruna" in text(mover.get(live))
    assert "med instämmande av Ledamot, Kalix och" in text(mover.get(f"{HERE}skarm/"))
    assert desk.post(live, {"do": "in_writing", "motion": "1"}).status_code == 302
    assert "Texten saknas." in text(mover.get(live))
    assert page in mover.get(live).content.decode()
    asked = desk.post(live, {"do": "freeze"})
    assert (asked.status_code, "texten saknas. Ange varför." in text(asked)) == (200, True)
    with within(), pytest.raises(NeedsReason) as needed:
        actions.decide_item(secretary, item_id=item_id, at=AT, text="Ja")
    assert (needed.value.rule, needed.value.source) == ("15", "reglemente 19 §")
    with within(), pytest.raises(NotPermitted):
        other = an_actor(Role.SUBSTITUTE, authority=secretary.authority)
        actions.write_motion(other, meeting_id=meeting_id, motion="1", text="Nej", at=AT)
    assert "§ 4 Budget 2027" in text(mover.get(page))
    written = mover.post(page, {"motion": "1", "text": "Avslå på grund av kostnaden"})
    assert written.status_code == 302
    assert "Texten saknas." not in text(mover.get(live))
    assert desk.post(live, {"do": "freeze"}).status_code == 302
    changed = {"motion": "1", "text": "Avslå"}
    asked = mover.post(page, changed)
    assert (asked.status_code, "Ange varför" in text(asked)) == (200, True)
    assert mover.post(page, changed | {"reason": "Skrivfel."}).status_code == 302
    with within():
        told = queries.live(meeting_id).item.procedure
    assert "avslag på förslaget: Avslå. Ordföranden begär yrkandet" in told
    assert told.count("Det lämnas skriftligt.") == 1
