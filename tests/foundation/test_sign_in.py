"""Signing in with a password, its limits, and what follows from a mandate that begins and ends."""

import datetime as dt
import os
import re
import subprocess
import sys
from http import HTTPStatus
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from tinget.foundation import clock
from tinget.foundation.scoping import PUBLIC, Scope, scoped

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "en lång mening om älvar"
WRONG = "E-postadressen och/eller lösenordet"
LAST_DAY = dt.date(2026, 12, 31)
PER_ADDRESS, PER_MINUTE = 5, 30
UNLIMITED_FAILURES = {"login_failed": "1000/m/ip"}  # so that the limit of all tries is reached
QUICK_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # nobody's password is tried there
IN_ANOTHER_PROCESS = """
from django.conf import settings
settings.ACCOUNT_RATE_LIMITS, settings.PASSWORD_HASHERS = {limits}, {hashers}
import django
django.setup()
settings.ALLOWED_HOSTS = ["testserver"]
from django.test import Client
for number in range({count}):
    answer = Client().post("/logga-in/", {{"login": f"nobody{{number}}@example.se", "password": "x" * 12}})
    assert answer.status_code == 200, answer.status_code
"""


@pytest.fixture(autouse=True)
def without_counts(demonstration_settings):
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(scope="module")
def committee(demonstration):
    from tinget.organisation import api as organisation

    return organisation.authority_by_slug("e-namnden").id


@pytest.fixture(scope="module")
def accounts(committee):
    """Make two real people with passwords: a member whose mandate ends, and somebody without a mandate."""
    from tinget.organisation.models import Account, Mandate, Person

    member = Person.objects.create(key="maja-lind", name="Maja Lind")
    Mandate.objects.create(
        person=member, role="member", authority_id=committee, first=dt.date(2026, 1, 1), last=LAST_DAY
    )
    Account.objects.create_user("maja@example.se", PASSWORD, person=member)
    other = Person.objects.create(key="olle-berg", name="Olle Berg")
    Account.objects.create_user("olle@example.se", PASSWORD, person=other)


def sign_in(client: Client, address: str, password: str = PASSWORD, **more):
    return client.post("/logga-in/", {"login": address, "password": password}, **more)


def signed_in(address: str) -> Client:
    client = Client()
    assert sign_in(client, address).status_code == HTTPStatus.FOUND
    return client


def without_tokens(page: bytes) -> str:
    text = re.sub(r'value="[^"]*"', "", page.decode())
    return re.sub(r"[a-z]+@example\.se", "", text)


def cases_shown(client: Client) -> set[str]:
    return {case["number"] for case in client.get("/api/e-namnden/cases?size=200").json()["cases"]}


def cases_in(scope: Scope) -> set[str]:
    with scoped(scope), connection.cursor() as cursor:
        cursor.execute("SELECT year || '/' || serial FROM registry_case")
        return {row[0] for row in cursor.fetchall()}


def short(numbers: set[str]) -> set[str]:
    return {number.split("-")[0] for number in numbers}


def test_an_account_signs_in_by_the_form_with_its_token(accounts):
    client = Client(enforce_csrf_checks=True)
    page = client.get("/logga-in/").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    assert sign_in(client, "maja@example.se").status_code == HTTPStatus.FORBIDDEN
    fields = {"login": "Maja@Example.se", "password": PASSWORD, "csrfmiddlewaretoken": token}
    answer = client.post("/logga-in/", fields)
    assert (answer.status_code, answer["Location"]) == (HTTPStatus.FOUND, "/")
    assert "Maja Lind" in client.get("/").content.decode()
    cookie = client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", "")


def test_the_log_tells_who_came_in_and_that_somebody_did_not(accounts, caplog):
    caplog.set_level("INFO", "tinget.site.accounts")
    sign_in(Client(), "maja@example.se", "fel lösenord här")
    sign_in(Client(), "maja@example.se")
    refused, came = [record.getMessage() for record in caplog.records if "sign" in record.getMessage()]
    assert "refused" in refused
    assert re.fullmatch(r"Account \d+ signed in by password", came)
    assert "maja" not in caplog.text


def test_a_wrong_password_is_answered_as_an_unknown_address_is(accounts):
    known = sign_in(Client(), "maja@example.se", "fel lösenord här")
    unknown = sign_in(Client(), "ingen@example.se", "fel lösenord här")
    assert known.status_code == unknown.status_code == HTTPStatus.OK
    assert without_tokens(known.content) == without_tokens(unknown.content)
    assert "lösenord" in known.content.decode()


def test_after_five_wrong_passwords_even_the_right_one_waits(accounts):
    for _try in range(PER_ADDRESS):
        sign_in(Client(), "maja@example.se", "fel lösenord här")
    answer = sign_in(Client(), "maja@example.se")
    assert answer.status_code == HTTPStatus.OK
    assert "För många" in answer.content.decode()
    assert sign_in(Client(), "olle@example.se").status_code == HTTPStatus.FOUND


