"""From the last gavel to the boards: each step, changes before it is signed, a reserve, and a refusal."""

import datetime as dt
import json
import re
from http import HTTPStatus
from pathlib import Path
from threading import Barrier, Thread
from types import SimpleNamespace

import pytest
from django.db import connection
from jsonschema import Draft202012Validator, FormatChecker

import tinget
from tests.programs import needs, run
from tinget.documents import api as documents
from tinget.foundation import clock, ledger
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.pdf.carried import carried
from tinget.foundation.scoping import PUBLIC, scoped
from tinget.meetings import actions as sitting
from tinget.meetings import api as meetings
from tinget.meetings.models import ItemRecipient
from tinget.noticeboard import api as noticeboard
from tinget.noticeboard.models import Display
from tinget.registry import api as registry
from tinget.signatures import api as signatures
from tinget.signatures.jobs import remind
from tinget.workflows.demonstration import play
from tinget.workflows.demonstration.roles import CHAIR, SECRETARY, acting_as
from tinget.workflows.publish_minutes import changes
from tinget.workflows.publish_minutes.certificate import draw_up_certificate
from tinget.workflows.publish_minutes.extracts import draw_up_extract, extracts
from tinget.workflows.publish_minutes.minutes import draw_up_minutes
from tinget.workflows.publish_minutes.reading import on_the_web, signed_data

pytestmark = pytest.mark.slow
SCHEMA = Path(tinget.__file__).parents[2] / "data" / "schemas" / "minutes-2.schema.json"
APPROVER = f"Ledamot, {play.APPROVER}"


@pytest.fixture
def closed(authority):
    """A demonstration meeting of today that has ended."""
    at = clock.now()
    meeting_id = play.prepare_meeting(authority, at=at)
    play.hold_meeting(authority, meeting_id, at=at)
    with acting_as(SECRETARY, at=at):
        address = meetings.meeting_by_id(meeting_id).address
    chain = f"/e-namnden/sammantraden/{address}/protokoll/"
    return SimpleNamespace(
        id=meeting_id, about=f"meetings.meeting:{meeting_id}", address=address, chain=chain, at=at
    )


def drawn_up(authority, meeting, *, at=None) -> int:
    at = at or meeting.at
    with acting_as(SECRETARY, at=at) as secretary:
        return draw_up_minutes(secretary, authority=authority.id, meeting_id=meeting.id, at=at)


def signed(authority, meeting, *names, at=None) -> None:
    for name in names:
        play.sign_as(name, authority, meeting.about, at=at or meeting.at)


def declined(authority, meeting, name, reason, *, about=None) -> None:
    with acting_as(name, at=meeting.at) as actor:
        line = signatures.requests_about(authority.id, about or meeting.about)[0]
        signer = next(one for one in line.signers if one.person_id == actor.person_id)
        signatures.decline(actor, signer_id=signer.id, reason=reason, at=meeting.at)


def seen(meeting) -> meetings.MeetingView:
    with acting_as(SECRETARY, at=meeting.at):
        return meetings.meeting_by_id(meeting.id)


def by_visitors(meeting, document_id):
    """Tell what visitors can read of the meeting: its paragraphs, and its document's versions."""
    with scoped(PUBLIC):
        items = meetings.meeting_by_id(meeting.id).items
        try:
            versions = [line.number for line in documents.versions(document_id)]
        except documents.DocumentNotFound:
            versions = []
        return len(items), versions


