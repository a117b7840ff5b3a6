"""An account's address is changed by a letter to the new one, and a letter to the old one can stop it."""

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as settings_now
from django.core.cache import cache
from django.test import Client

from tests.factories.committee import AT, DAY, a_committee, acting
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.models import LedgerEntry, OutgoingMail
from tinget.foundation.scoping import Scope, scoped
from tinget.organisation import actions, models, queries
from tinget.organisation.rules.accounts import ADDRESS_LASTS
from tinget.organisation.rules.roles import Role, system_actor

pytestmark = pytest.mark.django_db
PASSWORD = "en lång mening om älvar"


@pytest.fixture
def committee(db, settings):
    settings.TINGET_TODAY = DAY.isoformat()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    return a_committee()


@pytest.fixture
def maja(committee):
    return an_account(committee, "maja@example.se")


def an_account(committee, email, role=Role.SECRETARY):
    person = models.Person.objects.create(key=email.partition("@")[0], name="Maja Lind")
    models.Mandate.objects.create(person=person, role=role.value, authority_id=committee.id, first=DAY)
    return models.Account.objects.create_user(email, PASSWORD, person=person)


def within(committee):
    return scoped(Scope(authorities=frozenset({committee.id}), public=True))


def signed_in(email):
    client = Client()
    client.post("/logga-in/", {"login": email, "password": PASSWORD})
    return client


def link(way):
    row = models.AddressChange.objects.get()
    return queries.link_of_address(f"{way}:{row.pk}").removeprefix(settings_now.TINGET_ADDRESS)


def proved(client, page, told):
    """Post a form, and prove who one is when asked to."""
    asked = client.post(page, told)["Location"]
    assert asked.startswith("/konto/reauthenticate/")
    return client.post(asked, {"password": PASSWORD, "next": page})


def test_one_changes_ones_own_address_by_two_letters(committee, maja):
    client = signed_in("maja@example.se")
    assert "Byt e-postadress" in client.get("/konto/inloggningar/").content.decode()
    page = "/konto/adress/"
    assert proved(client, page, {"email": "Maja.Ny@example.se"})["Location"] == "/konto/inloggningar/"
    assert "redan adressen" in client.post(page, {"email": "maja@example.se"}).content.decode()
    other = an_account(committee, "ola@example.se", Role.ADMINISTRATOR)
    assert "någon annans" in client.post(page, {"email": other.email}).content.decode()
    with within(committee):
        sent = dict(OutgoingMail.objects.values_list("to", "body"))
        told = [str(one.entry) for one in LedgerEntry.objects.all() if "ask_for_address" in str(one.entry)]
        assert len(told) == 1
        assert "example.se" not in told[0]
    assert "{hemlig länk}" in sent["maja.ny@example.se"]
    assert "stoppa bytet" in sent["maja@example.se"]
    confirm = link(queries.TO_CONFIRM)
    assert "Byt adress" in Client().get(confirm).content.decode()
    maja.refresh_from_db()
    assert maja.email == "maja@example.se"  # whoever only looks changes nothing
    assert Client().post(confirm)["Location"] == "/logga-in/"
    assert signed_in("maja.ny@example.se").get("/underskrifter/").status_code == 200
    assert signed_in("maja@example.se").get("/underskrifter/").status_code == 302
    assert client.get("/underskrifter/").status_code == 200
    assert not EmailAddress.objects.exists()
    with within(committee):
        assert OutgoingMail.objects.filter(to="maja@example.se", subject__contains="är bytt").exists()
    assert Client().post(confirm).status_code == 404  # once


def test_the_old_address_stops_it_and_a_link_ends_with_its_time(committee, maja):
    ola = an_account(committee, "ola@example.se", Role.ADMINISTRATOR)
    client = signed_in("ola@example.se")
    where = f"/e-namnden/konton/{maja.person_id}/"
    assert f"{where}adress/" in client.get(where).content.decode()
    assert proved(client, f"{where}adress/", {"email": "ny@example.se"})["Location"] == where
    stop, confirm = link(queries.TO_STOP), link(queries.TO_CONFIRM)
    assert "Stoppa bytet" in Client().get(stop).content.decode()
    assert "stoppat" in Client().post(stop, follow=True).content.decode()
    assert Client().get(confirm).status_code == 404
    actor = queries.actor_of_account(ola, chosen=None, on=DAY)
    ask = {"authority": committee.id, "person_id": maja.person_id, "email": "ny@example.se"}
    with within(committee):
        actions.ask_for_address(actor, **ask, at=AT)
        token = link(queries.TO_CONFIRM).split("/")[-2]
        assert queries.address_asked(token, at=AT + ADDRESS_LASTS - dt.timedelta(seconds=1))
        with pytest.raises(NotPossible, match="gäller inte längre"):
            actions.answer_address(token=token, at=AT + ADDRESS_LASTS)
        models.Account.objects.create_user(
            "ny@example.se", person=models.Person.objects.create(key="n", name="N")
        )
        with pytest.raises(NotPossible, match="någon annans"):
            actions.answer_address(token=token, at=AT)
        with pytest.raises(NotPermitted):
            actions.ask_for_address(acting("Ledamot, Boden"), **ask, at=AT)
        with pytest.raises(NotPossible, match="Påhittade"):
            actions.ask_for_own_address(acting("Sekreterare"), email="x@example.se", at=AT)
        fresh = an_account(committee, "ej@example.se")
        models.Account.objects.filter(pk=fresh.pk).update(password="!")
        with pytest.raises(NotPossible, match="inte öppnat"):
            actions.ask_for_address(
                system_actor(committee.id),
                **ask | {"person_id": fresh.person_id, "email": "z@example.se"},
                at=AT,
            )
