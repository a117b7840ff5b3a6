"""The organisation's pages and addresses: each answers, and refuses what it should."""

import datetime as dt
import re

import pytest
from django.test import Client

from tests.organisation.conftest import DAY
from tinget.organisation import models

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.organisation.urls")]


@pytest.fixture(autouse=True)
def the_day(settings):
    settings.TINGET_TODAY = DAY.isoformat()


def person(name):
    return models.Person.objects.get(name=name).pk


def sign_in(client, name, **more):
    return client.post("/demonstration/roll/", {"person": person(name), **more})


def rows_of(page):
    cells = re.findall(r"<tr>.*?</tr>", page.content.decode(), re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in cells]


def test_the_municipalities_with_their_inhabitants(client, committee):
    page = client.get("/kommuner/")
    rows = rows_of(page)
    assert rows[1].startswith("Arjeplog landsortskommun 2 821")
    assert any(row.startswith("Luleå (värdkommun) större kommun") for row in rows)
    assert rows[-1].startswith("Tillsammans 251 295")
    assert "style=" not in page.content.decode()


def test_no_municipalities_yet_says_so(client, db):
    assert "Inga kommuner är inlästa" in client.get("/kommuner/").content.decode()


def test_who_held_which_office_shows_what_is_known_and_what_is_not(client, committee):
    text = client.get("/e-namnden/fortroendevalda/?dag=2023-10-12").content.decode()
    known, unknown = text.split("Kan ha haft uppdrag den dagen")
    assert "torsdag 12 oktober 2023" in known
    assert "Fredrik Hansson (S)" in known
    assert "Protokoll 2023-10-12, första sidan" in known
    assert "Kommunen är inte känd" in known
    assert "Anders Lundkvist" not in known
    assert "Anders Lundkvist (S)" in unknown
    boden = next(
        row for row in rows_of(client.get("/e-namnden/fortroendevalda/?dag=2023-10-12")) if "Boden" in row
    )
    assert boden == "Boden okänt okänt"


def test_the_page_asks_few_questions_however_many_people(
    client, demonstration, django_assert_max_num_queries
):
    with django_assert_max_num_queries(14):
        page = client.get("/e-namnden/fortroendevalda/")
    assert "demonstrationsroll" in page.content.decode()


def test_a_day_that_is_none_is_asked_for_again(client, committee):
    text = client.get("/e-namnden/fortroendevalda/?dag=igår").content.decode()
    assert "Skriv dagen som ett datum" in text
    assert "Presidium" not in text


def test_an_authority_that_is_not_there_is_not_found(client, committee):
    assert client.get("/x-namnden/fortroendevalda/").status_code == 404


def test_choosing_a_role_signs_in_and_goes_on(client, demonstration):
    answer = sign_in(client, "Sekreterare", next="/kommuner/")
    assert (answer.status_code, answer["Location"]) == (302, "/kommuner/")
    assert client.get("/roll/").status_code == 200


def test_another_host_is_no_place_to_go_on_to(client, demonstration):
    assert sign_in(client, "Sekreterare", next="https://example.org/")["Location"] == "/"


@pytest.mark.parametrize("chosen", ["", "0", "x", "²", "99999999"])
def test_a_person_who_is_not_there_cannot_be_chosen(client, demonstration, chosen):
    assert client.post("/demonstration/roll/", {"person": chosen}).status_code == 404


def test_a_real_person_cannot_be_chosen(client, demonstration):
    real = models.Person.objects.get(key="lisa-nilsson")
    models.Account.objects.create_user("lisa@example.org", person=real)
    assert client.post("/demonstration/roll/", {"person": real.pk}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_without_the_demonstration_no_role_can_be_chosen(client, demonstration, settings):
    settings.TINGET_DEMO = False
    assert sign_in(client, "Sekreterare").status_code == 404
    assert "_auth_user_id" not in client.session


def test_a_role_is_chosen_by_a_post_with_its_token(demonstration):
    assert Client().get("/demonstration/roll/").status_code == 405
    strict = Client(enforce_csrf_checks=True)
    assert sign_in(strict, "Sekreterare").status_code == 403


def test_the_chair_can_act_as_member(client, demonstration):
    sign_in(client, "Ordförande")
    member = models.Mandate.objects.get(person__name="Ordförande", role="member").pk
    assert client.post("/roll/", {"mandate": member}).status_code == 302
    assert client.session["organisation.mandate"] == member
    page = client.get("/roll/").content.decode()
    assert "Du arbetar nu som ledamot, Norrbottens e-nämnd." in page
    assert "Sekreterare" in page


def test_a_mandate_of_somebody_else_is_refused(client, demonstration):
    sign_in(client, "Ordförande")
    theirs = models.Mandate.objects.get(person__name="Sekreterare").pk
    assert "Välj ett av dina uppdrag" in client.post("/roll/", {"mandate": theirs}).content.decode()
    assert "organisation.mandate" not in client.session


def test_the_role_page_asks_for_sign_in(client, demonstration):
    assert client.get("/roll/").status_code == 302


def test_the_same_facts_over_http(client, committee):
    places = client.get("/api/municipalities").json()
    assert places[8]["name"] == "Luleå"
    assert places[8]["is_host"]
    assert places[8]["inhabitants"]["2023-12-31"] == 79352
    offices = client.get("/api/authorities/e-namnden/offices", {"on": dt.date(2023, 10, 12)}).json()
    assert [o["name"] for o in offices if o["certain"]] == [
        "Fredrik Hansson",
        "Niclas Hökfors",
        "Lisa Nilsson",
        "Adam Kjellgren",
    ]
    assert client.get("/api/authorities/x/offices?on=2023-10-12").status_code == 404
