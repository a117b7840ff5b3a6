"""Before the minutes are signed: changes proposed and answered, and a reserve for a hindered approver."""

import re
from types import SimpleNamespace

import pytest

from tinget.foundation import clock
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.meetings import actions as sitting
from tinget.meetings import api as meetings
from tinget.signatures import api as signatures
from tinget.signatures.jobs import remind
from tinget.workflows.demonstration import play
from tinget.workflows.demonstration.roles import CHAIR, SECRETARY, acting_as
from tinget.workflows.publish_minutes import changes
from tinget.workflows.publish_minutes.minutes import draw_up_minutes

pytestmark = pytest.mark.slow
APPROVER = f"Ledamot, {play.APPROVER}"


@pytest.fixture
def drawn(authority):
    """A demonstration meeting of today whose minutes wait for their first signature."""
    at = clock.now()
    meeting_id = play._prepare(authority, at=at)
    play._hold(authority, meeting_id, at=at)
    draw_up(authority, meeting_id, at)
    with acting_as(SECRETARY, at=at):
        address = meetings.meeting_by_id(meeting_id).address
    page = f"/e-namnden/sammantraden/{address}/protokoll/"
    return SimpleNamespace(id=meeting_id, about=f"meetings.meeting:{meeting_id}", page=page, at=at)


def draw_up(authority, meeting_id, at) -> None:
    with acting_as(SECRETARY, at=at) as secretary:
        draw_up_minutes(secretary, authority=authority.id, meeting_id=meeting_id, at=at)


def signing(authority, drawn) -> signatures.SigningLine:
    with acting_as(SECRETARY, at=drawn.at):
        return signatures.requests_about(authority.id, drawn.about)[0]


def seen(drawn) -> meetings.MeetingView:
    with acting_as(SECRETARY, at=drawn.at):
        return meetings.meeting_by_id(drawn.id)


def another(drawn) -> meetings.PresenceLine:
    """Somebody who served and neither presides nor approves."""
    view = seen(drawn)
    taken = {view.chair_id, *(one.person_id for one in view.approvers)}
    return next(one for one in view.presence if one.is_serving and one.person_id not in taken)


def text_of(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_an_accepted_change_takes_the_minutes_back_and_all_sign_what_was_mended(authority, drawn, person):
    page, approver = f"{drawn.page}andringar/", person(APPROVER)
    place = next(one for one in signing(authority, drawn).signers if one.capacity == "Justerare")
    assert page in approver.get(f"/underskrifter/{place.id}/").content.decode()
    paragraph = next(item.paragraph for item in seen(drawn).items if item.paragraph)
    told = approver.post(page, {"paragraph": paragraph, "text": "Tiden ska vara 10.15."}, follow=True)
    assert "Tiden ska vara 10.15." in text_of(told)
    secretary = person(SECRETARY)
    assert "1 föreslagen ändring att svara på" in text_of(secretary.get(drawn.page))
    (answer,) = re.findall(rf'action="({page}\d+/)"', secretary.get(page).content.decode())
    assert person(CHAIR).post(answer, {"accepts": "yes"}).status_code == 403
    done = secretary.post(answer, {"accepts": "yes"}, follow=True)
    assert "godtaget" in text_of(done)
    assert seen(drawn).state is meetings.MeetingState.CLOSED
    assert signing(authority, drawn).state is signatures.RequestState.WITHDRAWN
    assert "Upprätta protokollet och skicka det" in text_of(secretary.get(drawn.page))
    with acting_as(SECRETARY, at=drawn.at) as actor:
        sitting.correct_event(actor, meeting_id=drawn.id, number=1, text="Mötet öppnades 10.15.", at=drawn.at)
    draw_up(authority, drawn.id, drawn.at)
    for name in (SECRETARY, CHAIR, APPROVER):
        play._sign(name, authority, drawn.about, at=drawn.at)
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
    play._sign(SECRETARY, authority, drawn.about, at=drawn.at)
    with pytest.raises(NotPossible):
        propose(CHAIR)
    with pytest.raises(NotPossible):
        answer(second, is_accepted=True)
    with acting_as(SECRETARY, at=drawn.at):
        told = changes.changes_to(authority.id, drawn.id)
    assert [(one.is_accepted, one.answer) for one in told] == [(False, "Det står rätt."), (None, "")]


def test_before_anybody_has_signed_the_minutes_name_the_new_approver(authority, drawn, person):
    new = another(drawn)
    secretary, page = person(SECRETARY), f"{drawn.page}justerare/"
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
    play._sign(CHAIR, authority, drawn.about, at=drawn.at)
    before, new = signing(authority, drawn), another(drawn)
    person(SECRETARY).post(f"{drawn.page}justerare/", {"person": new.person_id, "reason": "Sjuk."})
    line = signing(authority, drawn)
    assert (line.id, line.signed) == (before.id, 1)
    assert line.signers[-1].instead_of == APPROVER
    for name in (SECRETARY, new.name):
        play._sign(name, authority, drawn.about, at=drawn.at)
    assert seen(drawn).state is meetings.MeetingState.APPROVED
    with acting_as(SECRETARY, at=drawn.at):
        assert all(one.intact and one.trusted for one in signatures.reports(line.id))


def test_those_who_have_not_signed_are_reminded_as_the_fourteen_days_run(authority, drawn, settings):
    assert signing(authority, drawn).due_on == seen(drawn).approval_due
    play._sign(CHAIR, authority, drawn.about, at=drawn.at)
    settings.TINGET_TODAY = seen(drawn).approval_due.isoformat()
    with acting_as(SECRETARY, at=drawn.at):
        remind(authority=authority.id)
    reminded = {one.capacity: one.reminded_on for one in signing(authority, drawn).signers}
    assert reminded["Ordförande"] is None
    assert reminded["Justerare"] == seen(drawn).approval_due
