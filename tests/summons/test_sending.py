"""Sending a summons: to whom, with what, and what stops it."""

import datetime as dt
import io

import pikepdf
import pytest

from tests.factories.documents import a_pdf
from tests.factories.meetings import AT, an_actor
from tests.factories.summons import LATE, SENT, a_paper, a_summons, item_of
from tinget.documents import api as documents
from tinget.foundation import files, ledger, mail, need_to_know
from tinget.foundation.errors import NeedsReason, NotPermitted, NotPossible
from tinget.foundation.models import OutgoingMail
from tinget.meetings import api as meetings
from tinget.meetings.queries import live
from tinget.organisation.api import Role
from tinget.registry import actions as registry_actions
from tinget.registry import api as registry
from tinget.registry.rules.visibility import Marking
from tinget.summons import actions, queries
from tinget.summons.models import Recipient
from tinget.summons.rules.content import Left

pytestmark = pytest.mark.slow


def marking(actor):
    persons = frozenset({actor.person_id})
    return Marking("19 kap. 3 § OSL", "Nämnden", persons, public_title="Handling")


def opened(summons, authority):
    with files.open_stored(authority, summons.sha256) as file:
        return pikepdf.open(io.BytesIO(file.read()))


def test_every_seat_is_called_by_a_letter_with_a_link_of_its_own(secretary, meeting_id, within):
    with within():
        found = a_summons(secretary, meeting_id=meeting_id)
        called = list(Recipient.objects.filter(summons_id=found.id))
        seats = [one for one in called if one.called_as in {"member", "substitute"}]
        assert len(seats) == 28
        letters = {one.about: one for one in OutgoingMail.objects.all()}
        assert {one.to for one in letters.values()} == {one.email for one in called if one.email}
        tokens = {queries.token_of(one) for one in called}
        assert len(tokens) == len(called)
        body = letters[f"{queries.ABOUT}:{seats[0].pk}"].body
        assert mail.LINK in body
        assert not any(token in body for token in tokens)
        assert "Budget 2027" in body
        assert "Kulturens hus, Luleå" in body
        told = ledger.history(secretary.authority, f"meetings.meeting:{meeting_id}")
        assert told[0].action == "send_summons"
        assert {one.state for one in queries.proofs(secretary.authority, found.id)} == {mail.MailState.QUEUED}


def test_the_one_pdf_has_contents_bookmarks_and_the_papers_own_pages(secretary, meeting_id, within):
    with within():
        found = a_summons(secretary, meeting_id=meeting_id)
        item = next(one for one in found.content.items if one.title == "Budget 2027")
        assert [(one.title, one.pages, one.left) for one in item.papers] == [("Underlag", 2, Left.NOT)]
        with opened(found, secretary.authority) as pdf, pdf.open_outline() as outline:
            assert len(pdf.pages) == found.pages
            assert b"Sida tva" in pdf.pages[-1].Contents.read_bytes()
            of_items = outline.root[0].children
            numbered = [f"{one.number}. {one.title}" for one in found.content.items]
            assert [one.title for one in of_items] == numbered
            papers = [child for one in of_items for child in one.children]
            assert [one.title for one in papers] == ["Underlag"]
            assert papers[0].destination[0].objgen == pdf.pages[-2].obj.objgen


def test_a_secret_paper_is_left_out_and_told(secretary, meeting_id, within):
    with within():
        record = a_paper(
            secretary, item_id=item_of(meeting_id), title="Anbud", content=a_pdf("Hemligt"), name="a.pdf"
        )
        registry_actions.mark_record(secretary, record_id=record, marking=marking(secretary), at=SENT)
        found = a_summons(secretary, meeting_id=meeting_id)
        left = [one for one in found.content.papers() if one.left is Left.MARKED]
        assert len(left) == 1
        assert left[0].document_id is None
        with opened(found, secretary.authority) as pdf:
            assert not any(b"Hemligt" in page.Contents.read_bytes() for page in list(pdf.pages)[-2:])


def test_a_paper_that_cannot_be_merged_is_told_of_instead(secretary, meeting_id, within):
    with within():
        a_paper(
            secretary, item_id=item_of(meeting_id), title="Text", content="Hej på er".encode(), name="t.txt"
        )
        found = a_summons(secretary, meeting_id=meeting_id)
        assert [one.left for one in found.content.papers()] == [Left.NOT, Left.NO_PDF]


