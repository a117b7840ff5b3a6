"""Signing in by a municipality's own system, against an identity provider that speaks the protocol."""

import datetime as dt
import http.client
import json
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.test import Client

from tests.factories.signatures import DAY, a_committee
from tests.fakes.identity import CLIENT, SECRET, a_key, an_identity_provider
from tinget.organisation import queries
from tinget.organisation.models import Account, Authority, Mandate, Person
from tinget.organisation.rules.roles import Role
from tinget.site.sign_ins import apps_in

pytestmark = pytest.mark.django_db
GROUP = {"group": "registratorer", "role": "board_registrar", "authority": "e-namnden"}
MAJA = {"sub": "4711", "email": "Maja@kiruna.example", "email_verified": True, "groups": []}


@pytest.fixture
def provider(settings, tmp_path):
    settings.TINGET_TODAY = DAY.isoformat()
    cache.clear()
    a_committee()
    with an_identity_provider() as running:
        told = {
            "id": "kiruna", "name": "Kiruna kommun", "server": running.address, "client_id": CLIENT,
            "secret": SECRET, "municipality": "kiruna", "domains": ["kiruna.example"], "groups": [GROUP],
        }  # fmt: skip
        (tmp_path / "sign-in.json").write_text(json.dumps([told]))
        apps = apps_in(str(tmp_path / "sign-in.json"))
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": apps, "OAUTH_PKCE_ENABLED": True}}
        yield running


@pytest.fixture
def maja(provider):
    person = Person.objects.create(key="maja-lind", name="Maja Lind")
    return Account.objects.create_user("maja@kiruna.example", person=person)


def there(address):
    """Ask the provider for a page as the browser would, and return where it leads back to."""
    parts = urlsplit(address)
    line = http.client.HTTPConnection(parts.netloc)
    line.request("GET", f"{parts.path}?{parts.query}")
    back = line.getresponse().headers["Location"]
    line.close()
    return f"{urlsplit(back).path}?{urlsplit(back).query}"


def sign_in(provider, claims, *, client=None):
    provider.claims = claims
    client = client or Client()
    leads = client.get("/konto/oidc/kiruna/login/")["Location"]
    assert leads.startswith(f"{provider.address}/authorize")
    return client, client.get(there(leads))


def is_in(client):
    return client.get("/underskrifter/").status_code == 200


def test_somebody_with_an_account_comes_in_and_is_known_by_number_after_that(provider, maja):
    assert "Kiruna kommun" in Client().get("/logga-in/").content.decode()
    client, answer = sign_in(provider, MAJA)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert is_in(client)
    again, _answer = sign_in(provider, MAJA | {"email": "maja.ny@kiruna.example"})
    assert is_in(again)


@pytest.mark.parametrize(
    "claims",
    [
        MAJA | {"email": "okand@kiruna.example"},
        MAJA | {"email_verified": False},
        MAJA | {"email_verified": "true"},
        {"sub": "4711", "groups": ["registratorer"]},
    ],
)
def test_an_unknown_person_gets_no_account_and_no_rights(provider, maja, claims):
    before = Account.objects.count(), Person.objects.count(), Mandate.objects.count()
    client, answer = sign_in(provider, claims | {"groups": ["registratorer"]})
    assert answer.status_code == 403
    assert "inget konto" in answer.content.decode()
    assert not is_in(client)
    assert (Account.objects.count(), Person.objects.count(), Mandate.objects.count()) == before


def test_a_sign_in_vouches_for_its_own_addresses_alone(provider, maja):
    Account.objects.filter(pk=maja.pk).update(email="maja@lulea.example")
    client, answer = sign_in(provider, MAJA | {"email": "maja@lulea.example"})
    assert (answer.status_code, is_in(client)) == (403, False)


@pytest.mark.parametrize("wrong", ["key", "aud", "iss", "exp", "state"])
def test_a_token_that_is_not_ours_lets_nobody_in(provider, maja, wrong):
    claims = dict(MAJA)
    if wrong == "key":
        provider.signs_by = a_key()
    elif wrong != "state":
        claims[wrong] = {"aud": "another", "iss": "https://other.example", "exp": 1}[wrong]
    if wrong == "state":
        leads = Client().get("/konto/oidc/kiruna/login/")["Location"]
        client = Client()
        answer = client.get(there(leads))
    else:
        client, answer = sign_in(provider, claims)
    assert answer.status_code in {200, 401, 403}
    assert "blev inte av" in answer.content.decode()
    assert not is_in(client)


def test_offices_follow_the_groups_and_no_others(provider, maja, settings):
    held = Mandate.objects.create(
        person=maja.person,
        role="officer",
        authority=Authority.objects.get(slug="e-namnden"),
        first=DAY,
        source="Beslut",
    )
    sign_in(provider, MAJA | {"groups": ["registratorer", "alla"]})
    sign_in(provider, MAJA | {"groups": ["registratorer"]})
    given = Mandate.objects.get(person=maja.person, role="board_registrar")
    assert (given.municipality.slug, given.authority_id, given.first) == ("kiruna", None, DAY)
    settings.TINGET_TODAY = (DAY + dt.timedelta(days=3)).isoformat()
    client, _answer = sign_in(provider, MAJA)
    given.refresh_from_db()
    assert given.last == DAY + dt.timedelta(days=2)
    assert is_in(client)
    standing = queries.standing_of(maja, chosen=None, on=DAY + dt.timedelta(days=3))
    assert [choice.role for choice in standing.choices] == [Role.OFFICER]
    assert standing.actor.mandate_id == held.pk


@pytest.mark.parametrize(
    "change",
    [{"domains": []}, {"groups": [GROUP | {"role": "administrator"}]}, {"more": 1}, {"groups": [{}]}],
)
def test_a_file_that_says_something_else_is_refused(tmp_path, change):
    told = {"id": "x", "name": "X", "server": "http://127.0.0.1", "client_id": "x", "municipality": "x",
            "domains": ["x"]}  # fmt: skip
    (tmp_path / "a.json").write_text(json.dumps([told]))
    assert apps_in(str(tmp_path / "a.json"))[0]["provider_id"] == "x"
    (tmp_path / "a.json").write_text(json.dumps([told | change]))
    with pytest.raises(ValueError, match="TINGET_SIGN_IN"):
        apps_in(str(tmp_path / "a.json"))
