"""The minutes' content is what the rows say, and becomes a PDF with its data inside."""

import datetime as dt
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.factories.meetings import (
    AT,
    DAY,
    a_closed_meeting,
    an_open_meeting,
    handle_everything,
    the_october_meeting,
)
from tests.programs import needs, run
from tinget.meetings import actions, queries
from tinget.meetings import api as meetings
from tinget.meetings.models import Meeting
from tinget.meetings.rules.minutes_content import Presence
from tinget.meetings.rules.proceedings.room import Seat
from tinget.meetings.rules.seats import PresentAs
from tinget.organisation.api import system_actor

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "data/schemas/minutes-2.schema.json").read_text(encoding="utf-8"))

pytestmark = pytest.mark.usefixtures("inside")


def test_the_content_tells_who_was_there_and_what_was_decided(secretary):
    content = meetings.minutes_content(a_closed_meeting(secretary), generated_on=DAY)
    assert content.demonstration
    assert not content.rendering_of_published_facts
    assert content.paragraphs == ("1", "2", "3", "4", "5")
    assert content.chair.name == "Ordförande"
    assert content.secretary.name == "Sekreterare"
    assert [one.as_ for one in content.attendance if one.as_ is not Presence.MEMBER] == [
        Presence.CHAIR,
        Presence.OTHER,
    ]
    assert content.absent == ()
    budget = content.items[3]
    assert (budget.title, budget.decision, budget.quorum) == (
        "Budget 2027",
        "E-nämnden godkänner budgeten.",
        True,
    )
    assert budget.case_number == "2026/1-2.2.0.1"
    assert content.meeting.starts_at == "13:00"
    assert content.approval.due_on == DAY + dt.timedelta(days=7)
    assert content.ledger_head is not None


def test_what_published_minutes_leave_out_is_unknown(committee):
    system = system_actor(committee.id)
    made = meetings.load_published_meeting(
        system, authority=committee.id, facts=the_october_meeting(system), at=AT
    )
    content = meetings.minutes_content(made, generated_on=DAY)
    assert content.rendering_of_published_facts
    assert not content.demonstration
    assert (content.attendance, content.absent) == (None, None)
    assert content.items[0].quorum is None
    assert (content.chair.name, content.chair.party) == ("Fredrik Hansson", "S")
    assert content.rules_assumed
    assert content.ledger_head is None


@needs("pdfdetach")
def test_the_pdf_carries_its_data_as_the_published_schema_says(secretary, tmp_path):
    content = meetings.minutes_content(a_closed_meeting(secretary), generated_on=DAY)
    file, data = tmp_path / "protokoll.pdf", tmp_path / "protokoll.json"
    file.write_bytes(meetings.render_minutes(content))
    run("pdfdetach", "-savefile", meetings.MINUTES_DATA, "-o", data, file)
    inside = json.loads(data.read_text(encoding="utf-8"))
    assert inside == content.to_json()
    Draft202012Validator(SCHEMA).validate(inside)


@needs("pdftotext")
def test_every_page_of_a_demonstration_says_so(secretary, tmp_path):
    content = meetings.minutes_content(a_closed_meeting(secretary), generated_on=DAY)
    file = tmp_path / "protokoll.pdf"
    file.write_bytes(meetings.render_minutes(content))
    pages = run("pdftotext", file, "-").rstrip("\f").split("\f")
    assert all("DEMONSTRATION" in page for page in pages)


def a_contested_meeting(secretary):
    """Close a meeting with a conflict of interest, a motion, a vote, a reservation and a correction."""
    meeting_id, item_id = an_open_meeting(secretary)

    def happens(kind, values):
        return actions.record_event(secretary, meeting_id=meeting_id, kind=kind, values=values, at=AT)

    def seat(name, as_="member"):
        return {"municipality": name, "as": as_}

    actions.take_up_item(secretary, item_id=item_id, at=AT)
    happens("leave", seat("Boden") | {"reason": "conflict"})
    happens("arrive", seat("Boden", "substitute"))
    happens("motion", {"id": "1", "by": seat("Kiruna"), "kind": "reject"})
    playing = queries.play(Meeting.objects.get(pk=meeting_id))
    seats = [seat(one.municipality, one.as_.value) for one in playing.sitting.room.serving()]
    vote = {"kind": "counted", "yes": "draft", "no": "1", "for": seats[:9], "against": seats[9:12]}
    happens("vote", vote | {"abstain": seats[12:]})
    actions.decide_item(secretary, item_id=item_id, at=AT, text="Ja.")
    happens("reserve", {"by": seats[9]})
    who = Seat(seats[9]["municipality"], PresentAs(seats[9]["as"]))
    told = {"paragraph": 4, "seat": who, "text": "Kostnaden är inte utredd."}
    actions.explain_reservation(secretary, meeting_id=meeting_id, at=AT, **told)
    happens("arrive", seat("Boden"))
    handle_everything(secretary, meeting_id=meeting_id)
    events = queries.events_of(Meeting.objects.get(pk=meeting_id))
    decided = next(one for one in events if one.kind == "decide" and one.item_id == item_id)
    actions.correct_event(
        secretary, meeting_id=meeting_id, number=decided.number, text="Klockan var 13.20.", at=AT
    )
    actions.close_meeting(secretary, meeting_id=meeting_id, at=AT)
    return meeting_id, [one["municipality"] for one in seats]


def test_the_minutes_tell_who_took_part_in_each_paragraph_and_how_they_voted_kl_5_67(secretary):
    meeting_id, names = a_contested_meeting(secretary)
    content = meetings.minutes_content(meeting_id, generated_on=DAY)
    attendance = {one.name: one for one in content.attendance}
    assert attendance["Ledamot, Boden"].paragraphs == ("1", "2", "3", "5")
    substitute = attendance["Ersättare, Boden"]
    assert (substitute.paragraphs, substitute.as_) == (("4",), Presence.SERVING_SUBSTITUTE)
    item = content.items[3]
    assert [one.name for one in item.conflicts] == ["Ledamot, Boden"]
    assert len(item.roll) == 14
    (vote,) = item.votes
    assert (vote.yes, [len(vote.for_), len(vote.against), len(vote.abstain)]) == (
        "samordnarens förslag",
        [9, 3, 2],
    )
    assert vote.no == "Ledamot, Kirunas yrkande om avslag"
    assert [(one.municipality, one.reasons) for one in item.reservations] == [
        (names[9], "Kostnaden är inte utredd.")
    ]
    assert item.corrections == ("Klockan var 13.20.",)
    assert "Omröstningen ger 9 ja, 3 nej och 2 som avstår." in item.procedure
    assert content.items[2].votes == ()
    Draft202012Validator(SCHEMA).validate(content.to_json())


@needs("pdftotext")
def test_the_printed_minutes_tell_it_too(secretary, tmp_path):
    meeting_id, names = a_contested_meeting(secretary)
    file = tmp_path / "protokoll.pdf"
    file.write_bytes(meetings.render_minutes(meetings.minutes_content(meeting_id, generated_on=DAY)))
    printed = " ".join(run("pdftotext", "-layout", file, "-").split())
    assert "Tjänstgörande ersättare, § 4" in printed
    assert "Ledamot, Boden (Boden) deltar inte i ärendet på grund av jäv." in printed
    assert f"Ledamot, {names[9]} ({names[9]}) reserverar sig mot beslutet." in printed
    assert f"Ledamot, {names[9]} anför: Kostnaden är inte utredd." in printed
    assert "Klockan var 13.20." in printed
    assert "Avstår" in printed