def test_a_late_summons_goes_out_with_its_reason(secretary, meeting_id, within):
    """Rule 4: it departs, is recorded with the reason, and is never refused."""
    with within():
        with pytest.raises(NeedsReason, match="skulle ha skickats senast torsdag 26 november 2026") as told:
            a_summons(secretary, meeting_id=meeting_id, at=LATE)
        assert (told.value.rule, told.value.source) == ("4", "reglemente 10 §")
        found = a_summons(secretary, meeting_id=meeting_id, at=LATE, reason="Budgeten blev sen.")
        assert found.reason == "Budgeten blev sen."
        assert len(found.departures) == 1
        meetings.open_meeting(secretary, meeting_id=meeting_id, at=AT)
        judged = [one for one in live(meeting_id).events if one.rule == "4"]
        assert [(one.kind, one.reason) for one in judged] == [("summoned", "Budgeten blev sen.")]


def test_what_has_changed_is_sent_again_and_nothing_twice(secretary, meeting_id, within):
    with within():
        a_summons(secretary, meeting_id=meeting_id)
        with pytest.raises(NotPossible, match="Inget är ändrat"):
            a_summons(secretary, meeting_id=meeting_id)
        meetings.add_item(
            secretary, meeting_id=meeting_id, kind=meetings.ItemKind.INFORMATION,
            wording=meetings.ItemWording("Aktuellt"),
        )  # fmt: skip
        assert [one.title for one in meetings.meeting_by_id(meeting_id).items if one.is_late] == ["Aktuellt"]
        found = a_summons(secretary, meeting_id=meeting_id)
        assert (found.number, found.kind.value, found.changes) == (2, "changed", ("Ny punkt: Aktuellt.",))
        assert not any(one.is_late for one in meetings.meeting_by_id(meeting_id).items)


def test_guests_are_called_once_each(secretary, meeting_id, within):
    with within():
        known = queries.called(meetings.meeting_by_id(meeting_id))[0].email
        guests = (actions.Guest("Revisor", "revisor@example.se"), actions.Guest("Dubbel", known.upper()))
        found = a_summons(secretary, meeting_id=meeting_id, guests=guests)
        names = [one.name for one in Recipient.objects.filter(summons_id=found.id, person_id=None)]
        assert names == ["Revisor"]


def test_only_chair_and_secretary_call_and_only_to_what_is_planned(secretary, meeting_id, within):
    with within():
        member = an_actor(Role.MEMBER, authority=secretary.authority)
        with pytest.raises(NotPermitted):
            a_summons(member, meeting_id=meeting_id)
        meetings.cancel_meeting(secretary, meeting_id=meeting_id, reason="Storm", at=SENT)
        with pytest.raises(NotPossible, match="inte planerat"):
            a_summons(secretary, meeting_id=meeting_id, at=SENT + dt.timedelta(days=1))


def test_a_paper_marked_afterwards_is_told_of_no_more_and_the_pdf_withdrawn(secretary, meeting_id, within):
    with within():
        record = meetings.meeting_by_id(meeting_id).items[3].basis[0].record_id
        sent = a_summons(secretary, meeting_id=meeting_id)
        registered = registry.records([sent.record_id])[sent.record_id].document_id
        restriction = need_to_know.restrict(
            authority=secretary.authority,
            on=f"registry.record:{record}",
            persons=[secretary.person_id],
            at=SENT,
        )
        event = registry.Marked(
            authority=secretary.authority, case_id=None, record_id=record, title="Underlag",
            public_title="Handling", restriction=restriction,
        )  # fmt: skip
        actions.follow_marking(event)
        found = queries.latest(meeting_id)
        assert [(one.title, one.document_id) for one in found.content.papers()] == [("Handling", None)]
        assert not found.sha256
        assert documents.documents([registered]) == {}
        with need_to_know.opened(secretary.person_id):
            assert documents.documents([registered])[registered].restriction_id == restriction


def test_each_summons_is_one_dispatched_record_with_its_pdf(secretary, meeting_id, within, committee):
    """OSL 5:1, TF 2:10: also when it is the chair who calls, who does not keep the register."""
    with within():
        chair = an_actor(Role.CHAIR, authority=committee.id)
        found = a_summons(chair, meeting_id=meeting_id)
        record = registry.records([found.record_id])[found.record_id]
        document = documents.documents([record.document_id])[record.document_id]
        assert (record.direction, record.label is None) == (registry.Direction.DISPATCHED, False)
        assert (document.latest.sha256, document.frozen_at) == (found.sha256, SENT)
        assert record.is_demonstration