def test_the_chain_goes_step_by_step(authority, closed, person, visitor):
    page = person(SECRETARY)
    steps = []

    def now() -> str:
        from tinget.workflows.publish_minutes.steps import progress_of, steps_of

        with acting_as(SECRETARY, at=closed.at):
            told = steps_of(progress_of(authority.id, seen(closed), today=closed.at.date()))
        assert page.get(closed.chain).status_code == HTTPStatus.OK
        return next(step.doing for step in told if step.state == "now")

    steps.append(now())
    assert page.post(f"{closed.chain}upprata/").status_code == HTTPStatus.FOUND
    document_id = seen(closed).minutes_document_id
    steps.append(now())
    signed(authority, closed, SECRETARY, CHAIR)
    assert seen(closed).state is meetings.MeetingState.MINUTES_DRAWN_UP
    assert by_visitors(closed, document_id) == (0, [])
    signed(authority, closed, APPROVER)
    assert seen(closed).state is meetings.MeetingState.APPROVED
    assert seen(closed).approved_on == closed.at.date()
    steps.append(now())
    paragraphs, versions = by_visitors(closed, document_id)
    assert paragraphs == len(seen(closed).items)
    assert versions == [4]  # drawn up, and a version for each signature; only the last is published
    notice = play.put_up_everywhere(authority, closed.id, at=closed.at)
    assert notice.total == 14
    assert seen(closed).state is meetings.MeetingState.ANNOUNCED
    steps.append(now())
    certify = closed.chain.replace("/protokoll/", "/anslagsbevis/upprata/")
    assert page.post(certify).status_code == HTTPStatus.FOUND
    assert page.post(certify).status_code == HTTPStatus.CONFLICT
    play.sign_as(SECRETARY, authority, f"noticeboard.notice:{notice.id}", at=closed.at)
    steps.append(now())
    assert steps == [
        "Protokollet ska upprättas",
        "Protokollet undertecknas",
        "Justeringen anslås",
        "Anslagsbeviset ska undertecknas",
        "Överklagandetiden löper",
    ]
    shown = visitor.get(f"/e-namnden/protokoll/{closed.address}/").content.decode()
    assert "Anslagsbevis" in shown
    assert "Det undertecknade protokollet" in shown


def test_minutes_of_a_meeting_that_goes_on_are_not_drawn_up(authority):
    at = clock.now()
    meeting_id = play.prepare_meeting(authority, at=at)
    with acting_as(SECRETARY, at=at) as secretary:
        meetings.open_meeting(secretary, meeting_id=meeting_id, at=at)
    with acting_as(SECRETARY, at=at) as secretary, pytest.raises(NotPossible):
        draw_up_minutes(secretary, authority=authority.id, meeting_id=meeting_id, at=at)


def test_what_is_wrong_in_the_minutes_stands_beside_them_and_does_not_block(
    authority, closed, person, inside
):
    page = person(SECRETARY)
    told = page.get(closed.chain).content.decode()
    assert "Granskning av protokollet" in told
    assert "vem beslutet skickas till" not in told
    with inside():
        ItemRecipient.objects.filter(item__meeting_id=closed.id).delete()
    told = page.get(closed.chain).content.decode()
    decided = [item for item in seen(closed).items if item.kind is meetings.ItemKind.CASE]
    assert told.count("Det står inte vem beslutet skickas till.") == len(decided)
    assert decided[0].url in told
    assert page.post(f"{closed.chain}upprata/").status_code == HTTPStatus.FOUND


def test_minutes_are_drawn_up_once(authority, closed, person):
    drawn_up(authority, closed)
    with pytest.raises(NotPossible, match="redan upprättat"):
        drawn_up(authority, closed)
    page = person(SECRETARY)
    assert "Upprätta protokollet" not in page.get(closed.chain).content.decode()
    assert page.post(f"{closed.chain}upprata/").status_code == HTTPStatus.CONFLICT
    signed(authority, closed, SECRETARY, CHAIR, APPROVER)
    with pytest.raises(NotPossible, match="redan upprättat"):
        drawn_up(authority, closed)
    with acting_as(SECRETARY, at=closed.at):
        assert len(signatures.requests_about(authority.id, closed.about)) == 1


