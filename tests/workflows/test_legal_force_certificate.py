"""The certificate of legal force: only when it has been gained, for those paragraphs, signed and public."""

import uuid
from types import SimpleNamespace

import pytest

from tests.factories.noticeboard import some_facts
from tinget.documents import api as documents
from tinget.foundation import clock
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.kernel.dates import DAY
from tinget.noticeboard import api as noticeboard
from tinget.noticeboard.models import Display
from tinget.organisation import api as organisation
from tinget.signatures import api as signatures
from tinget.workflows.demonstration import play
from tinget.workflows.demonstration.roles import CHAIR, SECRETARY, acting_as
from tinget.workflows.publish_minutes.legal_force import CERTIFICATE, draw_up_force_certificate
from tinget.workflows.start_page.certified import certified_for

pytestmark = pytest.mark.slow
SINCE = "Något har hänt sedan beviset upprättades"
ALL_THAT_COMES = (
    "Domstolen har svarat på nytt efter beviset.",
    "Ett överklagande har antecknats eller avgjorts efter beviset.",
    "En dag är rättad efter beviset.",
    "Beviset gäller en paragraf som inte har laga kraft nu.",
)


@pytest.fixture
def noticed(authority):
    """A notice of §§ 15-16 that has been up on all boards; § 15 was appealed in time."""
    at = clock.now()
    later = at + 40 * DAY
    with acting_as(SECRETARY, at=at) as secretary:
        facts = some_facts(about=f"test.legal-force:{uuid.uuid4()}", approved_on=at.date())
        notice_id = noticeboard.post_notice(
            secretary,
            authority=authority.id,
            facts=facts,
            municipalities=organisation.boards(authority.id),
            at=at,
        )
        for posting in noticeboard.notice(notice_id, today=at.date()).postings:
            noticeboard.confirm_up(secretary, posting_id=posting.id, on=at.date(), at=at, note="Ringde.")
        noticeboard.record_appeal(
            secretary,
            notice_id=notice_id,
            received_on=at.date(),
            received_at="Kiruna kommun",
            paragraphs=["15"],
            reference="",
            at=at,
        )
    return SimpleNamespace(id=notice_id, at=at, later=later)


def answered(noticed):
    with acting_as(SECRETARY, at=noticed.later) as secretary:
        noticeboard.record_court_answer(
            secretary,
            notice_id=noticed.id,
            answered_on=noticed.later.date(),
            reference="DEMO 12-26",
            at=noticed.later,
        )


def drawn_up(authority, noticed, *, name=SECRETARY):
    with acting_as(name, at=noticed.later) as actor:
        return draw_up_force_certificate(
            actor, authority=authority.id, notice_id=noticed.id, at=noticed.later
        )


def test_the_court_must_have_answered_and_an_appealed_paragraph_gets_none(authority, noticed):
    with pytest.raises(NotPossible, match="Ingen paragraf"):
        drawn_up(authority, noticed)
    answered(noticed)
    with pytest.raises(NotPermitted):
        drawn_up(authority, noticed, name=CHAIR)
    drawn_up(authority, noticed)
    with acting_as(SECRETARY, at=noticed.later) as secretary:
        assert [one.paragraphs for one in noticeboard.force_certificates(noticed.id)] == ["16"]
        with pytest.raises(NotPossible, match="har fått laga kraft"):
            noticeboard.add_force_certificate(
                secretary, notice_id=noticed.id, paragraphs=["15"], document_id=1, at=noticed.later
            )
        with pytest.raises(NotPossible, match="redan"):
            noticeboard.add_force_certificate(
                secretary, notice_id=noticed.id, paragraphs=["16"], document_id=1, at=noticed.later
            )
    with pytest.raises(NotPossible, match="Ingen paragraf"):
        drawn_up(authority, noticed)


def test_from_the_button_to_what_visitors_read(authority, noticed, person, visitor, settings):
    answered(noticed)
    settings.TINGET_TODAY = noticed.later.date().isoformat()
    place = f"/e-namnden/anslagstavla/{noticed.id}/laga-kraft/"
    page = person(SECRETARY)
    assert "Upprätta lagakraftbevis för § 16" in page.get(place).content.decode()
    assert f"{place}bevis/" not in visitor.get(place).content.decode()
    assert page.post(f"{place}bevis/").status_code == 302
    with acting_as(SECRETARY, at=noticed.later):
        line = noticeboard.force_certificates(noticed.id)[0]
    assert "lagakraftbevis-" not in visitor.get(place).content.decode()  # not before it is signed
    play.sign_as(SECRETARY, authority, f"{CERTIFICATE}{line.id}", at=noticed.later)
    shown = visitor.get(place).content.decode()
    with acting_as(SECRETARY, at=noticed.later):
        address = documents.version_url("e-namnden", documents.latest(line.document_id))
    assert address in shown
    answer = visitor.get(address)
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert "Upprätta lagakraftbevis" not in page.get(place).content.decode()


