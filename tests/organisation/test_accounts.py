"""Accounts by invitation: one link, once, for a time; and an office that begins and ends with its day."""

import datetime as dt
import json
import re
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as settings_now
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.committee import AT, DAY, a_committee, account, acting
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.models import LedgerEntry, OutgoingMail
from tinget.foundation.scoping import Scope, scoped
from tinget.organisation import actions, models, queries
from tinget.organisation.rules import second_step
from tinget.organisation.rules.accounts import INVITATION_LASTS, AccountState, Opening, faults_of_office
from tinget.organisation.rules.authorities import faults_of_leaving
from tinget.organisation.rules.facts import read_organisation
from tinget.organisation.rules.offices import AuthorityKind, SizeClass
from tinget.organisation.rules.roles import Actor, Role, system_actor

PASSWORD = "en lång mening om älvar"
LATER = AT + INVITATION_LASTS
MOMENTS = st.integers(-400, 400).map(lambda hours: AT + dt.timedelta(hours=hours))


@given(st.booleans(), st.booleans(), st.none() | MOMENTS, MOMENTS)
def test_an_account_is_in_one_state_and_one_that_is_off_is_off(is_active, is_opened, until, at):
    state = Opening(is_active, is_opened, until).state_at(at)
    assert (state is AccountState.CLOSED) is not is_active
    if is_active and not is_opened:
        assert (state is AccountState.WAITING) is (until is not None and at < until)


@given(st.sampled_from(sorted(Role)), st.none() | st.integers(1, 14), st.integers(-3, 3))
def test_who_sits_for_a_municipality_has_one_and_days_run_forwards(role, place, days):
    faults = faults_of_office(
        role, municipality=place, first=DAY, last=DAY + dt.timedelta(days=days), decision="§ 1"
    )
    needs = role in {Role.MEMBER, Role.SUBSTITUTE, Role.BOARD_REGISTRAR, Role.PREPARATORY_GROUP}
    assert len(faults) == (needs and place is None) + (days < 0)


@pytest.fixture
def committee(db, settings, monkeypatch):
    settings.TINGET_TODAY = DAY.isoformat()
    cache.clear()
    return a_committee()


def within(committee):
    return scoped(Scope(authorities=frozenset({committee.id}), public=True))


def given_office(committee, *, by=None, at=AT, **told):
    told = {
        "name": "Maja Lind", "email": "Maja@example.se", "role": Role.ADMINISTRATOR, "first": DAY,
        "decision": "Förvaltningschefens beslut",
    } | told  # fmt: skip
    with within(committee):
        return actions.give_office(
            by or system_actor(committee.id), authority=committee.id, given=actions.NewOffice(**told), at=at
        )


def administrator(committee):
    person = given_office(committee)
    mandate = models.Mandate.objects.get(person=person)
    return Actor(person, "Maja Lind", Role.ADMINISTRATOR, committee.id, mandate_id=mandate.pk)


def link_to(person):
    row = models.Invitation.objects.get(account__person=person)
    return queries.link_of_invitation(f"organisation.invitation:{row.pk}").removeprefix(
        settings_now.TINGET_ADDRESS
    )


