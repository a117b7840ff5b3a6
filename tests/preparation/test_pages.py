"""The pages of preparation: what each sees and does on them, and the way to the agenda."""

import uuid

import pytest

from tests.factories.committee import AT, acting
from tests.factories.meetings import a_planned_meeting
from tests.preparation.conftest import LAST_DAY
from tinget.foundation.scoping import Scope, scoped
from tinget.meetings import api as meetings
from tinget.preparation import actions, queries
from tinget.preparation.rules.steps import Step

HOME = "/e-namnden/beredning"


def within(committee):
    return scoped(Scope(authorities=frozenset({committee.id}), public=True))


def test_an_official_finds_the_referral_on_the_start_page_and_answers_on_one_page(
    committee, referred, sign_in
):
    client = sign_in("Beredningsgruppen, Kiruna")
    start = client.get("/").content.decode()
    assert "Svara för din kommun: Gemensam e-tjänst" in start
    page = client.get(f"{HOME}/{referred}/svara/").content.decode()
    assert "Svara för Kiruna" in page
    assert "fördela kostnaden lika" in page
    kiruna = next(one for one in queries_of(committee, referred).now.opinions if one.municipality == "Kiruna")
    given = {"municipality": kiruna.municipality_id, "stance": "agrees", "text": "Bra för oss"}
    done = client.post(f"{HOME}/{referred}/svara/", given, follow=True).content.decode()
    assert "1 av 14 kommuner har svarat" in done
    assert "Bra för oss" in done
    assert "Svara för din kommun" not in client.get("/").content.decode()


def test_an_official_cannot_answer_for_another(committee, referred, sign_in):
    boden = next(one for one in queries_of(committee, referred).now.opinions if one.municipality == "Boden")
    client = sign_in("Beredningsgruppen, Kiruna")
    given = {"municipality": boden.municipality_id, "stance": "agrees"}
    assert client.post(f"{HOME}/{referred}/svara/", given).status_code == 200
    after = queries_of(committee, referred).now.answers_on(LAST_DAY)
    assert after.answered == 0
    assert client.get(f"{HOME}/{referred}/vidare/").status_code == 403
    assert client.get(f"{HOME}/{referred}/forslag/").status_code == 403


def test_a_skipped_step_asks_for_its_reason_on_the_form(committee, idea, sign_in):
    client = sign_in("Samordnare")
    asked = client.post(f"{HOME}/{idea}/vidare/", {"to": "chair"}).content.decode()
    assert "Ärendet går förbi ett steg: i beredningsgruppen." in asked
    done = client.post(f"{HOME}/{idea}/vidare/", {"to": "chair", "reason": "Brådskande"}, follow=True)
    page = done.content.decode()
    assert "Skäl: Brådskande" in page
    assert "hoppades över" in page
    assert (
        "Ärende att godkänna för dagordningen: Gemensam e-tjänst"
        in sign_in("Ordförande").get("/").content.decode()
    )


def test_the_points_follow_to_the_agenda_without_retyping(committee, idea, sign_in):
    with within(committee):
        meeting_id = a_planned_meeting(acting("Sekreterare"))
        actions.move_preparation(
            acting("Samordnare"), preparation_id=idea, to=Step.CHAIR, at=AT, reason="Brådskande"
        )
    chair = sign_in("Ordförande")
    chair.post(f"{HOME}/{idea}/vidare/", {"to": "ready"})
    client = sign_in("Sekreterare")
    assert "berett ärende att sätta upp" in client.get("/").content.decode()
    with within(committee):
        meeting = meetings.meeting_by_id(meeting_id)
    agenda = client.get(f"{meeting.url}dagordning/").content.decode()
    address = f"{HOME}/{idea}/till-dagordningen/"
    assert f"{address}?sammantrade={meeting_id}" in agenda
    assert client.post(address, {"meeting": meeting_id}).status_code == 302
    with within(committee):
        item = next(one for one in meetings.meeting_by_id(meeting_id).items if one.case_id)
        assert item.decision_text == "E-nämnden beslutar att"
        assert item.decision_points == ("införa tjänsten", "fördela kostnaden lika")
        assert item.proposal == "E-nämnden beslutar att\n1. införa tjänsten\n2. fördela kostnaden lika"
        assert queries.preparation(committee.id, idea).line.step is Step.ON_AGENDA
    refused = client.post(address, {"meeting": meeting_id}).content.decode()
    assert "Ärendet är inte klart för dagordningen" in refused


@pytest.mark.parametrize("page", ["", "nytt/", "gruppen/"])
def test_a_visitor_and_a_registrar_see_nothing_of_it(committee, idea, client, sign_in, page):
    assert client.get(f"{HOME}/{page}").status_code == 302
    assert sign_in("Registrator, Kiruna").get(f"{HOME}/{page}").status_code == 403


def test_the_coordinator_notes_a_meeting_of_the_group(committee, idea, sign_in):
    client = sign_in("Samordnare")
    places = [one.municipality_id for one in opened(committee, idea)]
    given = {"held_on": "2026-11-20", "present": places[:9], f"said_{idea}": "Gruppen vill ha tjänsten"}
    page = client.post(f"{HOME}/gruppen/nytt/", given, follow=True).content.decode()
    assert "9 av 14 kommuner var där" in page
    assert "Gruppen vill ha tjänsten" in client.get(f"{HOME}/{idea}/").content.decode()
    listed = client.get(f"{HOME}/gruppen/").content.decode()
    address = listed.split('class="row" href="')[1].split('"')[0]
    with within(committee):
        actions.move_preparation(
            acting("Samordnare"), preparation_id=idea, to=Step.ENDED, at=AT, reason="Behövs inte"
        )
    assert "Gruppen vill ha tjänsten" in client.get(address).content.decode()
    assert "9 av 14" in sign_in("Ledamot, Boden").get(f"{HOME}/gruppen/").content.decode()


def opened(committee, idea):
    with within(committee):
        actions.move_preparation(acting("Samordnare"), preparation_id=idea, to=Step.GROUP, at=AT)
        return queries.preparation(committee.id, idea).now.opinions


def test_a_case_page_tells_who_has_it(committee, referred, sign_in):
    url = queries_of(committee, referred).line.case_url
    assert "på remiss sedan 23 november 2026" in sign_in("Ledamot, Boden").get(url).content.decode()


def queries_of(committee, idea):
    with within(committee):
        return queries.preparation(committee.id, idea)


def test_rule_8_every_member_raises_a_matter_and_the_coordinator_has_it(committee, sign_in):
    member, page = sign_in("Ledamot, Boden"), f"{HOME}/vack/"
    assert page in member.get(f"{HOME}/").content.decode()
    assert "(KL 4:20)" in member.get(page).content.decode()
    told = {"title": "Driften av e-arkivet", "background": "Nämnden bör utreda ett gemensamt avtal."}
    made = member.post(page, told | {"submission": uuid.uuid4()})
    assert made.status_code == 302
    shown = member.get(made.headers["Location"]).content.decode()
    assert "en ledamot väckte ärendet (KL 4:20)" in shown
    assert "Ledamot, Boden, ledamot" in shown
    assert "Nämnden bör utreda ett gemensamt avtal." in shown
    assert made.headers["Location"] in sign_in("Samordnare").get("/").content.decode()
    assert "Skriv något här." in member.post(page, {"title": " "}).content.decode()
    for other in ("Ersättare, Boden", "Beredningsgruppen, Kiruna", "Samordnare"):
        assert sign_in(other).post(page, told).status_code == 403
