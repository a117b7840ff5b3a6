"""A motion that its mover takes back is neither put nor told of in the minutes (rules 15, 16 and 23)."""

import pytest

from tests.factories.meetings import an_open_meeting
from tests.meetings.addresses import HERE, text
from tests.meetings.test_challenges import MEMBERS, begun
from tinget.meetings import queries
from tinget.meetings.rules.findings import Verdict
from tinget.meetings.rules.proceedings.items import Motion, MotionKind

LIVE = f"{HERE}pagar/"


def moved():
    one, _found = begun(MEMBERS)
    one.move("1", Motion(MEMBERS[2], MotionKind.REJECT), is_unanimous=False)
    return one


def test_a_motion_taken_back_is_not_there_to_be_put():
    one = moved()
    assert one.take_back("1") is None
    assert one.take_back("1").verdict is Verdict.REFUSED
    assert one.find_by_acclamation("1").verdict is Verdict.REFUSED


def test_after_the_gavel_it_needs_a_reason():
    one = moved()
    one.freeze()
    found = one.take_back("1")
    assert (found.verdict, found.rule) == (Verdict.NEEDS_REASON, "15")
    assert "1" not in one.item.motions


def test_what_the_chair_has_put_is_not_taken_back():
    one = moved()
    one.find_by_acclamation("1")
    found = one.take_back("1")
    assert (found.verdict, found.rule) == (Verdict.REFUSED, "16")
    assert "1" in one.item.motions


@pytest.mark.usefixtures("today")
def test_the_minutes_leave_it_out_and_the_next_motion_has_a_number_of_its_own(sign_in, secretary, within):
    with within():
        meeting_id, item_id = an_open_meeting(secretary)
    client = sign_in("Sekreterare")

    def does(do, **fields):
        return text(client.post(LIVE, {"do": do, **fields}, follow=True))

    does("take_up", item=item_id)
    does("yrkande", by="Kiruna:member", kind="reject", text="avslå budgeten")
    assert "Yrkande 1 tas tillbaka" in text(client.get(LIVE))
    assert "Yrkande 1 togs tillbaka." in does("take_back", motion="1")
    does("yrkande", by="Boden:member", kind="refer")
    with within():
        names = [one.name for one in queries.live(meeting_id).item.proposals]
    assert names == ["draft", "2"]
    does("beslut", outcome="2", text="Ärendet återremitteras.", kind="refer")
    with within():
        procedure = queries.meeting_by_id(meeting_id).items[3].procedure
        told = [one.event.text for one in queries.grounds_of(item_id).during]
    assert "återremitteras" in procedure
    assert "Kiruna" not in procedure
    assert "Yrkande 1 togs tillbaka." in told