def test_a_day_put_right_makes_it_anew_and_visitors_are_told_meanwhile(
    authority, noticed, person, visitor, settings
):
    answered(noticed)
    document_id = drawn_up(authority, noticed)
    with acting_as(SECRETARY, at=noticed.later):
        (line,) = noticeboard.force_certificates(noticed.id)
        posting = noticeboard.notice(noticed.id, today=noticed.later.date()).postings[0]
    about, tomorrow = f"{CERTIFICATE}{line.id}", noticed.later + DAY
    play.sign_as(SECRETARY, authority, about, at=noticed.later)
    with pytest.raises(NotPossible, match="Ingen paragraf"):
        drawn_up(authority, noticed)
    with acting_as(SECRETARY, at=tomorrow) as secretary:
        noticeboard.correct_display(
            secretary,
            display_id=Display.objects.get(posting_id=posting.id).pk,
            right=noticeboard.Display(noticed.at.date() + DAY),
            reason="Registratorn skrev fel dag.",
            at=tomorrow,
        )
    settings.TINGET_TODAY = tomorrow.date().isoformat()
    place = f"/e-namnden/anslagstavla/{noticed.id}/laga-kraft/"
    assert "En dag är rättad efter beviset." in visitor.get(place).content.decode()
    assert "Upprätta lagakraftbevis för § 16" in (page := person(SECRETARY)).get(place).content.decode()
    assert page.post(f"{place}bevis/").status_code == 302
    play.sign_as(SECRETARY, authority, about, at=tomorrow)
    with acting_as(SECRETARY, at=tomorrow):
        assert [one.id for one in noticeboard.force_certificates(noticed.id)] == [line.id]
        assert documents.latest(document_id).number == 4
    assert "En dag är rättad efter beviset." not in visitor.get(place).content.decode()
    assert "Upprätta lagakraftbevis" not in page.get(place).content.decode()


def test_what_comes_after_it_makes_it_anew_says_so_and_stands_on_the_start_page(
    authority, noticed, person, visitor, settings
):
    answered(noticed)
    drawn_up(authority, noticed)
    place, page = f"/e-namnden/anslagstavla/{noticed.id}/laga-kraft/", person(SECRETARY)
    again = "Upprätta lagakraftbevis för § 16"
    for days, words, change in (
        (1, "Domstolen har svarat på nytt efter beviset.", answered_again),
        (2, "Protokollet är rättat efter beviset.", minutes_put_right),
        (3, "Ett överklagande har antecknats eller avgjorts efter beviset.", appealed_late),
    ):
        with acting_as(SECRETARY, at=noticed.later):
            (line,) = noticeboard.force_certificates(noticed.id)
        play.sign_as(SECRETARY, authority, f"{CERTIFICATE}{line.id}", at=noticed.later + (days - 1) * DAY)
        moment = noticed.later + days * DAY
        settings.TINGET_TODAY = moment.date().isoformat()
        assert again not in page.get(place).content.decode()
        change(noticed, moment)
        assert words in visitor.get(place).content.decode()
        assert again in page.get(place).content.decode()
        assert waiting(authority, moment) == [("Lagakraftbeviset för § 16 ska upprättas på nytt", words)]
        with acting_as(SECRETARY, at=moment) as secretary:
            draw_up_force_certificate(secretary, authority=authority.id, notice_id=noticed.id, at=moment)
        assert waiting(authority, moment) == []
    answered_again(noticed, moment + DAY)  # while it waits to be signed
    play.sign_as(SECRETARY, authority, f"{CERTIFICATE}{line.id}", at=moment + 2 * DAY)
    assert "Domstolen har svarat på nytt efter beviset." in visitor.get(place).content.decode()


def waiting(authority, at):
    """Read what the secretary's start page says of certificates of legal force."""
    with acting_as(SECRETARY, at=at) as secretary:
        return [(one.text, one.note) for one in certified_for(secretary, authority, today=at.date())]


def answered_again(noticed, at):
    with acting_as(SECRETARY, at=at) as secretary:
        told = {"notice_id": noticed.id, "answered_on": at.date(), "reference": "DEMO 13-26"}
        noticeboard.record_court_answer(secretary, at=at, **told)


