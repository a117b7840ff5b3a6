"""Who speaks, what is noted and breaks, from the page of the sitting to the minutes."""

import pytest

from tests.factories.meetings import AT, DAY, an_open_meeting
from tests.meetings.addresses import HERE, text
from tinget.foundation.errors import RuleRefused
from tinget.meetings import actions, queries

pytestmark = pytest.mark.usefixtures("today")
LIVE = f"{HERE}pagar/"


def test_a_list_of_speakers_a_note_and_a_break_reach_the_minutes(sign_in, secretary, within):
    with within():
        meeting_id, item_id = an_open_meeting(secretary)
        actions.take_up_item(secretary, item_id=item_id, at=AT)
    client = sign_in("Sekreterare")

    def writes(do, **given):
        assert client.post(LIVE, {"do": do, **given}).status_code == 302

    writes("ordet", seat="Kiruna:member", way="ask_to_speak")
    writes("ordet", seat="Boden:member", way="ask_to_speak")
    writes("ordet", seat="guest:Adam, samordnare", way="ask_to_speak")
    writes("ordet", seat="guest:Adam, samordnare", way="speak")
    assert "Adam, samordnare har ordet." in text(client.get(LIVE))
    assert "Adam, samordnare har ordet." in text(client.get(f"{HERE}skarm/"))
    writes("ordet", seat="Kiruna:member", way="speak")
    page = text(client.get(LIVE))
    assert ("Ledamot, Kiruna har ordet." in page, "Ge ordet till Ledamot, Boden" in page) == (True, True)
    assert "Ledamot, Kiruna har ordet." in text(client.get(f"{HERE}skarm/"))
    writes("anteckning", by="Boden:member", text="Boden vill följa kostnaden.")
    with within(), pytest.raises(RuleRefused, match="Okänd står inte i närvarolistan") as refused:
        actions.record_event(secretary, meeting_id=meeting_id, kind="speak", values={"guest": "Okänd"}, at=AT)
    assert refused.value.rule == "11"
    writes("ajournera", until="14:00")
    assert "Sammanträdet är ajournerat." in text(client.get(LIVE))
    with within(), pytest.raises(RuleRefused, match="ajournerat"):
        actions.decide_item(secretary, item_id=item_id, at=AT, text="Ja")
    writes("resume")
    with within():
        now = queries.live(meeting_id)
        actions.decide_item(secretary, item_id=item_id, at=AT, text="Ja")
        minutes = queries.minutes_content(meeting_id, generated_on=DAY)
        assert queries.live(meeting_id).waiting == ()
    assert ([one.municipality for one in now.waiting], now.speaking.municipality) == (["Boden"], "Kiruna")
    told = next(one for one in minutes.items if one.title == "Budget 2027").meeting_text
    assert told.endswith("Ledamot, Boden låter anteckna: Boden vill följa kostnaden.")
    assert "ajournerat " in minutes.meeting.form
    stranger = client.post(LIVE, {"do": "ordet", "seat": "guest:Okänd", "way": "speak"})
    assert stranger.status_code != 302
    substitute = client.post(LIVE, {"do": "anteckning", "by": "Boden:substitute", "text": "Nej."})
    assert substitute.status_code == 200
