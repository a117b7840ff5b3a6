"""The minutes' content is what the rows say, and becomes a PDF with its data inside."""

import datetime as dt
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.factories.meetings import AT, DAY, a_closed_meeting, the_october_meeting
from tests.programs import needs, run
from tinget.meetings import api as meetings
from tinget.meetings.rules.minutes_content import Presence
from tinget.organisation.api import system_actor

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "data/schemas/minutes-1.schema.json").read_text(encoding="utf-8"))

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
