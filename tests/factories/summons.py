"""A meeting that can be called, with papers of several kinds, made by the real actions."""

import datetime as dt

from tests.factories.documents import a_document, a_pdf
from tests.factories.meetings import a_case_item, a_planned_meeting
from tests.factories.registry import a_record
from tinget.meetings import api as meetings
from tinget.organisation.api import Actor
from tinget.summons import api as summons

SENT = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
LATE = dt.datetime(2026, 11, 28, 9, 0, tzinfo=dt.UTC)
HERE = "/e-namnden/sammantraden/2026-12-01/kallelse/"


def a_paper(actor: Actor, *, item_id: int, title: str, content: bytes, name: str) -> int:
    """File a record with a file in the item's case and lay it among the item's papers."""
    meeting = meetings.meeting_by_id(meetings.meeting_of_item(item_id))
    item = next(one for one in meeting.items if one.id == item_id)
    document = a_document(actor, authority=actor.authority, title=title, content=content, name=name)
    record = a_record(
        actor, authority=actor.authority, case_id=item.case_id, title=title, document_id=document.id
    )
    wording = meetings.ItemWording(
        item.title, rapporteur=item.rapporteur, proposal=item.proposal, summary=item.summary
    )
    ids = [one.record_id for one in item.basis] + [record]
    meetings.write_item(actor, item_id=item_id, wording=wording, record_ids=ids)
    return record


def a_meeting_with_papers(actor: Actor) -> int:
    """Plan a meeting with a case that has one paper of two pages."""
    meeting_id = a_planned_meeting(actor)
    item_id = a_case_item(actor, meeting_id=meeting_id)
    a_paper(actor, item_id=item_id, title="Underlag", content=a_pdf("Sida ett", "Sida tva"), name="u.pdf")
    return meeting_id


def item_of(meeting_id: int, title: str = "Budget 2027") -> int:
    return next(one.id for one in meetings.meeting_by_id(meeting_id).items if one.title == title)


def a_summons(actor: Actor, *, meeting_id: int, at: dt.datetime = SENT, **more) -> summons.SummonsView:
    summons.send_summons(actor, meeting_id=meeting_id, sending=summons.Sending(**more), at=at)
    found = summons.latest(meeting_id)
    assert found is not None
    return found
