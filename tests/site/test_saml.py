"""Signing in by SAML, against an identity provider that signs with real keys and can be made wrong."""

import base64
import datetime as dt
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import xmlsec
from cryptography import x509
from django.conf import settings as site
from django.core.cache import cache
from django.test import Client
from django.urls import resolve
from lxml import etree

from tests.factories.committee import DAY, a_committee
from tests.fakes.saml import MAIL, NAMES, Person, a_pair, a_saml_provider
from tinget.organisation.models import Account, Mandate
from tinget.organisation.models import Person as Known
from tinget.site.identity import saml, saml_views
from tinget.site.identity.configured import OIDC, SAML, providers_in
from tinget.workflows.operations import lines, measuring
from tinget.workflows.operations.rules import Tone

pytestmark = pytest.mark.django_db
GROUP = {"group": "registratorer", "role": "board_registrar", "authority": "e-namnden"}
TRANSIENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"
BEGIN, ACS = "/konto/saml/kiruna/login/", "/konto/saml/kiruna/acs/"


def told_of(running, **more):
    told = {
        "id": "kiruna",
        "kind": "saml",
        "name": "Kiruna kommun",
        "metadata": f"{running.address}/metadata",
        "municipality": "kiruna",
        "domains": ["kiruna.example"],
        "groups": [GROUP],
    }
    return told | more


def configure(settings, tmp_path, told):
    (tmp_path / "sign-in.json").write_text(json.dumps([told]))
    settings.SOCIALACCOUNT_PROVIDERS = providers_in(str(tmp_path / "sign-in.json"))


@pytest.fixture
def provider(settings, tmp_path):
    settings.TINGET_TODAY = DAY.isoformat()
    cache.clear()
    a_committee()
    with a_saml_provider() as running:
        configure(settings, tmp_path, told_of(running))
        yield running


@pytest.fixture
def maja(provider):
    person = Known.objects.create(key="maja-lind", name="Maja Lind")
    return Account.objects.create_user("maja@kiruna.example", person=person)


def by_two_steps(provider, settings, tmp_path, *, accepted):
    configure(settings, tmp_path, told_of(provider, second_step=accepted))
    client = Client()
    answered(client, asked(provider, client))
    return client.session.get("tinget.second_step", False)


def test_an_answer_tells_by_what_strength_somebody_came_in(provider, maja, settings, tmp_path):
    password = "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"
    for accepted, counts in (
        (False, False),
        (True, True),
        (["http://id.elegnamnden.se/loa/1.0/loa3"], False),
        ([password], True),
    ):
        assert by_two_steps(provider, settings, tmp_path, accepted=accepted) is counts, accepted
    for wrong in ("yes", [], [3]):
        with pytest.raises(ValueError, match="second_step"):
            configure(settings, tmp_path, told_of(provider, second_step=wrong))


def asked(provider, client, begin=BEGIN):
    """Ask to sign in, and return what the provider's form would post back."""
    leads = client.get(begin)["Location"]
    assert leads.startswith(f"{provider.address}/sso?")
    place, answer = provider.form(urlsplit(leads).query)
    assert place == f"{site.TINGET_ADDRESS}{ACS}"
    return answer


def answered(client, answer):
    """Post it as another site's form does, without the session, then go where it leads with the session."""
    carrier = Client(enforce_csrf_checks=True)
    posted = carrier.post(ACS, {"SAMLResponse": answer, "RelayState": "https://elsewhere.example/"})
    if posted.status_code != 302:
        return posted
    client.cookies[saml_views.COOKIE] = carrier.cookies[saml_views.COOKIE].value
    return client.get(posted["Location"])


def sign_in(provider):
    client = Client()
    return client, answered(client, asked(provider, client))


def is_in(client):
    return client.get("/underskrifter/").status_code == 200


