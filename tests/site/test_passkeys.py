"""A key made and used in a real browser, with the browser's own virtual authenticator."""

import json
from urllib.parse import urlsplit

import pytest
from django.conf import settings as settings_now
from django.core.cache import cache

from tests.factories.committee import DAY, a_committee
from tests.fakes.saml import a_saml_provider
from tests.journeys.browser import check_accessibility, screenshot
from tinget.organisation.models import Account, Mandate, Person
from tinget.site.identity.configured import providers_in

pytestmark = [pytest.mark.journey, pytest.mark.slow]
PASSWORD = "en lång mening om älvar"
INSIDE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip

PAGES = {
    "inloggningar": "/konto/inloggningar/",
    "adress": "/konto/adress/",
    "nycklar": "/konto/sakerhet/",
    "kodapp": "/konto/sakerhet/totp/activate/",
    "reservkoder": "/konto/sakerhet/recovery-codes/",
    "nya-reservkoder": "/konto/sakerhet/recovery-codes/generate/",
    "mina-nycklar": "/konto/sakerhet/webauthn/",
    "avsluta-deltagande": "/e-namnden/kommuner/kiruna/avsluta/",
    "kommuner": "/e-namnden/kommuner/",
}


@pytest.fixture
def maja(transactional_db, settings):
    settings.TINGET_TODAY = DAY.isoformat()
    cache.clear()
    committee = a_committee()
    person = Person.objects.create(key="maja-lind", name="Maja Lind")
    Mandate.objects.create(person=person, role="secretary", authority_id=committee.id, first=DAY)
    return Account.objects.create_user("maja@example.se", PASSWORD, person=person)


def test_a_key_takes_the_place_of_the_password(live_server, browser_page, maja):
    assert settings_now.MFA_PASSKEY_LOGIN_ENABLED
    page = browser_page()
    line = page.context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    line.send("WebAuthn.addVirtualAuthenticator", {"options": INSIDE})
    page.goto(f"{live_server.url}/logga-in/")
    page.get_by_label("E-post").fill("maja@example.se")
    page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Logga in", exact=True).click()
    page.get_by_role("link", name="Ditt konto").click()
    check_accessibility(page)
    screenshot(page, "konto-inloggningar")
    page.get_by_role("link", name="Skydda kontot").click()
    check_accessibility(page)
    screenshot(page, "konto-nycklar")
    page.get_by_role("link", name="Lägg till en nyckel").click()
    page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Bekräfta och gå vidare").click()
    page.get_by_label("Ersätter lösenordet").check()
    screenshot(page, "konto-ny-nyckel")
    page.get_by_role("button", name="Lägg till nyckeln").click()
    page.get_by_text("Skriv ut").first.wait_for()
    screenshot(page, "konto-reservkoder")
    page.context.clear_cookies()
    page.goto(f"{live_server.url}/logga-in/")
    screenshot(page, "konto-logga-in")
    page.get_by_role("button", name="Logga in med en nyckel").click()
    page.get_by_text("Maja Lind").first.wait_for()
    page.get_by_role("link", name="Ditt konto").click()
    page.get_by_role("link", name="Nycklar och koder").click()
    page.get_by_role("link", name="En nyckel: visa").click()
    page.get_by_text("ersätter lösenordet").wait_for()
    check_accessibility(page)
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for name, address in PAGES.items():
            page.goto(f"{live_server.url}{address}")
            check_accessibility(page)
            screenshot(page, f"konto-{name}-{width}")


def test_an_answer_from_another_site_finds_the_browser_that_asked(
    live_server, browser_page, maja, settings, tmp_path
):
    with a_saml_provider() as provider:
        provider.person.address = maja.email
        told = {"id": "kiruna", "kind": "saml", "name": "Kiruna kommun", "municipality": "kiruna",
                "metadata": f"{provider.address}/metadata", "domains": ["example.se"]}  # fmt: skip
        (tmp_path / "sign-in.json").write_text(json.dumps([told]))
        settings.SOCIALACCOUNT_PROVIDERS = providers_in(str(tmp_path / "sign-in.json"))
        settings.TINGET_ADDRESS = live_server.url
        assert urlsplit(live_server.url).hostname != urlsplit(provider.address).hostname
        page = browser_page()
        page.goto(f"{live_server.url}/logga-in/")
        page.get_by_role("link", name="Kiruna kommun").click()
        page.get_by_role("button", name="Gå vidare").click()
        page.get_by_text("Maja Lind").first.wait_for()
        page.goto(f"{live_server.url}/konto/bekrafta/kiruna/")
        check_accessibility(page)
        screenshot(page, "konto-bekrafta-genom-kommunen")