def test_an_invitation_opens_the_account_once_and_looking_at_it_changes_nothing(committee):
    person = given_office(committee)
    with within(committee):
        letter = OutgoingMail.objects.get(authority_id=committee.id)
    address = link_to(person)
    assert letter.to == "maja@example.se"
    assert address not in letter.body
    scanner, client = Client(), Client()
    for _look in range(3):
        assert "Välkommen, Maja Lind" in scanner.get(address).content.decode()
    weak = client.post(address, {"password": "kort", "again": "kort"})
    assert "minst 12 tecken" in weak.content.decode()
    known = client.post(address, {"password": "Bodens-kommun-2026", "again": "Bodens-kommun-2026"})
    assert "en kommuns namn" in known.content.decode()
    assert "inte lika" in client.post(address, {"password": PASSWORD, "again": "x"}).content.decode()
    answer = client.post(address, {"password": PASSWORD, "again": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/e-namnden/konton/").status_code == 200
    assert scanner.get(address).status_code == 404
    assert scanner.post(address, {"password": PASSWORD, "again": PASSWORD}).status_code == 404
    assert "inte längre" in scanner.get(address).content.decode()
    with within(committee):
        entry = LedgerEntry.objects.filter(entry__contains="open_account").get()
    assert "Maja Lind" in entry.entry


def test_a_link_ends_with_its_week_and_with_the_next_one(committee):
    person = given_office(committee)
    token = link_to(person).split("/")[-2]
    assert queries.invitation(token, at=LATER - dt.timedelta(seconds=1)) is not None
    assert queries.invitation(token, at=LATER) is None
    with within(committee):
        actions.invite(
            system_actor(committee.id), authority=committee.id, person_id=person, email="m@example.se", at=AT
        )
    assert queries.invitation(token, at=AT) is None
    with pytest.raises(actions.InvitationLapsed), within(committee):
        actions.open_account(token=token, password=PASSWORD, at=AT)
    assert models.Account.objects.get(person=person).email == "m@example.se"
    assert not models.Account.objects.get(person=person).has_usable_password()


def test_whoever_is_in_already_gets_another_office_and_no_new_way_in(committee):
    person = given_office(committee)
    models.Account.objects.filter(person=person).update(last_login=AT)
    assert given_office(committee, role=Role.OFFICER) == person
    with within(committee):
        assert OutgoingMail.objects.filter(authority_id=committee.id).count() == 1
        with pytest.raises(NotPossible, match="redan öppnat"):
            actions.invite(
                system_actor(committee.id), authority=committee.id, person_id=person, email="x@y.se", at=AT
            )


def a_free_seat(committee):
    """Return a municipality whose substitute no document names."""
    taken = models.Mandate.objects.filter(
        authority=committee.id, role="substitute", person__is_demonstration=False
    )
    free = models.Municipality.objects.filter(memberships__authority=committee.id)
    return free.exclude(pk__in=taken.values("municipality")).first().pk


def test_what_cannot_be_given_is_said(committee):
    boden = models.Municipality.objects.get(slug="boden").pk
    for told, words in (
        ({"role": Role.MEMBER}, "vilken kommun"),
        ({"decision": " "}, "Ange beslutet"),
        ({"role": Role.MEMBER, "municipality_id": 0}, "deltar inte"),
        ({"email": "sekreterare@demonstration.invalid"}, "hålls isär"),
    ):
        with pytest.raises(NotPossible, match=words):
            given_office(committee, **told)
    seat = {"role": Role.SUBSTITUTE, "municipality_id": a_free_seat(committee)}
    given_office(committee, **seat)
    with pytest.raises(NotPossible, match="har redan uppdraget"):
        given_office(committee, **seat)
    with pytest.raises(NotPossible, match="Maja Lind har platsen"):
        given_office(committee, name="Ola Ek", email="o@example.se", **seat)
    assert models.Person.objects.filter(name="Ola Ek").count() == 0
    registrar = given_office(committee, role=Role.BOARD_REGISTRAR, municipality_id=boden)
    assert models.Mandate.objects.get(person=registrar, role="board_registrar").authority_id is None


def test_somebody_is_always_left_to_administer(committee):
    actor = administrator(committee)
    ending = {"last": DAY, "decision": "Egen begäran", "today": DAY, "authority": committee.id}
    with within(committee):
        with pytest.raises(NotPossible, match="Ingen annan är administratör"):
            actions.end_office(actor, mandate_id=actor.mandate_id, **ending)
        other = given_office(committee, name="Ola Ek", email="ola@example.se")
        actions.end_office(actor, mandate_id=actor.mandate_id, **ending)
        with pytest.raises(actions.MandateNotFound):  # a seat is ended as it is replaced
            seat = models.Mandate.objects.filter(authority=committee.id, role="member").first()
            actions.end_office(actor, mandate_id=seat.pk, **ending)
    assert queries.standing_of_person(actor.person_id, on=DAY + dt.timedelta(days=1)).actor.role is None
    assert queries.standing_of_person(other, on=DAY).actor.role is Role.ADMINISTRATOR


def test_an_account_is_closed_at_once_by_another_in_the_same_authority(committee):
    actor, person = administrator(committee), given_office(committee, name="Ola Ek", email="ola@example.se")
    with within(committee):
        with pytest.raises(NotPossible, match="ditt eget"):
            actions.close_account(actor, authority=committee.id, person_id=actor.person_id, at=AT)
        actions.close_account(actor, authority=committee.id, person_id=person, at=AT)
        assert queries.invitation(link_to(person).split("/")[-2], at=AT) is None
        actions.reopen_account(actor, authority=committee.id, person_id=person, at=AT)
    other = models.Authority.objects.create(
        slug="annan", name="Annan nämnd", kind="committee", host=models.Municipality.objects.first()
    )
    models.Mandate.objects.create(person_id=person, role="officer", authority=other, first=DAY)
    with within(committee):
        with pytest.raises(NotPossible, match="annan nämnd också"):
            actions.close_account(actor, authority=committee.id, person_id=person, at=AT)
        with pytest.raises(NotPossible, match="annan nämnd också"):
            actions.invite(actor, authority=committee.id, person_id=person, email="ny@example.se", at=AT)
        with pytest.raises(queries.PersonNotFound):
            queries.account_line(other.pk, actor.person_id, at=AT, on=DAY)


def test_a_member_keeps_no_accounts(committee):
    boden = models.Municipality.objects.get(slug="boden").pk
    member = Actor(1, "Ledamot", Role.MEMBER, committee.id, boden)
    with pytest.raises(NotPermitted):
        given_office(committee, by=member)
    for act in (actions.close_account, actions.reopen_account):
        with pytest.raises(NotPermitted), within(committee):
            act(member, authority=committee.id, person_id=1, at=AT)


def signed_in(person):
    client = Client()
    client.force_login(
        models.Account.objects.get(person=person), backend=settings_now.AUTHENTICATION_BACKENDS[0]
    )
    return client


def test_the_administrator_gives_an_office_and_follows_it_on_the_pages(committee):
    client = signed_in(given_office(committee))
    kiruna = models.Municipality.objects.get(slug="kiruna").pk
    told = {
        "name": "Ola Ek", "email": "ola@example.se", "role": "board_registrar", "municipality_id": kiruna,
        "first": DAY.isoformat(), "decision": "Kanslichefens beslut",
    }  # fmt: skip
    assert (
        "vilken kommun"
        in client.post("/e-namnden/konton/nytt/", told | {"municipality_id": ""}).content.decode()
    )
    page = client.post("/e-namnden/konton/nytt/", told, follow=True)
    text = page.content.decode()
    assert "Registrator, Kiruna" in text
    assert "inbjuden" in text
    person = models.Person.objects.get(name="Ola Ek").pk
    assert "ola@example.se" in client.get(f"/e-namnden/konton/nytt/?person={person}").content.decode()
    again = client.post(f"/e-namnden/konton/{person}/bjud-in/", {"email": "ola@example.se"}, follow=True)
    assert "på väg till ola@example.se" in again.content.decode()
    assert "avstängt" in client.post(f"/e-namnden/konton/{person}/stang/", follow=True).content.decode()
    assert "öppet igen" in client.post(f"/e-namnden/konton/{person}/oppna/", follow=True).content.decode()
    mandate = models.Mandate.objects.get(person=person).pk
    ended = client.post(
        f"/e-namnden/konton/uppdrag/{mandate}/avsluta/",
        {"last": DAY.isoformat(), "decision": "Egen begäran"},
        follow=True,
    )
    assert "slutar den dagen" in ended.content.decode()
    listed = client.get("/e-namnden/konton/").content.decode()
    assert re.search(r"Ola Ek.*?registrator, Kiruna", listed, re.DOTALL)


def test_the_administrator_chooses_which_offices_need_two_steps(committee):
    client = signed_in(given_office(committee))
    where = "/e-namnden/konton/tva-steg/"
    chosen = client.post(where, {"roles": ["archivist", "secretary"]}, follow=True)
    assert "även för dem som redan är inloggade" in chosen.content.decode()
    assert re.findall(r'value="(\w+)"[^>]* checked', client.get(where).content.decode()) == [
        "secretary",
        "archivist",
    ]
    assert client.post(where, {"roles": ["board_registrar"]}).status_code == 200
    client.post(where, {"roles": ["archivist", "secretary"]})
    client.post(where, {})
    assert queries.second_step_roles(committee.id) == ()
    with within(committee):
        told = [json.loads(one.entry) for one in LedgerEntry.objects.filter(entry__contains="require_second")]
    assert [one["changes"]["roles"]["to"] for one in told] == [["secretary", "archivist"], []]
    member = Actor(1, "Ledamot", Role.MEMBER, committee.id)
    with pytest.raises(NotPermitted), within(committee):
        actions.require_second_step(member, authority=committee.id, roles={Role.MEMBER})


def test_who_has_lost_their_step_is_helped_by_somebody_who_knows_them(committee):
    client = signed_in(given_office(committee))
    person = given_office(committee, name="Ola Ek", email="ola@example.se", role=Role.SECRETARY)
    models.Account.objects.filter(person=person).update(last_login=AT)
    here = f"/e-namnden/konton/{person}/steg/"
    told = {"reason": "Telefonen är borta, jag ringde upp."}
    assert "inga nycklar" in client.post(here, told).content.decode()
    account = models.Account.objects.get(person=person)
    Authenticator.objects.create(user=account, type="totp", data={})
    ola = signed_in(person)
    assert ola.get("/konto/inloggningar/").status_code == 200
    assert "steg/" in client.get(f"/e-namnden/konton/{person}/").content.decode()
    assert ">ja<" in client.get("/e-namnden/konton/").content.decode()
    assert "ett brev är på väg" in client.post(here, told, follow=True).content.decode()
    assert not Authenticator.objects.filter(user=account).exists()
    assert ola.get("/konto/inloggningar/").status_code == 302
    own = models.Person.objects.get(name="Maja Lind").pk
    assert "ändrar du" in client.post(f"/e-namnden/konton/{own}/steg/", told).content.decode()
    with within(committee):
        assert "tagit bort" in OutgoingMail.objects.filter(to="ola@example.se").latest("pk").body
        entry = json.loads(LedgerEntry.objects.get(entry__contains="take_away_steps").entry)
    assert entry["changes"]["kinds"] == ["totp"]
    member = Actor(1, "Ledamot", Role.MEMBER, committee.id)
    with pytest.raises(NotPermitted), within(committee):
        actions.take_away_steps(member, authority=committee.id, person_id=person, reason="x", at=AT)


@given(st.sets(st.sampled_from(second_step.MAY_NEED_IT)), st.sets(st.sampled_from(sorted(Role))))
def test_two_steps_are_needed_where_any_office_needs_them(needing, held):
    text = second_step.kept(needing)
    assert set(second_step.roles_of(text)) == needing
    assert second_step.is_needed((role, text) for role in held) is bool(needing & held)
    assert not second_step.is_needed((role, "") for role in held)


def test_a_municipality_joins_in_its_place_and_another_load_finds_it(committee, settings):
    settings.TINGET_DEMO = True
    client = signed_in(given_office(committee))
    told = {
        "name": "Åmål", "org_name": "Åmåls kommun", "size_class": "smaller", "first": DAY.isoformat(),
        "decision": "Avtalet",
    }  # fmt: skip
    answer = client.post("/e-namnden/kommuner/", told, follow=True)
    assert "Åmål är införd" in answer.content.decode()
    assert "deltar redan" in client.post("/e-namnden/kommuner/", told).content.decode()
    names = [place.name for place in queries.boards(committee.id, on=DAY)]
    assert names.index("Åmål") < names.index("Älvsbyn")
    assert names.index("Piteå") < names.index("Åmål")
    with scoped(Scope()):
        facts = read_organisation(settings_now.TINGET_FACTS / "norrbotten")
        assert actions.load_organisation(system_actor(), facts) == {}
    assert Client().get("/e-namnden/kommuner/").status_code == 302
    assert signed_in(account("Ledamot, Boden").person_id).get("/e-namnden/kommuner/").status_code == 403


def test_an_administrator_lays_up_another_authority_and_is_its_first(committee):
    client = signed_in(administrator(committee).person_id)
    models.Account.objects.filter(person__name="Maja Lind").update(last_login=AT)
    told = {"title": "Miljönämnden", "slug": "Miljö!", "kind": "committee", "decision": "Fullmäktige § 9",
            "pattern": "{year}-{serial}", "letters": "MN 1",
            "name": "Boden", "org_name": "Bodens kommun", "size_class": "larger"}  # fmt: skip
    assert "Lägg upp en nämnd till" in client.get("/e-namnden/konton/").content.decode()
    assert "2026/17-2.2.0.2, med klassen sist" in client.get("/e-namnden/konton/namnd/").content.decode()
    refused = client.post("/e-namnden/konton/namnd/", told).content.decode()
    assert "bara ha små bokstäver" in refused
    assert "Skriv bara bokstäver, till exempel MN." in refused
    assert not models.Authority.objects.filter(name="Miljönämnden").exists()
    told |= {"slug": "miljonamnden", "letters": "MN"}
    answer = client.post("/e-namnden/konton/namnd/", told, follow=True).content.decode()
    assert "Miljönämnden är upplagd" in answer
    made = models.Authority.objects.get(slug="miljonamnden")
    assert (made.host.name, made.kind) == ("Boden", "committee")
    assert made.case_number_pattern == "MN {year}-{serial}"
    office = models.Mandate.objects.get(authority=made)
    assert (office.person.name, office.role) == ("Maja Lind", "administrator")
    with within(made):
        assert not OutgoingMail.objects.filter(authority_id=made.pk).exists()
    with within(committee):
        entry = LedgerEntry.objects.filter(entry__contains="add_authority").get()
    assert "Maja Lind" in entry.entry
    assert "finns redan" in client.post("/e-namnden/konton/namnd/", told).content.decode()
    assert client.get("/miljonamnden/konton/").status_code == 403  # in the office of the other one still


def laid_up(*words):
    host = ("--host", "Boden", "--host-name", "Bodens kommun")
    call_command("create_authority", "provnamnden", "--name", "Provnämnden", *host, *words, stdout=StringIO())
    return models.Authority.objects.get(slug="provnamnden").case_number_pattern


@pytest.mark.django_db
def test_the_command_takes_a_pattern_for_case_numbers_that_can_be_read_again():
    with pytest.raises(CommandError, match="Sätt ett tecken mellan delarna"):
        laid_up("--case-number", "{year}/{serial}{class_code}")
    assert not models.Authority.objects.exists()
    assert laid_up("--case-number", "KS {year}/{serial}-{class_code}") == "KS {year}/{serial}-{class_code}"


@pytest.mark.django_db
def test_the_command_numbers_by_year_and_serial_where_nothing_else_is_said():
    assert laid_up() == "{year}/{serial}"


def test_roles_of_the_demonstration_lay_up_nothing(committee):
    given = actions.NewAuthority("provnamnden", "Provnämnden", AuthorityKind.COMMITTEE)
    host = actions.NewMunicipality("Boden", "Bodens kommun", SizeClass.LARGER)
    told = {"authority": committee.id, "given": given, "host": host, "decision": "§ 1", "at": AT}
    with within(committee):
        with pytest.raises(NotPossible):
            actions.add_authority(acting("Administratör"), **told)
        with pytest.raises(NotPermitted):
            actions.add_authority(acting("Sekreterare"), **told)


def test_a_municipality_leaves_on_a_day_with_its_offices_and_nothing_is_erased(committee):
    client = signed_in(given_office(committee))
    kiruna = models.Municipality.objects.get(slug="kiruna")
    given_office(committee, name="Ola Ek", email="o@example.se", role=Role.BOARD_REGISTRAR,
                 municipality_id=kiruna.pk)  # fmt: skip
    held = models.Mandate.objects.filter(municipality=kiruna, last=None)
    before, going_on = models.Mandate.objects.count(), set(held.values_list("pk", flat=True))
    told = {"last": (DAY + dt.timedelta(days=30)).isoformat(), "decision": "KF § 12"}
    page = client.get("/e-namnden/kommuner/kiruna/avsluta/").content.decode()
    assert "Ola Ek, registrator" in page
    past = told | {"last": (DAY - dt.timedelta(days=1)).isoformat()}
    assert "har redan varit" in client.post("/e-namnden/kommuner/kiruna/avsluta/", past).content.decode()
    answer = client.post("/e-namnden/kommuner/kiruna/avsluta/", told, follow=True).content.decode()
    assert "Kiruna lämnar nämnden" in answer
    assert "till och med" in answer
    assert models.Mandate.objects.count() == before
    assert going_on
    left = models.Mandate.objects.filter(pk__in=going_on)
    assert set(left.values_list("last", "ended_decision")) == {(DAY + dt.timedelta(days=30), "KF § 12")}
    assert kiruna.pk in {place.id for place in queries.boards(committee.id, on=DAY + dt.timedelta(days=30))}
    after = DAY + dt.timedelta(days=31)
    with scoped(Scope()):
        facts = read_organisation(settings_now.TINGET_FACTS / "norrbotten")
        actions.load_organisation(system_actor(), facts)
    assert kiruna.pk not in {place.id for place in queries.boards(committee.id, on=after)}
    assert "Kiruna" not in {seat.municipality for seat in queries.seats(committee.id, on=after)}
    for place in ("kiruna", "lulea"):  # it has left already; the host
        assert client.post(f"/e-namnden/kommuner/{place}/avsluta/", told).status_code == 404
    boden = models.Municipality.objects.get(slug="boden").pk
    with within(committee), pytest.raises(NotPermitted):
        actions.end_party(acting("Ledamot, Boden"), authority=committee.id, municipality=boden, last=after,
                          decision="x", at=AT)  # fmt: skip
    with within(committee), pytest.raises(NotPossible, match="påhittad"):
        actions.end_party(acting("Sekreterare"), authority=committee.id, municipality=boden, last=after,
                          decision="x", at=AT)  # fmt: skip


@given(st.none() | st.dates(), st.dates(), st.dates(), st.booleans(), st.booleans())
def test_each_thing_against_leaving_is_said(first, last, today, host, late):
    told = faults_of_leaving(first, last, today=today, is_host=host, begins_later=late)
    assert len(told) == host + late + (last < today) + (first is not None and last < first)