def test_somebody_known_comes_in_by_a_signed_answer_once(provider, maja, settings):
    assert "Kiruna kommun" in Client().get("/logga-in/").content.decode()
    provider.person = Person(groups=("registratorer", "alla"))
    client = Client()
    answer = asked(provider, client)
    got_in = answered(client, answer)
    assert (got_in.status_code, got_in["Location"], is_in(client)) == (302, "/", True)
    assert Mandate.objects.filter(person=maja.person, role="board_registrar").exists()
    assert answered(client, answer).status_code == 401  # the question has been answered
    thief = Client()
    asked(provider, thief)
    assert (answered(thief, answer).status_code, is_in(thief)) == (401, False)
    prove = f"{BEGIN}?process=confirm&next=/underskrifter/"
    for asks_anew, status in ((False, 403), (True, 302)):
        provider.proved_ago, provider.asks_anew = 3600, asks_anew
        proof = answered(client, asked(provider, client, prove))
        assert (provider.asked[-1].get("ForceAuthn"), proof.status_code) == ("true", status)
    assert proof["Location"] == "/underskrifter/"
    provider.person = Person(address="maja.ny@kiruna.example")
    provider.signs = ("Response",)
    again, _answer = sign_in(provider)
    assert is_in(again)
    assert not Mandate.objects.filter(person=maja.person, role="board_registrar").exists()


WRONG = [
    {"signer": "någon annans"},
    {"signs": ()},
    {"algorithm": xmlsec.Transform.RSA_SHA1},
    {"wrong": {"audience": "https://another.example/"}},
    {"wrong": {"issuer": "https://another.example/"}},
    {"wrong": {"until": "2020-01-01T00:00:00Z"}},
    {"wrong": {"place": "https://another.example/"}},
    {"wrong": {"question": "_another"}},
    {"wrong": {"outer": "_another", "question": "_another"}},
    {"person": Person(format=TRANSIENT)},
]


def test_an_answer_that_does_not_hold_lets_nobody_in(provider, maja):
    for wrong in WRONG:
        made = replace(provider, **wrong)
        client, answer = sign_in(made)
        assert (answer.status_code, is_in(client)) == (401, False), wrong
    assert "blev inte av" in answer.content.decode()
    Account.objects.create_user("chef@kiruna.example", person=Known.objects.create(key="chef", name="Chef"))
    for way in FORGED:
        client = Client()
        asks = provider.question(urlsplit(client.get(BEGIN)["Location"]).query)
        forged = base64.b64encode(_forged(provider.answer(asks), way)).decode()
        assert (answered(client, forged).status_code, is_in(client)) == (401, False), way
    assert is_in(sign_in(provider)[0])


FORGED = ["changed", "wrapped", "unbound", "doctype", "not xml", ""]


def _forged(signed, way):
    if way in {"not xml", ""}:
        return way.encode()
    if way == "changed":
        return signed.replace(b"maja@", b"chef@")
    if way == "doctype":
        return b'<!DOCTYPE x [<!ENTITY e "chef">]>' + signed
    if way == "unbound":
        return signed.replace(b"AudienceRestriction", b"OneTimeUse")
    root = etree.fromstring(signed)
    ours = root.find("saml:Assertion", NAMES)
    other = etree.fromstring(etree.tostring(ours).replace(b"maja@", b"chef@").replace(b'ID="_a', b'ID="_b'))
    other.remove(other.find(f"{{{xmlsec.constants.DSigNs}}}Signature"))
    root.insert(root.index(ours), other)
    return etree.tostring(root)


def test_an_unknown_person_gets_no_account_and_no_rights(provider, maja):
    Account.objects.create_user("maja@lulea.example", person=Known.objects.create(key="m", name="Maja"))
    before = Account.objects.count(), Mandate.objects.count()
    for address in ("okand@kiruna.example", "maja@lulea.example", ""):
        provider.person = Person(address=address, groups=("registratorer",))
        client, answer = sign_in(provider)
        assert (answer.status_code, is_in(client)) == (403, False)
        assert "inget konto" in answer.content.decode()
    assert (Account.objects.count(), Mandate.objects.count()) == before


def test_our_own_key_signs_questions_and_opens_answers(provider, maja, settings, tmp_path):
    key, certificate = a_pair("vår")
    (tmp_path / "key.pem").write_bytes(key)
    (tmp_path / "own.pem").write_bytes(certificate)
    (tmp_path / "idp.xml").write_text(provider.metadata())
    files = {"key": str(tmp_path / "key.pem"), "certificate": str(tmp_path / "own.pem")}
    names = {"number": "employee", "address": MAIL, "groups": "groups"}
    told = told_of(provider, metadata=str(tmp_path / "idp.xml"), attributes=names, **files)
    configure(settings, tmp_path, told)
    published = etree.fromstring(Client().get("/konto/saml/kiruna/metadata/").content)
    assert published.get("entityID") == f"{site.TINGET_ADDRESS}/konto/saml/kiruna/metadata/"
    keys = published.iterfind(".//md:KeyDescriptor", NAMES)
    assert {one.get("use") for one in keys} == {"signing", "encryption"}
    assert published.get("validUntil") is None
    client = Client()
    query = parse_qs(urlsplit(client.get(BEGIN)["Location"]).query)
    assert query["Signature"]
    assert query["SigAlg"] == ["http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"]
    provider.encrypts_for = certificate
    provider.person = Person(
        number="other each time", format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient"
    )
    client, answer = sign_in(provider)
    assert (answer.status_code, is_in(client)) == (401, False)  # no number that lasts
    told["attributes"] = names | {"number": MAIL}
    configure(settings, tmp_path, told)
    client, _answer = sign_in(provider)
    assert is_in(client)


