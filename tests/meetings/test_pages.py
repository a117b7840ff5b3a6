"""The pages of meetings: the way through a meeting, and one refusal for each page."""

import datetime as dt

import pytest

from tests.factories.meetings import (
    AT,
    DAY,
    a_case,
    a_case_item,
    a_closed_meeting,
    a_planned_meeting,
    an_open_meeting,
    everybody_there,
    handle_everything,
    the_october_meeting,
)
from tests.meetings.addresses import HERE, LIST, text
from tinget.meetings import api as meetings
from tinget.organisation.api import Role, holders, system_actor

pytestmark = [pytest.mark.usefixtures("today")]


def test_a_meeting_is_planned_and_shown(sign_in, visitor):
    client = sign_in("Sekreterare")
    answer = client.post(
        f"{LIST}nytt/", {"planned_on": "2026-12-01", "start": "13:00", "end": "15:00", "place": "Boden"}
    )
    assert answer.headers["Location"] == HERE
    assert "Upprop" in text(client.get(HERE))
    seen = visitor.get(HERE)
    assert seen.status_code == 200
    assert "Boden" in text(seen)
    assert "DEMONSTRATION" in text(seen)
    assert "Upprop" not in text(seen)


def test_an_end_before_the_beginning_is_told_on_the_form(sign_in):
    answer = sign_in("Sekreterare").post(
        f"{LIST}nytt/", {"planned_on": "2026-12-01", "start": "13:00", "end": "12:00"}
    )
    assert "slutar före det börjar" in text(answer)


@pytest.mark.parametrize(
    "page", ["nytt/", "2026-12-01/dagordning/", "2026-12-01/narvaro/", "2026-12-01/oppna/"]
)
def test_others_than_those_who_lead_are_refused(sign_in, visitor, secretary, within, page):
    with within():
        a_planned_meeting(secretary)
    assert sign_in("Ersättare, Boden").get(LIST + page).status_code == 403
    assert visitor.get(LIST + page).status_code == 302


def test_a_case_is_placed_moved_and_removed(sign_in, secretary, within, view):
    with within():
        a_planned_meeting(secretary)
        case_id = a_case(secretary)
    client = sign_in("Sekreterare")
    client.post(
        f"{HERE}dagordning/", {"add": "arende", "arende-case": case_id, "arende-proposal": "Godkänna."}
    )
    assert [item.title for item in view().items][3] == "Budget 2027"
    client.post(
        f"{HERE}dagordning/",
        {"add": "punkt", "punkt-kind": "information", "punkt-title": "Aktuella aktiviteter"},
    )
    item = view().items[4]
    client.post(f"{HERE}dagordning/flytta/", {"item": item.id, "way": "up"})
    assert view().items[3].id == item.id
    client.post(f"{HERE}dagordning/ta-bort/", {"item": item.id})
    assert len(view().items) == 5
    assert "Aktuella aktiviteter" not in [one.title for one in view().items]


def test_an_item_without_a_title_is_told_on_the_form(sign_in, secretary, within):
    with within():
        a_planned_meeting(secretary)
    answer = sign_in("Sekreterare").post(f"{HERE}dagordning/", {"add": "punkt", "punkt-kind": "information"})
    assert answer.status_code == 200
    assert "Något behöver rättas" in text(answer)


def test_the_meeting_is_opened(sign_in, secretary, within, view):
    with within():
        a_planned_meeting(secretary)
    answer = sign_in("Ordförande").post(f"{HERE}oppna/", {"reason": ""})
    assert answer.headers["Location"] == f"{HERE}narvaro/"
    assert view().paragraphs == "1–4"


def test_opening_another_day_asks_for_a_reason(sign_in, secretary, within, view, settings):
    with within():
        a_planned_meeting(secretary)
    settings.TINGET_TODAY = "2026-12-02"
    client = sign_in("Sekreterare")
    asked = client.post(f"{HERE}oppna/", {"reason": ""})
    assert "reglemente 10 §" in text(asked)
    assert 'name="reason"' in text(asked)
    client.post(f"{HERE}oppna/", {"reason": "Snöstorm"})
    assert view().moved_reason == "Snöstorm"


def test_attendance_is_registered_and_counted(sign_in, secretary, within, view, committee):
    with within():
        meeting_id = a_planned_meeting(secretary)
        meetings.open_meeting(secretary, meeting_id=meeting_id, at=AT)
        members = [row.member.person_id for row in meetings.seats_on(meeting_id)]
        chair = holders(committee.id, Role.CHAIR, on=DAY, demonstration=True)[0].id
    client = sign_in("Sekreterare")
    form = client.get(f"{HERE}narvaro/?alla=1")
    assert text(form).count("checked") == 14
    answer = client.post(
        f"{HERE}narvaro/", {"present": members, "chair": chair, "others": "Adam Ek, samordnare"}, follow=True
    )
    assert "14 av 14 tjänstgör" in text(answer)
    assert view().presence[-1].office == "samordnare"
    refused = client.post(f"{HERE}narvaro/", {"present": [chair], "chair": members[-1]})
    assert "ska vara närvarande och tjänstgöra" in text(refused)