def minutes_put_right(noticed, at):
    with acting_as(CHAIR, at=at) as chair, pytest.raises(NotPermitted):
        outdate(chair, noticed, at)
    with acting_as(SECRETARY, at=at) as secretary:
        outdate(secretary, noticed, at)


def outdate(actor, noticed, at):
    by = noticeboard.Outdating.MINUTES
    noticeboard.outdate_force_certificates(actor, notice_id=noticed.id, paragraphs=None, by=by, at=at)


def appealed_late(noticed, at):
    with acting_as(SECRETARY, at=at) as secretary:
        noticeboard.record_appeal(
            secretary,
            notice_id=noticed.id,
            received_on=at.date(),
            received_at="Boden kommun",
            paragraphs=["16"],
            reference="",
            at=at,
        )


def day_put_right(noticed, at):
    with acting_as(SECRETARY, at=at) as secretary:
        posting = noticeboard.notice(noticed.id, today=at.date()).postings[0]
        display_id = Display.objects.get(posting_id=posting.id).pk
        right, reason = noticeboard.Display(noticed.at.date() + DAY), "Registratorn skrev fel dag."
        noticeboard.correct_display(secretary, display_id=display_id, right=right, reason=reason, at=at)


def appealed_in_time(noticed, at):
    with acting_as(SECRETARY, at=at) as secretary:
        told = {"received_at": "Boden kommun", "paragraphs": ["16"], "reference": "", "at": at}
        noticeboard.record_appeal(
            secretary, notice_id=noticed.id, received_on=noticed.at.date() + DAY, **told
        )


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (answered_again, ["Domstolen har svarat på nytt efter beviset."]),
        (day_put_right, ["En dag är rättad efter beviset."]),
        (
            appealed_in_time,
            [
                "Ett överklagande har antecknats eller avgjorts efter beviset.",
                "Beviset gäller en paragraf som inte har laga kraft nu.",
            ],
        ),
    ],
)
def test_before_signing_it_is_told_what_has_come_since_and_signing_is_not_refused(
    authority, noticed, person, settings, change, told
):
    answered(noticed)
    drawn_up(authority, noticed)
    with acting_as(SECRETARY, at=noticed.later):
        (line,) = noticeboard.force_certificates(noticed.id)
        (signing,) = signatures.requests_about(authority.id, f"{CERTIFICATE}{line.id}")
    settings.TINGET_TODAY = noticed.later.date().isoformat()
    paper, page = f"/underskrifter/{signing.signers[0].id}/", person(SECRETARY)
    before = page.get(paper).content.decode()
    assert "Skriv under" in before
    assert SINCE not in before
    change(noticed, noticed.later + DAY)
    shown = page.get(paper).content.decode()
    assert SINCE in shown
    assert [one for one in ALL_THAT_COMES if one in shown] == told
    assert f"/e-namnden/anslagstavla/{noticed.id}/laga-kraft/" in shown
    play.sign_as(SECRETARY, authority, f"{CERTIFICATE}{line.id}", at=noticed.later + 2 * DAY)
    after = page.get(paper).content.decode()
    assert "Du skrev under" in after
    assert SINCE not in after


def test_declined_it_is_drawn_up_anew_as_the_next_version(authority, noticed):
    answered(noticed)
    document_id = drawn_up(authority, noticed)
    with acting_as(SECRETARY, at=noticed.later) as actor:
        line = noticeboard.force_certificates(noticed.id)[0]
        signer = signatures.requests_about(authority.id, f"{CERTIFICATE}{line.id}")[0].signers[0]
        signatures.decline(actor, signer_id=signer.id, reason="Fel dag", at=noticed.later)
    assert drawn_up(authority, noticed) == document_id
    with acting_as(SECRETARY, at=noticed.later):
        assert documents.latest(document_id).number == 2


def test_it_says_when_the_court_answered_and_how_the_day_was_reckoned(authority, noticed):
    answered(noticed)
    with acting_as(SECRETARY, at=noticed.later):
        content = noticeboard.force_content(
            noticed.id, paragraphs=["16"], secretary="Sekreterare", generated_on=noticed.later.date()
        )
    assert content["court_answer_reference"] == "DEMO 12-26"
    assert [one["paragraph"] for one in content["paragraphs"]] == ["16"]
    assert content["paragraphs"][0]["legal_force"] is not None
    assert any("Domstolens svar" in step["reason"] for step in content["paragraphs"][0]["steps"])
    assert content["appeals"] == []