def test_the_last_metadata_is_used_while_its_server_is_silent(provider, maja, settings, tmp_path):
    assert is_in(sign_in(provider)[0])
    name = hashlib.sha256(f"{provider.address}/metadata".encode()).hexdigest()
    assert cache.delete(f"saml-fresh:{name}")
    metadata, provider.metadata = provider.metadata, None  # the server breaks off
    assert is_in(sign_in(provider)[0])
    cache.clear()
    assert Client().get(BEGIN).status_code == 401
    assert list(saml.certificates()) == [("Kiruna kommun", None)]
    provider.metadata = metadata
    assert is_in(sign_in(provider)[0])


def test_the_certificate_a_sign_in_rests_on_is_told_with_its_end(provider, settings, tmp_path):
    key, own = a_pair("Tinget")
    for name, content in (("key.pem", key), ("own.pem", own)):
        (tmp_path / name).write_bytes(content)
    paths = {"key": str(tmp_path / "key.pem"), "certificate": str(tmp_path / "own.pem")}
    configure(settings, tmp_path, told_of(provider, **paths))
    names, ends = zip(*saml.certificates(), strict=True)
    assert names == ("Kiruna kommun", "Tinget, Kiruna kommun")
    assert list(ends) == [
        x509.load_pem_x509_certificate(a_pair(name)[1]).not_valid_after_utc
        for name in ("kommunens", "Tinget")
    ]
    (tmp_path / "data").mkdir(exist_ok=True)
    settings.TINGET_TODAY = ""
    told = [one for one in measuring.of_installation() if one.key.startswith("sign-in")]
    assert [(one.what[-6:], one.tone) for one in told] == [("kommun", Tone.BROKEN)] * 2  # two days are left
    assert lines.sign_in("x", None, now=ends[0]).tone is Tone.BROKEN
    assert lines.sign_in("x", ends[0], now=ends[0] - dt.timedelta(days=31)).tone is Tone.WELL


@pytest.mark.parametrize(
    "change",
    [{"kind": "ldap"}, {"domains": []}, {"metadata": "http://id.kiruna.example/"}, {"key": "k.pem"},
     {"attributes": {"name": "x"}}, {"server": "x"}],
)  # fmt: skip
def test_a_file_that_says_something_else_is_refused(tmp_path, change):
    told = {
        "id": "x",
        "kind": "saml",
        "name": "X",
        "metadata": "x.xml",
        "municipality": "x",
        "domains": ["x"],
    }
    other = {"id": "y", "name": "Y", "server": "x", "client_id": "y", "municipality": "x", "domains": ["x"]}
    file = tmp_path / "a.json"
    file.write_text(json.dumps([told, other]))
    found = providers_in(str(file))
    assert [found[kind]["APPS"][0]["provider_id"] for kind in (OIDC, SAML)] == ["y", "x"]
    for many in ([told | change, other], [told, other | {"id": "x"}]):
        file.write_text(json.dumps(many))
        with pytest.raises(ValueError, match="TINGET_SIGN_IN"):
            providers_in(str(file))


def test_the_documents_examples_are_taken_and_its_addresses_exist(tmp_path):
    told = (Path(__file__).parents[2] / "docs/operations/sign-in.md").read_text("utf-8")
    many = [one for block in re.findall(r"```json\n(.*?)```", told, re.DOTALL) for one in json.loads(block)]
    (tmp_path / "a.json").write_text(json.dumps(many))
    found = providers_in(str(tmp_path / "a.json"))
    assert [app["provider_id"] for kind in (OIDC, SAML) for app in found[kind]["APPS"]] == ["kiruna", "boden"]
    addresses = re.findall(r"`…(/\S+)`", told)
    assert len(addresses) == 3
    assert all(resolve(one) for one in addresses)