def test_an_item_is_written_and_decided_and_then_only_read(sign_in, secretary, within, view):
    with within():
        _meeting, item_id = an_open_meeting(secretary)
    page = f"{HERE}punkt/{item_id}/"
    client = sign_in("Sekreterare")
    form = client.get(page)
    assert "finner att e-nämnden bifaller förslaget" in text(form)
    values = {name: field for name, field in form.context["form"].initial.items() if field is not None}
    saved = client.post(page, {**values, "summary": "Ny sammanfattning", "do": "save"})
    assert saved.headers["Location"] == page
    assert (
        client.post(page, {**values, "do": "decide", "decision_text": "E-nämnden säger ja."}).status_code
        == 302
    )
    read = client.get(page)
    assert "E-nämnden säger ja." in text(read)
    assert "<textarea" not in text(read)
    assert client.post(page, {**values, "do": "save"}).status_code == 200
    decided = next(item for item in view().items if item.id == item_id)
    assert decided.decision_text == "E-nämnden säger ja."


def test_without_quorum_nothing_is_decided_and_the_text_is_kept(sign_in, secretary, within, view):
    with within():
        meeting_id, item_id = an_open_meeting(secretary)
        everybody_there(secretary, meeting_id=meeting_id, but=7)
    answer = sign_in("Sekreterare").post(
        f"{HERE}punkt/{item_id}/",
        {"title": "Budget 2027", "do": "decide", "decision_text": "Skrivet med möda"},
    )
    assert "inte beslutsför" in text(answer)
    assert "KL 6:27" in text(answer)
    assert "Skrivet med möda" in text(answer)
    assert all(item.is_open for item in view().items)


def test_the_approver_is_chosen(sign_in, secretary, within, view):
    with within():
        an_open_meeting(secretary)
    client = sign_in("Sekreterare")
    person = next(one for one in view().presence if one.is_serving and not one.is_chair)
    late = (DAY + dt.timedelta(days=20)).isoformat()
    asked = client.post(f"{HERE}justerare/", {"person": person.person_id, "due": late})
    assert "KL 5:69" in text(asked)
    client.post(f"{HERE}justerare/", {"person": person.person_id, "due": "2026-12-08", "place": "Digitalt"})
    assert [one.name for one in view().approvers] == [person.name]


def test_a_meeting_is_closed_when_everything_is_handled(sign_in, secretary, within, view):
    with within():
        meeting_id, _item = an_open_meeting(secretary)
    client = sign_in("Sekreterare")
    refused = client.post(f"{HERE}avsluta/", {})
    assert "är inte behandlade" in text(refused)
    with within():
        handle_everything(secretary, meeting_id=meeting_id)
    assert "Avsluta sammanträdet" in text(client.get(HERE))
    client.post(f"{HERE}avsluta/", {})
    assert view().state is not meetings.MeetingState.OPEN


def test_a_meeting_is_cancelled_with_its_reason(sign_in, secretary, within, view):
    with within():
        a_planned_meeting(secretary)
    client = sign_in("Sekreterare")
    assert "fel" in text(client.post(f"{HERE}stall-in/", {"reason": ""})).lower()
    client.post(f"{HERE}stall-in/", {"reason": "För få ärenden"})
    assert view().state_text == "inställt"


def test_visitors_read_published_facts_and_see_what_is_missing(visitor, committee, within):
    with within():
        system = system_actor(committee.id)
        facts = the_october_meeting(system)
        meetings.load_published_meeting(system, authority=committee.id, facts=facts, at=AT)
    seen = text(visitor.get(f"{LIST}2023-10-12/"))
    for words in (
        "Återgivning av publicerade uppgifter",
        "uppgift saknas",
        "inte är känt om det gällde då",
        "Niclas Hökfors (S)",
    ):
        assert words in seen
    with within():
        item = meetings.meeting_by_address(committee.id, "2023-10-12").items[0]
    assert "godkänna delårsrapporten" in text(visitor.get(item.url))
    assert visitor.get(f"{LIST}2023-10-13/").status_code == 404


def test_visitors_find_no_unpublished_item(visitor, secretary, within):
    with within():
        meeting_id = a_planned_meeting(secretary)
        item_id = a_case_item(secretary, meeting_id=meeting_id)
    assert visitor.get(f"{HERE}punkt/{item_id}/").status_code == 404


def test_the_case_page_shows_where_the_case_is_handled(sign_in, secretary, within):
    with within():
        meeting_id = a_planned_meeting(secretary)
        a_case_item(secretary, meeting_id=meeting_id)
    page = text(sign_in("Sekreterare").get("/e-namnden/arenden/2026/1/"))
    assert "Sammanträden där ärendet behandlas" in page
    assert "Sammanträde 1 december 2026" in page


def test_the_list_says_what_it_shows(visitor, secretary, within):
    with within():
        a_closed_meeting(secretary)
    seen = text(visitor.get(LIST))
    assert "1 tidigare eller inställda" in seen
    assert "Inga kommande sammanträden" in seen


def test_after_the_close_the_secretary_is_led_to_the_minutes(sign_in, visitor, secretary, within):
    with within():
        meeting_id = a_closed_meeting(secretary)
        meetings.publish(secretary, meeting_id=meeting_id, at=AT)
    assert f'href="{HERE}protokoll/">Upprätta protokollet' in text(sign_in("Sekreterare").get(HERE))
    seen = text(visitor.get(HERE))
    assert 'href="/e-namnden/protokoll/2026-12-01/">Läs protokollet' in seen
    assert "Upprätta protokollet" not in seen


def test_the_same_plan_sent_twice_plans_once(sign_in, within):
    key = {"planned_on": "2026-12-08", "submission": "8c8b7fa0-4c1e-4c55-9d9a-6f7a4b9e7f10"}
    client = sign_in("Sekreterare")
    first, second = (client.post(f"{LIST}nytt/", key) for _ in range(2))
    assert first["Location"] == second["Location"]
