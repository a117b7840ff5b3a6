"""Two paragraphs approved at the meeting, the rest a week later: each has its own clock, told truly."""

import re
from types import SimpleNamespace

import pytest

from tinget.documents import api as documents
from tinget.foundation import clock
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.scoping import PUBLIC, scoped
from tinget.kernel.dates import DAY
from tinget.meetings import actions as sitting
from tinget.meetings import api as meetings
from tinget.noticeboard import api as noticeboard
from tinget.noticeboard.models import Display
from tinget.organisation import api as organisation
from tinget.signatures import api as signatures
from tinget.workflows.demonstration import play
from tinget.workflows.demonstration.roles import CHAIR, SECRETARY, acting_as
from tinget.workflows.publish_minutes.at_once import draw_up_paragraph, notice_of_item
from tinget.workflows.publish_minutes.certificate import draw_up_certificate
from tinget.workflows.publish_minutes.jobs import leave_the_web
from tinget.workflows.publish_minutes.minutes import draw_up_minutes

pytestmark = pytest.mark.slow
APPROVER = f"Ledamot, {play.APPROVER}"
SIGNERS = (SECRETARY, CHAIR, APPROVER)


@pytest.fixture
def at():
    return clock.now()


@pytest.fixture
def meeting(authority, at):
    """A demonstration meeting where both cases are decided and approved at once; it goes on."""
    meeting_id = play.prepare_meeting(authority, at=at)
    with acting_as(SECRETARY, at=at) as secretary:
        meetings.open_meeting(secretary, meeting_id=meeting_id, at=at)
    with acting_as(SECRETARY, at=at) as secretary:
        chairs = organisation.holders(authority.id, organisation.Role.CHAIR, on=at.date(), demonstration=True)
        meetings.register_presence(
            secretary,
            meeting_id=meeting_id,
            person_ids=play.who_came(authority, at=at),
            chair_id=chairs[0].id,
            at=at,
        )
    with acting_as(SECRETARY, at=at):
        items = meetings.meeting_by_id(meeting_id).items
    at_once = [item.id for item in items if item.kind is meetings.ItemKind.CASE]
    for item in items[: max(item.position for item in items if item.id in at_once)]:
        with acting_as(SECRETARY, at=at) as secretary:
            play.handle_item(secretary, authority, meeting_id, item, at=at)
            if item.id in at_once:
                values = {
                    "text_shown": True,
                    "approver": {"municipality": play.APPROVER, "as": "member"},
                }
                sitting.record_event(
                    secretary, meeting_id=meeting_id, kind="approve_at_once", values=values, at=at
                )
    return SimpleNamespace(id=meeting_id, items=at_once)


def seen(meeting, at):
    with acting_as(SECRETARY, at=at):
        return meetings.meeting_by_id(meeting.id)


def drawn_up(authority, item_id, at, *, name=SECRETARY):
    with acting_as(name, at=at) as actor:
        return draw_up_paragraph(actor, authority=authority.id, item_id=item_id, at=at)


def signed(authority, about, at):
    for name in SIGNERS:
        play.sign_as(name, authority, about, at=at)


def finish(authority, meeting, at):
    """Handle what is left, close, and a week later approve the rest."""
    view = seen(meeting, at)
    for item in view.items:
        if item.is_open:
            with acting_as(SECRETARY, at=at) as secretary:
                play.handle_item(secretary, authority, meeting.id, item, at=at)
    with acting_as(SECRETARY, at=at) as secretary:
        meetings.close_meeting(secretary, meeting_id=meeting.id, at=at)
    later = at + 7 * DAY
    with acting_as(SECRETARY, at=later) as secretary:
        draw_up_minutes(secretary, authority=authority.id, meeting_id=meeting.id, at=later)
    signed(authority, f"meetings.meeting:{meeting.id}", later)
    return later


def confirm(authority, notice, at, *, but=()):
    for posting in notice.postings:
        if posting.municipality.name not in but:
            with acting_as(f"Registrator, {posting.municipality.name}", at=at) as registrar:
                noticeboard.confirm_up(registrar, posting_id=posting.id, on=at.date(), at=at)


def posting_of(notice, name):
    return next(one.id for one in notice.postings if one.municipality.name == name)