def test_too_many_tries_are_refused_in_our_look_and_all_processes_count_together(accounts, settings):
    settings.ACCOUNT_RATE_LIMITS = UNLIMITED_FAILURES
    settings.PASSWORD_HASHERS = QUICK_HASHERS
    elsewhere = PER_MINUTE - 2
    environment = os.environ | {
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "tinget.site.settings",
        "TINGET_DATA": settings.TINGET_DATA,
    }
    program = IN_ANOTHER_PROCESS.format(count=elsewhere, limits=UNLIMITED_FAILURES, hashers=QUICK_HASHERS)
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    statuses = [sign_in(Client(), f"x{number}@example.se", "x" * 12).status_code for number in range(2)]
    assert statuses == [HTTPStatus.OK, HTTPStatus.OK]
    refused = sign_in(Client(), "maja@example.se")
    assert refused.status_code == HTTPStatus.TOO_MANY_REQUESTS
    page = refused.content.decode()
    assert "För många försök" in page
    assert 'lang="sv"' in page
    assert "Norrbottens e-nämnd" in page
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM tinget_cache")
        assert cursor.fetchone()[0] > 0


def test_without_the_demonstration_no_role_is_offered_or_chosen(accounts, settings):
    from tinget.organisation import api as organisation

    secretary = next(
        one for one in organisation.demonstration_roles(on=clock.today()) if one.name == "Sekreterare"
    )
    assert "Välj en roll" in Client().get("/logga-in/").content.decode()
    settings.TINGET_DEMO = False
    client = Client()
    page = client.get("/logga-in/").content.decode()
    assert "Välj en roll" not in page
    assert "demonstration/roll" not in page
    assert client.post("/demonstration/roll/", {"person": secretary.id}).status_code == HTTPStatus.NOT_FOUND
    assert sign_in(client, "sekreterare@demonstration.invalid", "").status_code == HTTPStatus.OK
    assert "_auth_user_id" not in client.session
    assert "Välj en roll" not in signed_in("maja@example.se").get("/roll/").content.decode()


def test_a_session_of_a_role_ends_with_the_demonstration(accounts, settings):
    from tinget.organisation import api as organisation

    people = {role.name: role.id for role in organisation.demonstration_roles(on=clock.today())}
    client = Client()
    client.post("/demonstration/roll/", {"person": people["Sekreterare"]})
    assert client.get("/e-namnden/arenden/ny/").status_code == HTTPStatus.OK
    settings.TINGET_DEMO = False
    assert short(cases_shown(client)) == cases_in(PUBLIC)
    settings.TINGET_DEMO = True
    answer = client.get("/e-namnden/arenden/ny/")
    assert (answer.status_code, answer["Location"].split("?")[0]) == (HTTPStatus.FOUND, "/logga-in/")


def test_signing_out_is_a_post_and_ends_the_session(accounts):
    client = signed_in("maja@example.se")
    kept = client.cookies["sessionid"].value
    assert client.get("/logga-ut/").status_code == HTTPStatus.OK
    assert client.get("/underskrifter/").status_code == HTTPStatus.OK
    assert client.post("/logga-ut/")["Location"] == "/"
    client.cookies["sessionid"] = kept
    answer = client.get("/underskrifter/")
    assert (answer.status_code, answer["Location"].split("?")[0]) == (HTTPStatus.FOUND, "/logga-in/")


def test_a_mandate_gives_its_scope_to_its_last_day_and_nothing_the_day_after(accounts, committee, settings):
    all_of_it = cases_in(Scope(authorities=frozenset({committee})))
    published = cases_in(PUBLIC)
    assert published < all_of_it
    client = signed_in("maja@example.se")
    settings.TINGET_TODAY = LAST_DAY.isoformat()
    assert short(cases_shown(client)) == all_of_it
    settings.TINGET_TODAY = (LAST_DAY + dt.timedelta(days=1)).isoformat()
    assert short(cases_shown(client)) == published
    settings.TINGET_TODAY = "2025-12-31"
    assert short(cases_shown(client)) == published


def test_somebody_signed_in_without_a_mandate_sees_what_a_visitor_sees(accounts, committee):
    client, visitor = signed_in("olle@example.se"), Client()
    assert cases_shown(client) == cases_shown(visitor)
    assert short(cases_shown(client)) == cases_in(PUBLIC)
    hidden = cases_in(Scope(authorities=frozenset({committee}))) - cases_in(PUBLIC)
    for number in hidden:
        assert client.get(f"/e-namnden/arenden/{number}/").status_code == HTTPStatus.NOT_FOUND
    for place in ("arenden/ny/", "handlingar/ny/", "sammantraden/ny/", "bakgrundsarbete/"):
        assert client.get(f"/e-namnden/{place}").status_code in {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
    assert client.get("/").status_code == HTTPStatus.OK


def test_an_account_that_is_switched_off_is_out_at_once(accounts):
    from tinget.organisation.models import Account

    client = signed_in("olle@example.se")
    Account.objects.filter(email="olle@example.se").update(is_active=False)
    try:
        assert client.get("/underskrifter/").status_code == HTTPStatus.FOUND
        assert sign_in(Client(), "olle@example.se").status_code != HTTPStatus.INTERNAL_SERVER_ERROR
        assert client.get("/underskrifter/").status_code == HTTPStatus.FOUND
    finally:
        Account.objects.filter(email="olle@example.se").update(is_active=True)
