"""A meeting that is moved or cancelled: everybody who is called is told."""

import datetime as dt

import pytest

from tests.factories.summons import HERE, SENT, a_summons
from tinget.foundation import events
from tinget.foundation.errors import NotPossible
from tinget.foundation.models import OutgoingMail
from tinget.meetings import api as meetings
from tinget.registry import api as registry
from tinget.summons import actions, queries
from tinget.summons.models import Recipient

pytestmark = pytest.mark.slow
MOVED = meetings.Whereabouts(dt.date(2026, 12, 8), dt.time(9), None, "Boden")
GUESTS = (actions.Guest("Revisor", "r@example.se"),)
MEETING = HERE.removesuffix("kallelse/")


@pytest.fixture
def listening(nobody_listens):
    """Connect what the wiring connects."""
    events.listen(meetings.MeetingMoved, actions.follow_move)
    events.listen(meetings.MeetingCancelled, actions.follow_cancellation)


@pytest.mark.usefixtures("listening")
def test_who_is_called_is_told_that_the_meeting_is_moved_and_then_cancelled(secretary, meeting_id, within):
    with within():
        first = a_summons(secretary, meeting_id=meeting_id, guests=GUESTS)
        called = Recipient.objects.filter(summons_id=first.id).count()
        meetings.move_meeting(secretary, meeting_id=meeting_id, to=MOVED, reason="Lokalen brann.", at=SENT)
        moved = queries.latest(meeting_id)
        assert (moved.kind.value, moved.content.day, moved.content.place) == ("moved", MOVED.day, "Boden")
        assert moved.changes[0].startswith("Ny dag: tisdag 8 december 2026")
        assert Recipient.objects.filter(summons_id=moved.id).count() == called
        meetings.cancel_meeting(secretary, meeting_id=meeting_id, reason="Storm", at=SENT)
        told = queries.latest(meeting_id)
        assert (told.kind.value, told.message, told.sha256) == ("cancelled", "Storm", "")
        record = registry.records([told.record_id])[told.record_id]
        assert record.title.startswith("Inställt sammanträde: ")
        assert record.document_id is not None
        letter = OutgoingMail.objects.order_by("pk").last().body
        assert ("Läs mer här." in letter, "svara om du kommer" in letter) == (True, False)
        letters = OutgoingMail.objects.filter(to="r@example.se").order_by("pk")
        assert [one.subject.split(":")[1].strip() for one in letters] == [
            "Kallelse", "Flyttat sammanträde", "Inställt sammanträde",
        ]  # fmt: skip


@pytest.mark.usefixtures("listening")
def test_a_meeting_that_nobody_is_called_to_is_moved_without_letters(secretary, meeting_id, within):
    with within():
        with pytest.raises(NotPossible, match="Ange varför"):
            meetings.move_meeting(secretary, meeting_id=meeting_id, to=MOVED, reason=" ", at=SENT)
        meetings.move_meeting(secretary, meeting_id=meeting_id, to=MOVED, reason="Lokalen", at=SENT)
        with pytest.raises(NotPossible, match="desamma"):
            meetings.move_meeting(secretary, meeting_id=meeting_id, to=MOVED, reason="Igen", at=SENT)
        assert queries.latest(meeting_id) is None
        assert not OutgoingMail.objects.exists()


def test_the_page_moves_a_meeting(sign_in, meeting_id):
    desk = sign_in("Sekreterare")
    given = {"planned_on": "2026-12-08", "start": "09:00", "end": "", "place": "Boden", "why": "Lokalen."}
    shown = desk.post(f"{MEETING}flytta/", given, follow=True).content.decode()
    assert "tisdag 8 december 2026" in shown.lower()
    assert sign_in("Ledamot, Boden").get(f"{MEETING}flytta/").status_code == 403
