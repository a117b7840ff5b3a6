"""Signing in by a municipality's own system, against an identity provider that speaks the protocol."""

import datetime as dt
import html
import http.client
import json
import re
from urllib.parse import urlencode, urlsplit

import pytest
from django.core.cache import cache
from django.test import Client

from tests.factories.committee import AT, DAY, a_committee
from tests.factories.signatures import a_stored_pdf
from tests.fakes.identity import CLIENT, SECRET, a_key, an_identity_provider
from tinget.foundation.scoping import Scope, scoped
from tinget.organisation import api as organisation
from tinget.organisation import queries
from tinget.organisation.models import Account, Authority, Mandate, Person
from tinget.organisation.rules.roles import Role
from tinget.signatures import api as signatures
from tinget.signatures.models import Signer
from tinget.site.identity.configured import OIDC, providers_in

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
        settings.SOCIALACCOUNT_PROVIDERS = providers_in(str(tmp_path / "sign-in.json"))
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


def asked_to_sign(maja):
    owner = Authority.objects.get(slug="e-namnden").pk
    Mandate.objects.create(person=maja.person, role="secretary", authority_id=owner, first=DAY)
    with scoped(Scope(authorities=frozenset({owner}))):
        signatures.request_signatures(
            organisation.actor_of_account(maja, chosen=None, on=DAY),
            authority=owner,
            paper=signatures.Paper(a_stored_pdf(owner), "p.pdf", "Prov", "documents.document:7"),
            signers=[signatures.SignerSpec(maja.person_id, "Maja Lind", "Sekreterare")],
            purpose=signatures.Purpose.MINUTES,
            at=AT,
        )
        return f"/underskrifter/{Signer.objects.get().pk}/"


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


def test_a_sign_in_counts_as_two_steps_where_it_says_so(provider, maja, settings):
    owner = Authority.objects.get(slug="e-namnden")
    Mandate.objects.create(person=maja.person, role="secretary", authority=owner, first=DAY)
    Authority.objects.filter(pk=owner.pk).update(second_step_roles="secretary")
    (app,) = settings.SOCIALACCOUNT_PROVIDERS[OIDC]["APPS"]
    for accepted, claims, comes_in in (
        (False, {"amr": ["pwd", "mfa"]}, False),
        (True, {}, True),
        (["mfa", "loa3"], {"amr": ["pwd"], "acr": "loa2"}, False),
        (["mfa", "loa3"], {"amr": ["pwd", "mfa"]}, True),
        (["mfa", "loa3"], {"acr": "loa3"}, True),
        (["mfa", "loa3"], {"amr": "mfa"}, False),
    ):
        app["settings"]["second_step"] = accepted
        client, _answer = sign_in(provider, MAJA | claims)
        assert is_in(client) is comes_in, (accepted, claims)


UNKNOWN = [
    MAJA | {"email": "okand@kiruna.example"},
    MAJA | {"email_verified": False},
    MAJA | {"email_verified": "true"},
    {"sub": "4711", "groups": ["registratorer"]},
]


def test_an_unknown_person_gets_no_account_and_no_rights(provider, maja):
    before = Account.objects.count(), Person.objects.count(), Mandate.objects.count()
    for claims in UNKNOWN:
        client, answer = sign_in(provider, claims | {"groups": ["registratorer"]})
        assert (answer.status_code, is_in(client)) == (403, False), claims
        assert "inget konto" in answer.content.decode()
    assert (Account.objects.count(), Person.objects.count(), Mandate.objects.count()) == before


def test_a_sign_in_vouches_for_its_own_addresses_alone(provider, maja):
    Account.objects.filter(pk=maja.pk).update(email="maja@lulea.example")
    client, answer = sign_in(provider, MAJA | {"email": "maja@lulea.example"})
    assert (answer.status_code, is_in(client)) == (403, False)


WRONG = {"aud": "another", "iss": "https://other.example", "exp": 1, "nonce": "another", "sub": ""}


def test_a_token_that_is_not_ours_lets_nobody_in(provider, maja):
    answers = [sign_in(provider, MAJA | {name: value}) for name, value in WRONG.items()]
    leads = Client().get("/konto/oidc/kiruna/login/")["Location"]
    stranger = Client()
    answers.append((stranger, stranger.get(there(leads))))
    provider.signs_by = a_key()
    answers.append(sign_in(provider, MAJA))
    for client, answer in answers:
        assert (answer.status_code, is_in(client)) == (401, False)
        assert "blev inte av" in answer.content.decode()
    provider.signs_by = None
    assert is_in(sign_in(provider, MAJA)[0])
    assert Client().get("/konto/saml/kiruna/login/").status_code == 404


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
    assert providers_in(str(tmp_path / "a.json"))[OIDC]["APPS"][0]["provider_id"] == "x"
    (tmp_path / "a.json").write_text(json.dumps([told | change]))
    with pytest.raises(ValueError, match="TINGET_SIGN_IN"):
        providers_in(str(tmp_path / "a.json"))


def test_who_has_nothing_to_prove_it_with_here_proves_it_there_before_signing(provider, maja):
    client, _answer = sign_in(provider, MAJA)
    address = asked_to_sign(maja)
    asked = client.post(address, {})["Location"]
    assert asked == f"/konto/bekrafta/kiruna/?{urlencode({'next': address})}"
    assert client.post("/konto/sakerhet/totp/activate/", {"code": "1"})["Location"].startswith(
        "/konto/bekrafta/"
    )
    client.post(address, {})
    page = client.get(asked).content.decode()
    leads = html.unescape(re.search(r'href="(/konto/oidc/[^"]+)"', page)[1])
    provider.asks_anew = False  # it lets the person pass who gave a password an hour ago
    answer = client.get(there(client.get(leads)["Location"]))
    assert (answer.status_code, "har inte frågat dig igen" in answer.content.decode()) == (403, True)
    assert client.post(address, {}).status_code == 302
    provider.asks_anew = True
    provider.claims = MAJA | {"sub": "9"}
    answer = client.get(there(client.get(leads)["Location"]))
    assert (answer.status_code, "Någon annan än du" in answer.content.decode()) == (403, True)
    provider.claims = MAJA
    taken_up = client.get(there(client.get(leads)["Location"]))
    assert "Prov" in taken_up.content.decode()  # the form that waited is taken up where it was
    assert client.post(address, {}).status_code != 302
    assert Client().get("/konto/bekrafta/kiruna/").status_code == 302


def test_a_silent_sign_in_is_told_calmly(provider, settings):
    apps = settings.SOCIALACCOUNT_PROVIDERS[OIDC]["APPS"]
    apps[0]["settings"]["server_url"] = "http://127.0.0.1:1"
    answer = Client().get("/konto/oidc/kiruna/login/")
    assert (answer.status_code, "blev inte av" in answer.content.decode()) == (401, True)
