"""One's own account: a second step, spare codes, where one is signed in, and proving it anew."""

import re
import time
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from tests.factories.committee import AT, DAY, a_committee, account
from tests.factories.signatures import a_stored_pdf
from tinget.foundation.scoping import Scope, scoped
from tinget.organisation import api as organisation
from tinget.organisation.models import Account, Authority, Mandate, Person
from tinget.signatures import api as signatures
from tinget.site import kept_sessions, sessions
from tinget.site.jobs import remove_ended_sessions

pytestmark = pytest.mark.django_db
PASSWORD = "en lång mening om älvar"
HOURS = 12
IDLE_MINUTES = 120


@pytest.fixture
def committee(db, settings):
    settings.TINGET_TODAY = DAY.isoformat()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    return a_committee()


@pytest.fixture
def maja(committee):
    person = Person.objects.create(key="maja-lind", name="Maja Lind")
    Mandate.objects.create(person=person, role="secretary", authority_id=committee.id, first=DAY)
    return Account.objects.create_user("maja@example.se", PASSWORD, person=person)


def signed_in(**more):
    client = Client(**more)
    answer = client.post("/logga-in/", {"login": "maja@example.se", "password": PASSWORD})
    return client, answer


def code_of(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def with_a_second_step(client):
    asked = client.get("/konto/sakerhet/totp/activate/")["Location"]
    assert "lösenordet igen" in client.get(asked).content.decode()
    told = {"password": PASSWORD, "next": "/konto/sakerhet/totp/activate/"}
    assert client.post("/konto/reauthenticate/", told)["Location"] == told["next"]
    page = client.get("/konto/sakerhet/totp/activate/").content.decode()
    secret = re.search(r"<code>(\w+)</code>", page)[1]
    assert "data:image/svg+xml" in page
    assert "Läs av bilden" in page
    wrong = client.post("/konto/sakerhet/totp/activate/", {"code": "000000"})
    assert wrong.status_code == 200
    assert client.post("/konto/sakerhet/totp/activate/", {"code": code_of(secret)}).status_code == 302
    return secret


def test_a_second_step_is_asked_for_and_each_spare_code_works_once(maja):
    client, _answer = signed_in()
    secret = with_a_second_step(client)
    kept = Authenticator.objects.get(user=maja, type="totp")
    assert secret not in str(kept.data)
    spare = re.findall(
        r"<li><code>(\w+)</code>", client.get("/konto/sakerhet/recovery-codes/").content.decode()
    )
    assert len(spare) == 10
    for page in ("", "recovery-codes/generate/", "totp/deactivate/", "webauthn/", "webauthn/add/"):
        text = client.get(f"/konto/sakerhet/{page}").content.decode()
        assert 'lang="sv"' in text
        assert not re.search(
            r"\b(the|your|key|Security|Passwordless)\b", re.sub(r"<script.*|<[^>]+>", " ", text)
        )
    other, answer = signed_in()
    assert answer["Location"].startswith("/konto/sakerhet/authenticate/")
    assert other.get("/underskrifter/").status_code == 302
    assert "kodapp" in other.get(answer["Location"]).content.decode()
    assert other.post("/konto/sakerhet/authenticate/", {"code": "000000"}).status_code == 200
    assert other.post("/konto/sakerhet/authenticate/", {"code": spare[0]}).status_code == 302
    assert other.get("/underskrifter/").status_code == 200
    third, _answer = signed_in()
    assert third.post("/konto/sakerhet/authenticate/", {"code": spare[0]}).status_code == 200
    assert third.get("/underskrifter/").status_code == 302


def needing_two_steps(*roles):
    Authority.objects.filter(slug="e-namnden").update(second_step_roles=" ".join(roles))


CASE = "/e-namnden/arenden/ny/"


def test_an_office_that_needs_two_steps_is_worked_in_by_nobody_with_a_password_alone(maja):
    client, _answer = signed_in()
    needing_two_steps("administrator")
    assert client.get(CASE).status_code == 200
    needing_two_steps("archivist", "secretary")
    for page in (CASE, "/", "/e-namnden/", "/konto/adress/", "/konto/password/change/", "/roll/"):
        assert client.get(page)["Location"] == "/konto/sakerhet/", page
    refused = client.post(CASE, {"title": "Ett ärende", "class_code": "2.2.0.1"})
    assert refused.status_code == 403
    assert "två steg" in refused.content.decode()
    api = client.get("/api/e-namnden/cases")
    assert api.status_code == 403
    assert "två steg" in api.json()["detail"]
    assert "två steg" in client.get("/konto/sakerhet/").content.decode()
    assert client.get("/konto/inloggningar/").status_code == 200
    waiting, _answer = signed_in()
    secret = with_a_second_step(client)
    assert client.get(CASE).status_code == 200
    assert "två steg" not in client.get("/konto/sakerhet/").content.decode()
    assert waiting.get(CASE)["Location"].startswith("/logga-in/")  # another session, that has shown nothing
    anew, _answer = signed_in()
    assert anew.get(CASE).status_code == 302
    cache.clear()  # the code has been used
    anew.post("/konto/sakerhet/authenticate/", {"code": code_of(secret)})
    assert anew.get(CASE).status_code == 200


def test_a_demonstrations_role_has_no_password_and_needs_no_step(committee, settings):
    settings.TINGET_DEMO = True
    needing_two_steps("secretary")
    client = Client()
    client.force_login(account("Sekreterare"), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(CASE).status_code == 200


def test_each_sees_where_they_are_signed_in_and_ends_it(maja):
    here, _answer = signed_in(headers={"user-agent": "Den här"})
    there, _answer = signed_in(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"})
    kept = Session.objects.get(pk=there.session.session_key)
    assert abs((kept.expire_date.timestamp() - time.time()) / 60 - IDLE_MINUTES) < 1
    page = here.get("/konto/inloggningar/").content.decode()
    assert "Firefox på Windows" in page
    assert page.count('name="session"') == 2
    somebody = Client(headers={"user-agent": "Någon"})
    somebody.force_login(account("Ordförande"), backend="allauth.account.auth_backends.AuthenticationBackend")
    chosen = re.search(r'name="session" value="(\d+)"', page)[1]
    somebody.post("/konto/inloggningar/", {"session": chosen})
    assert there.get("/underskrifter/").status_code == 200
    here.post("/konto/inloggningar/", {"session": chosen})
    assert there.get("/underskrifter/").status_code == 302
    assert here.get("/underskrifter/").status_code == 200
    Session.objects.filter(pk=somebody.session.session_key).update(expire_date="2026-01-01T00:00:00Z")
    UserSession.objects.create(user=maja, ip="127.0.0.1", session_key="borta")
    remove_ended_sessions()
    assert set(Session.objects.values_list("pk", flat=True)) == {here.session.session_key}
    assert list(UserSession.objects.values_list("session_key", flat=True)) == [here.session.session_key]
    assert Client().get("/konto/inloggningar/").status_code == 302
    here.post("/konto/email/", {"action_add": "", "email": "annan@example.se"})
    assert not EmailAddress.objects.filter(email="annan@example.se").exists()


def test_a_session_ends_unused_and_lasts_while_it_is_used(maja):
    client, _answer = signed_in()
    mine = Session.objects.filter(pk=client.session.session_key)
    client.get("/underskrifter/")
    ends_at = mine.get().expire_date
    mine.update(expire_date=ends_at - timedelta(minutes=1))
    client.get("/underskrifter/")
    assert mine.get().expire_date == ends_at - timedelta(minutes=1)  # not written at each page
    mine.update(expire_date=ends_at - timedelta(minutes=IDLE_MINUTES / 2))
    assert client.get("/underskrifter/").status_code == 200
    assert mine.get().expire_date >= ends_at
    mine.update(expire_date=ends_at - timedelta(minutes=IDLE_MINUTES + 1))
    assert client.get("/underskrifter/").status_code == 302


@pytest.mark.parametrize("proof", [kept_sessions.BEGAN, kept_sessions.PROOFS])
def test_a_session_ends_after_its_hours_however_much_it_is_used(maja, proof):
    client, _answer = signed_in()
    kept = client.session
    assert kept[kept_sessions.BEGAN] <= time.time()
    long_ago = time.time() - HOURS * 3600
    for seconds, status in ((60, 200), (-1, 302)):
        told = long_ago + seconds
        kept[proof] = int(told) if proof == kept_sessions.BEGAN else [{"method": "password", "at": told}]
        kept.save()
        assert client.get("/underskrifter/").status_code == status
    assert client.session.get("_auth_user_id") is None


def test_who_signs_long_after_signing_in_proves_it_first(maja, committee, settings):
    client, _answer = signed_in()
    secretary = organisation.actor_of_account(maja, chosen=None, on=DAY)
    with scoped(Scope(authorities=frozenset({committee.id}))):
        signatures.request_signatures(
            secretary,
            authority=committee.id,
            paper=signatures.Paper(a_stored_pdf(committee.id), "p.pdf", "Prov", "documents.document:7"),
            signers=[signatures.SignerSpec(maja.person_id, "Maja Lind", "Sekreterare")],
            purpose=signatures.Purpose.MINUTES,
            at=AT,
        )
    address = re.search(r'href="(/underskrifter/\d+/)"', client.get("/underskrifter/").content.decode())[1]
    assert client.get(address).status_code == 200
    asked = client.post(address, {})
    assert asked["Location"].startswith("/konto/reauthenticate/")
    assert client.post(asked["Location"], {"password": "fel", "next": address}).status_code == 200
    again = client.post(asked["Location"], {"password": PASSWORD, "next": address})
    assert "Prov" in again.content.decode()  # the form that waited is taken up where it was
    assert client.post(address, {}).status_code != 302
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = -1
    assert client.post(address, {}).status_code == 302


@pytest.mark.parametrize(
    ("called", "words"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0",
            "Edge på Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18 like Mac OS X) Version/18.0 Safari/604.1",
            "Safari på iPhone",
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/156.0 Safari/537.36",
            "Chrome på Linux",
        ),
        ("curl/8.0", "okänd webbläsare"),
        ("", "okänd webbläsare"),
    ],
)
def test_a_browser_is_told_in_words(called, words):
    assert sessions.browser_words(called) == words