def test_two_who_draw_up_at_the_same_moment_make_one_set_of_minutes(authority, closed):
    start, outcomes = Barrier(2), []

    def draw_up() -> None:
        start.wait()
        try:
            outcomes.append(drawn_up(authority, closed))
        except NotPossible:
            outcomes.append(None)
        finally:
            connection.close()

    threads = [Thread(target=draw_up) for _one in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(outcomes, key=str) is None
    assert seen(closed).minutes_document_id == min(outcomes, key=str)
    with acting_as(SECRETARY, at=closed.at):
        assert len(signatures.requests_about(authority.id, closed.about)) == 1


def test_a_declined_certificate_is_drawn_up_anew_and_one_that_waited_is_told_of(
    authority, closed, person, visitor
):
    drawn_up(authority, closed)
    signed(authority, closed, SECRETARY, CHAIR, APPROVER)
    notice = play.put_up_everywhere(authority, closed.id, at=closed.at)
    about, page = f"noticeboard.notice:{notice.id}", person(SECRETARY)
    certify = closed.chain.replace("/protokoll/", "/anslagsbevis/upprata/")
    assert page.post(certify).status_code == HTTPStatus.FOUND
    declined(authority, closed, SECRETARY, "Fel dag för Kiruna", about=about)
    assert certify in page.get(closed.chain).content.decode()
    assert page.post(certify).status_code == HTTPStatus.FOUND
    assert certify not in page.get(closed.chain).content.decode()
    tomorrow = closed.at + dt.timedelta(days=1)
    with acting_as(SECRETARY, at=tomorrow) as secretary:
        told = Display.objects.filter(posting_id=notice.postings[0].id).get()
        right = noticeboard.Display(tomorrow.date())
        noticeboard.correct_display(secretary, display_id=told.pk, right=right, reason="Fel dag", at=tomorrow)
    play.sign_as(SECRETARY, authority, about, at=tomorrow)
    shown = visitor.get(f"/e-namnden/protokoll/{closed.address}/").content.decode()
    assert "En dag är rättad efter beviset. De rätta dagarna står på anslagets sida." in shown
    with acting_as(SECRETARY, at=closed.at):
        view = noticeboard.notice(notice.id, today=closed.at.date())
        states = [line.state.value for line in signatures.requests_about(authority.id, about)]
    assert states == ["complete", "declined"]
    assert by_visitors(closed, view.certificate_document_id)[1] == [3]


@pytest.mark.parametrize("name", [CHAIR, APPROVER, "Samordnare", "Administratör"])
def test_only_the_secretary_draws_up(authority, closed, name):
    with acting_as(name, at=closed.at) as actor, pytest.raises(NotPermitted):
        draw_up_minutes(actor, authority=authority.id, meeting_id=closed.id, at=closed.at)


def test_a_declined_signature_is_told_and_the_minutes_are_drawn_up_anew(authority, closed, person, visitor):
    document_id = drawn_up(authority, closed)
    signed(authority, closed, SECRETARY)
    declined(authority, closed, CHAIR, "Närvarolistan stämmer inte")
    page = person(SECRETARY)
    for address in ("/", closed.chain):
        assert "Närvarolistan stämmer inte" in page.get(address).content.decode()
    assert "upprättas på nytt" in page.get("/").content.decode()
    assert "Upprätta protokollet" in page.get(closed.chain).content.decode()
    with pytest.raises(NotPossible):
        signed(authority, closed, APPROVER)
    assert page.post(f"{closed.chain}upprata/").status_code == HTTPStatus.FOUND
    assert seen(closed).minutes_document_id == document_id
    assert "Närvarolistan stämmer inte" not in page.get("/").content.decode()
    signed(authority, closed, SECRETARY, CHAIR, APPROVER)
    assert seen(closed).state is meetings.MeetingState.APPROVED
    _paragraphs, versions = by_visitors(closed, document_id)
    assert versions == [6]
    with acting_as(SECRETARY, at=closed.at):
        states = [line.state.value for line in signatures.requests_about(authority.id, closed.about)]
        newest = documents.latest(document_id)
        with documents.open_version(newest.id) as file:
            pdf = file.read()
        reports = signatures.reports(signatures.requests_about(authority.id, closed.about)[0].id)
    assert states == ["complete", "declined"]
    assert [(one.intact, one.trusted) for one in reports] == [(True, True)] * 5  # three, the seal, the stamp
    answer = visitor.get(f"/e-namnden/protokoll/{closed.address}.pdf")
    assert answer.getvalue() == pdf


def test_late_approval_has_its_reason_recorded(authority, closed, inside):
    drawn_up(authority, closed)
    signed(authority, closed, SECRETARY, CHAIR)
    late = closed.at + dt.timedelta(days=15)
    signed(authority, closed, APPROVER, at=late)
    view = seen(closed)
    assert view.approved_on == late.date()
    assert str(late.year) in view.late_approval_reason
    with inside():
        lines = ledger.history(authority.id, f"meetings.meeting:{closed.id}")
    approval = next(line for line in lines if line.action == "approve_minutes")
    assert approval.changes["reason"] == view.late_approval_reason


def test_approval_registers_the_minutes_and_sends_the_notice_the_same_moment(authority, closed, inside):
    document_id = drawn_up(authority, closed)
    with inside():
        assert noticeboard.notice_of(authority.id, closed.about, today=closed.at.date()) is None
    signed(authority, closed, SECRETARY, CHAIR, APPROVER)
    with inside():
        notice = noticeboard.notice_of(authority.id, closed.about, today=closed.at.date())
        record = next(line for line in all_records(authority) if line.document_id == document_id)
    assert (notice.approved_on, notice.total, notice.up_count) == (closed.at.date(), 14, 0)
    assert record.published_at
    assert record.label.startswith(f"{authority.record_id_label} {closed.at.year}.")
    with acting_as(SECRETARY, at=closed.at) as secretary, pytest.raises(NotPossible):
        draw_up_certificate(secretary, authority=authority.id, notice_id=notice.id, at=closed.at)


def all_records(authority):
    from tinget.registry.queries import record_page

    return record_page(authority, after=None, size=200).records


@needs("pdfdetach")
def test_the_minutes_carry_their_data_with_the_ledgers_head(authority, closed, inside, tmp_path):
    with inside():
        head = ledger.head(authority.id)
    document_id = drawn_up(authority, closed)
    signed(authority, closed, SECRETARY, CHAIR, APPROVER)
    with scoped(PUBLIC), documents.open_version(documents.latest(document_id).id) as file:
        (tmp_path / "minutes.pdf").write_bytes(file.read())
    run("pdfdetach", "-saveall", "-o", tmp_path, tmp_path / "minutes.pdf")
    data = json.loads((tmp_path / meetings.MINUTES_DATA).read_text(encoding="utf-8"))
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(data)
    assert data["ledger_head"] == {"count": head.count, "hash": head.hash}
    assert data["demonstration"] is True
    assert data["paragraphs"] == [str(item.paragraph) for item in seen(closed).items]
    with acting_as(SECRETARY, at=closed.at):
        titles = [
            registry.cases([item.case_id])[item.case_id].number for item in seen(closed).items if item.case_id
        ]
    assert [item["case_number"] for item in data["items"] if item.get("case_number")] == titles


@pytest.fixture
def drawn(authority, closed):
    """The same, with minutes that wait for their first signature."""
    drawn_up(authority, closed)
    return closed


def signing(authority, drawn) -> signatures.SigningLine:
    with acting_as(SECRETARY, at=drawn.at):
        return signatures.requests_about(authority.id, drawn.about)[0]


def another(drawn) -> meetings.PresenceLine:
    """Somebody who served and neither presides nor approves."""
    view = seen(drawn)
    taken = {view.chair_id, *(one.person_id for one in view.approvers)}
    return next(one for one in view.presence if one.is_serving and one.person_id not in taken)


def text_of(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_an_accepted_change_takes_the_minutes_back_and_all_sign_what_was_mended(authority, drawn, person):
    page, approver = f"{drawn.chain}andringar/", person(APPROVER)
    place = next(one for one in signing(authority, drawn).signers if one.capacity == "Justerare")
    assert page in approver.get(f"/underskrifter/{place.id}/").content.decode()
    paragraph = next(item.paragraph for item in seen(drawn).items if item.paragraph)
    told = approver.post(page, {"paragraph": paragraph, "text": "Tiden ska vara 10.15."}, follow=True)
    assert "Tiden ska vara 10.15." in text_of(told)
    secretary = person(SECRETARY)
    assert "1 föreslagen ändring att svara på" in text_of(secretary.get(drawn.chain))
    (answer,) = re.findall(rf'action="({page}\d+/)"', secretary.get(page).content.decode())
    assert person(CHAIR).post(answer, {"accepts": "yes"}).status_code == 403
    done = secretary.post(answer, {"accepts": "yes"}, follow=True)
    assert "godtaget" in text_of(done)
    assert seen(drawn).state is meetings.MeetingState.CLOSED
    assert signing(authority, drawn).state is signatures.RequestState.WITHDRAWN
    assert "Upprätta protokollet och skicka det" in text_of(secretary.get(drawn.chain))
    with acting_as(SECRETARY, at=drawn.at) as actor:
        sitting.correct_event(actor, meeting_id=drawn.id, number=1, text="Mötet öppnades 10.15.", at=drawn.at)
    drawn_up(authority, drawn)
    signed(authority, drawn, SECRETARY)
    with acting_as(SECRETARY, at=drawn.at):  # reasons for a reservation are in time until all have signed
        changes.follow_reasons(meetings.ReservationExplained(authority.id, drawn.id, is_demonstration=True))
    assert (seen(drawn).state, signing(authority, drawn).state) == (
        meetings.MeetingState.CLOSED,
        signatures.RequestState.WITHDRAWN,
    )
    drawn_up(authority, drawn)
    signed(authority, drawn, SECRETARY, CHAIR, APPROVER)
    assert seen(drawn).state is meetings.MeetingState.APPROVED


def test_a_refusal_has_a_reason_and_after_a_signature_the_text_is_frozen(authority, drawn):
    def propose(name):
        with acting_as(name, at=drawn.at) as actor:
            return changes.propose_change(
                actor, authority=authority.id, meeting_id=drawn.id, paragraph=None, text="Fel.", at=drawn.at
            )

    def answer(change, *, is_accepted, reason=""):
        with acting_as(SECRETARY, at=drawn.at) as actor:
            changes.answer_change(
                actor, authority=authority.id, change_id=change, is_accepted=is_accepted, answer=reason,
                at=drawn.at,
            )  # fmt: skip

    first, second = propose(CHAIR), propose(APPROVER)
    with pytest.raises(NotPermitted):
        propose("Ledamot, Kiruna")
    with pytest.raises(NotPossible):
        answer(first, is_accepted=False)
    answer(first, is_accepted=False, reason="Det står rätt.")
    with pytest.raises(NotPossible):
        answer(first, is_accepted=True)
    signed(authority, drawn, SECRETARY)
    with pytest.raises(NotPossible):
        propose(CHAIR)
    with pytest.raises(NotPossible):
        answer(second, is_accepted=True)
    with acting_as(SECRETARY, at=drawn.at):
        told = changes.changes_to(authority.id, drawn.id)
    assert [(one.is_accepted, one.answer) for one in told] == [(False, "Det står rätt."), (None, "")]


def test_before_anybody_has_signed_the_minutes_name_the_new_approver(authority, drawn, person):
    new = another(drawn)
    secretary, page = person(SECRETARY), f"{drawn.chain}justerare/"
    assert secretary.post(page, {"person": new.person_id, "reason": ""}).status_code == 422
    assert person(CHAIR).get(page).status_code == 403
    done = secretary.post(page, {"person": new.person_id, "reason": "Sjuk."}, follow=True)
    assert "Den var inte vald till det" in text_of(done)
    assert [one.name for one in seen(drawn).approvers] == [new.name]
    line = signing(authority, drawn)
    assert line.state is signatures.RequestState.WAITING
    assert [one.person_id for one in line.signers][-1] == new.person_id
    assert line.signers[-1].instead_of == ""


def test_after_a_signature_the_reserve_signs_in_the_place_of_the_approver(authority, drawn, person):
    signed(authority, drawn, CHAIR)
    before, new = signing(authority, drawn), another(drawn)
    person(SECRETARY).post(f"{drawn.chain}justerare/", {"person": new.person_id, "reason": "Sjuk."})
    line = signing(authority, drawn)
    assert (line.id, line.signed) == (before.id, 1)
    assert line.signers[-1].instead_of == APPROVER
    signed(authority, drawn, SECRETARY, new.name)
    assert seen(drawn).state is meetings.MeetingState.APPROVED
    with acting_as(SECRETARY, at=drawn.at):
        assert all(one.intact and one.trusted for one in signatures.reports(line.id))
    named_elsewhere_as_who_approved(authority, drawn, new.name)


def named_elsewhere_as_who_approved(authority, drawn, name):
    """Read the web version and an extract: the signed text still names the one who was hindered."""
    with acting_as(SECRETARY, at=drawn.at) as secretary:
        meeting = meetings.meeting_by_id(drawn.id)
        assert [one["name"] for one in signed_data(meeting)[0]["approvers"]] == [APPROVER]
        assert [one["name"] for one in on_the_web(meeting)["approvers"]] == [name]
        some = [str(meeting.items[0].paragraph)]
        draw_up_extract(secretary, authority=authority.id, meeting_id=drawn.id, paragraphs=some, at=drawn.at)
        (made,) = extracts(authority.id, drawn.id)
        with documents.open_version(documents.latest(made.document_id).id) as stream:
            taken = json.loads(carried(stream.read(), meetings.EXTRACT_DATA))
    assert [one["name"] for one in taken["approvers"]] == [name]


def test_those_who_have_not_signed_are_reminded_as_the_fourteen_days_run(authority, drawn, settings):
    assert signing(authority, drawn).due_on == seen(drawn).approval_due
    signed(authority, drawn, CHAIR)
    settings.TINGET_TODAY = seen(drawn).approval_due.isoformat()
    with acting_as(SECRETARY, at=drawn.at):
        remind(authority=authority.id)
    reminded = {one.capacity: one.reminded_on for one in signing(authority, drawn).signers}
    assert reminded["Ordförande"] is None
    assert reminded["Justerare"] == seen(drawn).approval_due