def page_of(visitor, settings, notice, day):
    """Read the open page of legal force as it is on a day."""
    settings.TINGET_TODAY = day.isoformat()
    page = visitor.get(f"/e-namnden/anslagstavla/{notice.id}/laga-kraft/").content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_two_at_once_the_rest_later_a_drop_an_appeal_and_the_truth_all_along(
    authority, meeting, at, person, visitor, settings
):
    first, second = meeting.items
    view = seen(meeting, at)
    chain = f"/e-namnden/sammantraden/{view.address}/protokoll/"
    secretary = person(SECRETARY)
    assert chain in secretary.get(view.url).content.decode()  # while the meeting goes on
    for item_id in meeting.items:
        assert secretary.post(f"{chain}omedelbart/{item_id}/").status_code == 302
        signed(authority, f"meetings.item:{item_id}", at)
    with acting_as(SECRETARY, at=at):
        own = {one: notice_of_item(authority.id, one, today=at.date()) for one in meeting.items}
    numbers = [item.paragraph for item in view.items if item.id in meeting.items]
    assert [one.paragraphs for one in own.values()] == [str(number) for number in numbers]
    assert all(one.total == 14 and one.approved_on == at.date() for one in own.values())
    for notice in own.values():
        confirm(authority, notice, at)
    runs_out = page_of(visitor, settings, own[first], at.date())
    assert "Beslutet kan överklagas till och med" in runs_out

    later = finish(authority, meeting, at)
    with acting_as(SECRETARY, at=later):
        rest = noticeboard.notice_of(authority.id, f"meetings.meeting:{meeting.id}", today=later.date())
    left = [item.paragraph for item in seen(meeting, later).items if item.paragraph not in numbers]
    assert rest.paragraphs == meetings.paragraph_ranges(left)
    assert "Tiden löper bara när anslaget" in page_of(visitor, settings, rest, later.date())

    with acting_as("Registrator, Boden", at=later) as boden:
        noticeboard.confirm_down(
            boden, posting_id=posting_of(own[first], "Boden"), on=later.date(), at=later, note="Misstag."
        )
    assert "Tiden löper bara när anslaget" in page_of(visitor, settings, own[first], later.date())
    assert "Beslutet kan överklagas" in page_of(visitor, settings, own[second], later.date())
    again = later + 2 * DAY
    with acting_as("Registrator, Boden", at=again) as boden:
        noticeboard.confirm_up(boden, posting_id=posting_of(own[first], "Boden"), on=again.date(), at=again)
    with acting_as(SECRETARY, at=again) as secretary_now:
        restarted = noticeboard.notice(own[first].id, today=again.date()).clock
        untouched = noticeboard.notice(own[second].id, today=again.date()).clock
        assert (restarted.runs_from, untouched.runs_from) == (again.date(), at.date())
        noticeboard.record_appeal(
            secretary_now,
            notice_id=own[first].id,
            received_on=again.date(),
            received_at="Kiruna kommun",
            paragraphs=[str(numbers[0])],
            reference="",
            at=again,
        )
    appealed = page_of(visitor, settings, own[first], again.date())
    assert "Ett överklagande prövas" in appealed
    assert "Kiruna kommun" in appealed
    over = untouched.last_day.date + DAY
    assert "Domstolens svar är inte antecknat än" in page_of(visitor, settings, own[second], over)


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


def test_its_certificate_is_its_own_and_its_paper_leaves_the_web_by_its_own_clock(
    authority, meeting, at, settings
):
    item_id = meeting.items[0]
    paper = drawn_up(authority, item_id, at)
    signed(authority, f"meetings.item:{item_id}", at)
    with acting_as(SECRETARY, at=at):
        notice = notice_of_item(authority.id, item_id, today=at.date())
    confirm(authority, notice, at)
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


def test_drawn_up_once_by_the_secretary_and_only_what_was_approved_at_once(authority, meeting, at):
    with pytest.raises(NotPermitted):
        drawn_up(authority, meeting.items[0], at, name=CHAIR)
    other = next(item.id for item in seen(meeting, at).items if item.id not in meeting.items)
    with pytest.raises(NotPossible, match="inte omedelbart justerad"):
        drawn_up(authority, other, at)
    drawn_up(authority, meeting.items[0], at)
    with pytest.raises(NotPossible, match="redan upprättat"):
        drawn_up(authority, meeting.items[0], at)


def test_the_certificate_waits_for_every_board(authority, meeting, at):
    item_id = meeting.items[0]
    drawn_up(authority, item_id, at)
    signed(authority, f"meetings.item:{item_id}", at)
    with acting_as(SECRETARY, at=at):
        notice = notice_of_item(authority.id, item_id, today=at.date())
    confirm(authority, notice, at, but=("Kiruna",))
    with acting_as(SECRETARY, at=at) as secretary, pytest.raises(NotPossible, match="alla kommuner"):
        draw_up_certificate(secretary, authority=authority.id, notice_id=notice.id, at=at)
