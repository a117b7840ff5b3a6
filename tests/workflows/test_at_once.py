"""A § approved at the meeting: its own paper, notice and certificate, told by its own clock."""

import pytest

from tests.workflows.at_once import APPROVER, confirm, drawn_up, posting_of, seen, signed, sit
from tinget.documents import api as documents
from tinget.foundation import clock
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.scoping import PUBLIC, scoped
from tinget.kernel.dates import DAY
from tinget.meetings import api as meetings
from tinget.noticeboard import api as noticeboard
from tinget.noticeboard.models import Display
from tinget.signatures import api as signatures
from tinget.workflows.demonstration import play
from tinget.workflows.demonstration.roles import CHAIR, SECRETARY, acting_as
from tinget.workflows.publish_minutes.certificate import draw_up_certificate
from tinget.workflows.publish_minutes.jobs import leave_the_web

pytestmark = pytest.mark.slow


@pytest.fixture
def at():
    return clock.now()


@pytest.fixture
def meeting(authority, at):
    return sit(authority, at=at)


def test_the_paper_is_of_that_paragraph_alone_and_visitors_read_it_when_signed(authority, meeting, at):
    item_id = meeting.items[0]
    document_id = drawn_up(authority, item_id, at)
    with acting_as(SECRETARY, at=at):
        content = meetings.paragraph_content(item_id, generated_on=at.date())
        line = signatures.requests_about(authority.id, f"meetings.item:{item_id}")[0]
    assert len(content.items) == 1
    assert content.items[0].immediate
    assert [one.name for one in line.signers][2] == APPROVER
    with scoped(PUBLIC):
        assert documents.versions(document_id) == []
    signed(authority, f"meetings.item:{item_id}", at)
    with scoped(PUBLIC):
        assert [one.number for one in documents.versions(document_id)] == [4]


def test_its_certificate_waits_for_every_board_and_its_paper_leaves_the_web_by_its_own_clock(
    authority, meeting, at, settings
):
    item_id = meeting.items[0]
    paper = drawn_up(authority, item_id, at)
    signed(authority, f"meetings.item:{item_id}", at)
    notice = confirm(authority, f"meetings.item:{item_id}", at, but=("Kiruna",))
    with acting_as(SECRETARY, at=at) as secretary, pytest.raises(NotPossible, match="alla kommuner"):
        draw_up_certificate(secretary, authority=authority.id, notice_id=notice.id, at=at)
    confirm(authority, f"meetings.item:{item_id}", at)
    with acting_as(SECRETARY, at=at) as secretary:
        document_id = draw_up_certificate(secretary, authority=authority.id, notice_id=notice.id, at=at)
        assert documents.latest(document_id).name.endswith(f"-{notice.paragraphs}.pdf")
        assert noticeboard.notice(notice.id, today=at.date()).certificate_document_id == document_id
        with pytest.raises(NotPossible, match="redan upprättat"):
            draw_up_certificate(secretary, authority=authority.id, notice_id=notice.id, at=at)
    put_right_and_certified_anew(authority, notice, document_id, at)
    with acting_as(SECRETARY, at=at):
        last = noticeboard.notice(notice.id, today=at.date()).clock.last_day.date
    for day, is_there in ((last, True), (last + DAY, False)):
        settings.TINGET_TODAY = day.isoformat()
        with acting_as(SECRETARY, at=at):
            leave_the_web(authority=authority.id)
        with scoped(PUBLIC):
            assert bool(documents.versions(paper)) is is_there


def put_right_and_certified_anew(authority, notice, certificate, at):
    """Sign the certificate, put a day right that it tells, and draw it up and sign it once more."""
    about, later = f"noticeboard.notice:{notice.id}", at + 2 * DAY
    play.sign_as(SECRETARY, authority, about, at=at)
    told = Display.objects.filter(posting_id=posting_of(notice, "Boden"))
    with acting_as(SECRETARY, at=later) as secretary:
        noticeboard.correct_display(
            secretary,
            display_id=told.get().pk,
            right=noticeboard.Display(at.date() + DAY),
            reason="Registratorn skrev fel dag.",
            at=later,
        )
        again = draw_up_certificate(secretary, authority=authority.id, notice_id=notice.id, at=later)
    with scoped(PUBLIC):
        shown = documents.versions(certificate)[0].number  # the one that was signed, until the new one is
    play.sign_as(SECRETARY, authority, about, at=later)
    with scoped(PUBLIC):
        assert documents.versions(again)[0].number == shown + 2
    assert again == certificate


def waiting(person, meeting, at):
    """Read what the secretary's start page says of the §§ approved at once at this meeting."""
    told, address = person(SECRETARY).get("/").context["waiting"], seen(meeting, at).address
    return [one for one in told if "omedelbart justerad" in one.text and f"/{address}/" in one.href]


def test_drawn_up_once_by_the_secretary_and_only_what_was_approved_at_once(authority, meeting, at, person):
    (told,) = waiting(person, meeting, at)
    assert (told.count, "ska upprättas: §§" in told.text) == (2, True)
    assert told.note.startswith(f"Väntar på {SECRETARY} sedan ")
    assert [one for one in person(CHAIR).get("/").context["waiting"] if "omedelbart" in one.text] == []
    with pytest.raises(NotPermitted):
        drawn_up(authority, meeting.items[0], at, name=CHAIR)
    other = next(item.id for item in seen(meeting, at).items if item.id not in meeting.items)
    with pytest.raises(NotPossible, match="inte omedelbart justerad"):
        drawn_up(authority, other, at)
    drawn_up(authority, meeting.items[0], at)
    play.sign_as(SECRETARY, authority, f"meetings.item:{meeting.items[0]}", at=at)
    left, asked = waiting(person, meeting, at)
    assert (left.count, asked.count, asked.note) == (1, 1, f"Inte klara: {CHAIR}, {APPROVER}")
    with pytest.raises(NotPossible, match="redan upprättat"):
        drawn_up(authority, meeting.items[0], at)
