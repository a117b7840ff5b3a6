"""The noticeboard's pages: the link, the registrar, the secretary, the visitor."""

import asyncio
import datetime as dt
import re
import threading

import pytest
from django.core.mail import get_connection
from django.test import Client

from tests.factories.committee import AT, DAY, account
from tests.factories.noticeboard import posting_of, some_facts, token_of
from tinget.foundation import mail
from tinget.foundation.models import OutgoingMail
from tinget.noticeboard import api as noticeboard
from tinget.noticeboard.models import Display, Posting
from tinget.organisation.api import boards, system_actor

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.noticeboard.urls")]


@pytest.fixture(autouse=True)
def the_day(settings):
    settings.TINGET_TODAY = DAY.isoformat()


@pytest.fixture
def token(committee, notice_id, in_scope):
    with in_scope(committee.id):
        return token_of(notice_id, "Kiruna")


def text_of(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def displays(committee, in_scope):
    with in_scope(committee.id):
        return list(Display.objects.values_list("municipality__name", "up_on", "down_on"))


def test_the_link_shows_the_notice_and_confirms_once(token, committee, in_scope):
    client = Client()
    page = client.get(f"/anslag/{token}/")
    text = text_of(page)
    assert "senast onsdag 25 november 2026" in text
    assert "Text att anslå" in text
    assert "DEMONSTRATION" in text
    assert 'value="2026-11-23"' in page.content.decode()
    for _click in range(2):
        done = client.post(f"/anslag/{token}/", {"what": "up", "on": "2026-11-23"}, follow=True)
        assert done.redirect_chain == [(f"/anslag/{token}/", 302)]
    assert displays(committee, in_scope) == [("Kiruna", DAY, None)]
    assert "Anslaget sitter uppe sedan 23 november 2026" in text_of(done)


def test_the_link_tells_no_more_than_the_notice(token, committee, notice_id, in_scope):
    with in_scope(committee.id):
        emails = list(Posting.objects.values_list("email", flat=True))
    page = Client().get(f"/anslag/{token}/").content.decode()
    assert not any(email in page for email in emails)
    assert "Registrator, Boden" not in page


def test_a_wrong_link_is_a_calm_404(committee, notice_id):
    page = Client().get("/anslag/inte-den-ratta/")
    assert page.status_code == 404
    assert "nämndens sekreterare" in text_of(page)
    assert Client().post("/anslag/inte-den-ratta/", {"what": "up", "on": "2026-11-23"}).status_code == 404


def test_a_day_ahead_or_before_approval_is_explained_at_the_field(token, committee, in_scope):
    client = Client()
    for day, words in (
        ("2026-11-24", "har inte varit än"),
        ("2026-11-20", "KL 8:12"),
        ("nyss", "som ett datum"),
    ):
        page = client.post(f"/anslag/{token}/", {"what": "up", "on": day})
        assert words in text_of(page)
        assert "Något behöver rättas" in text_of(page)
    assert displays(committee, in_scope) == []


def test_late_the_link_asks_for_a_reason(token, committee, in_scope, settings):
    settings.TINGET_TODAY = "2026-11-27"
    client = Client()
    assert "Orsak, om dagen avviker från regeln" in text_of(client.get(f"/anslag/{token}/"))
    page = client.post(f"/anslag/{token}/", {"what": "up", "on": "2026-11-27", "note": ""})
    assert "senast onsdag 25 november 2026" in text_of(page)
    client.post(f"/anslag/{token}/", {"what": "up", "on": "2026-11-27", "note": "Sjukdom"})
    assert displays(committee, in_scope) == [("Kiruna", dt.date(2026, 11, 27), None)]
    assert "skulle ha satts upp senast" in text_of(client.get(f"/anslag/{token}/"))


def test_the_link_later_confirms_the_removal(token, committee, in_scope, settings, notice_id):
    client = Client()
    client.post(f"/anslag/{token}/", {"what": "up", "on": "2026-11-23"})
    page = client.post(f"/anslag/{token}/", {"what": "down", "on": "2026-11-23"})
    assert "Orsak, om dagen avviker från regeln" in text_of(page)
    settings.TINGET_TODAY = "2026-11-24"
    page = client.post(
        f"/anslag/{token}/", {"what": "down", "on": "2026-11-24", "note": "Misstag"}, follow=True
    )
    assert "nedtaget för tidigt" in text_of(page)
    assert displays(committee, in_scope) == [("Kiruna", DAY, dt.date(2026, 11, 24))]


def test_the_registrar_sees_and_confirms_the_own_board_alone(signed_in, committee, notice_id, in_scope):
    with in_scope(committee.id):
        kiruna, boden = posting_of(notice_id, "Kiruna"), posting_of(notice_id, "Boden")
    client = signed_in("Registrator, Kiruna")
    page = client.get("/anslagsuppgifter/")
    assert f"/anslagsuppgifter/{kiruna}/" in page.content.decode()
    assert f"/anslagsuppgifter/{boden}/" not in page.content.decode()
    assert client.get(f"/anslagsuppgifter/{boden}/").status_code == 403
    assert client.post(f"/anslagsuppgifter/{boden}/", {"what": "up", "on": "2026-11-23"}).status_code == 403
    client.post(f"/anslagsuppgifter/{kiruna}/", {"what": "up", "on": "2026-11-23"})
    assert displays(committee, in_scope) == [("Kiruna", DAY, None)]
    assert client.get(f"/e-namnden/anslagstavla/{notice_id}/boden/").status_code == 403


def test_visitors_and_members_are_not_registrars(signed_in, notice_id):
    assert Client().get("/anslagsuppgifter/").status_code == 302
    assert signed_in("Ledamot, Boden").get("/anslagsuppgifter/").status_code == 403


def test_the_secretary_enters_and_renews(signed_in, committee, notice_id, in_scope):
    client, address = signed_in("Sekreterare"), f"/e-namnden/anslagstavla/{notice_id}/boden/"
    assert "Hur vet du det?" in text_of(client.get(address))
    refused = client.post(address, {"what": "up", "on": "2026-11-23", "note": ""})
    assert "Något behöver rättas" in text_of(refused)
    client.post(address, {"what": "up", "on": "2026-11-23", "note": "Registratorn ringde"})
    assert displays(committee, in_scope) == [("Boden", DAY, None)]
    done = client.post(f"{address}lank/", {"email": "ny@boden.example"}, follow=True)
    assert "ny@boden.example" in text_of(done)
    assert "Skriv en e-postadress" in text_of(client.post(f"{address}lank/", {"email": "fel"}))
    with in_scope(committee.id):
        assert OutgoingMail.objects.filter(to="ny@boden.example").count() == 1
    assert "Registratorn ringde" in text_of(client.get(f"/e-namnden/anslagstavla/{notice_id}/"))


def test_the_visitor_sees_copies_without_personal_data(committee, notice_id, token, in_scope):
    visitor = Client()
    visitor.post(f"/anslag/{token}/", {"what": "up", "on": "2026-11-23"})
    with in_scope(committee.id):
        emails = set(Posting.objects.values_list("email", flat=True))
    pages = {
        "/e-namnden/anslagstavla/": "1 av 14",
        f"/e-namnden/anslagstavla/{notice_id}/": "1 av 14",
        "/e-namnden/anslagstavla/kiruna/": "måndag 23 november 2026",
        "/e-namnden/anslagstavla/boden/": "inte än",
    }
    for address, words in pages.items():
        page = visitor.get(address)
        assert page.status_code == 200
        assert words in text_of(page)
        assert not any(email in page.content.decode() for email in emails)
        for private in ("Registrator", "har ringt", "token", "@"):
            assert private not in text_of(page)
        assert "style=" not in page.content.decode()
    copy = text_of(visitor.get("/e-namnden/anslagstavla/kiruna/"))
    assert "Det här är en kopia. Den anslagstavla som gäller finns på kommunens egen webbplats." in copy
    assert "Förvaltningsrätten i Luleå" in copy
    assert visitor.get("/e-namnden/anslagstavla/atlantis/").status_code == 404
    assert visitor.get("/e-namnden/anslagstavla/999999/").status_code == 404


def test_the_table_has_every_board(committee, notice_id):
    page = text_of(Client().get("/e-namnden/anslagstavla/"))
    assert all(board.name in page for board in boards(committee.id))
    assert page.count("väntar på anslag") >= 14


def test_a_published_notice_is_shown_as_printed(committee, in_scope):
    with in_scope(committee.id):
        noticeboard.load_published_notice(
            system_actor(committee.id),
            authority=committee.id,
            facts=some_facts(approved_on=None),
            up_on=dt.date(2023, 10, 17),
            down_on=dt.date(2023, 11, 8),
            at=AT,
        )
    visitor = Client()
    address = re.search(
        r"/e-namnden/anslagstavla/\d+/", visitor.get("/e-namnden/anslagstavla/").content.decode()
    )
    for page in (visitor.get(address.group()), visitor.get("/e-namnden/anslagstavla/boden/")):
        text = text_of(page)
        assert "tisdag 17 oktober 2023" in text
        assert "onsdag 8 november 2023" in text
        assert "Justerat uppgift saknas" in text


def test_no_notices_yet(committee):
    assert "Inga anslag ännu" in text_of(Client().get("/e-namnden/anslagstavla/"))
    assert "Inga anslag ännu" in text_of(Client().get("/e-namnden/anslagstavla/boden/"))


def test_the_api_tells_what_the_pages_tell(committee, notice_id, token):
    Client().post(f"/anslag/{token}/", {"what": "up", "on": "2026-11-23"})
    (found,) = Client().get("/api/e-namnden/notices").json()
    assert found["paragraphs"] == "15–16"
    assert [one["up_on"] for one in found["postings"] if one["municipality"] == "Kiruna"] == ["2026-11-23"]


class Inbox:
    """Takes mail in over SMTP and keeps it."""

    def __init__(self):
        self.received = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 -- aiosmtpd's own name
        self.received.append(envelope)
        return "250 OK"


@pytest.fixture
def smtp(settings):
    """Run a real SMTP server on loopback, and let Django send through it."""
    from aiosmtpd.smtp import SMTP

    inbox, loop = Inbox(), asyncio.new_event_loop()
    server = loop.run_until_complete(
        loop.create_server(lambda: SMTP(inbox, enable_SMTPUTF8=True, loop=loop), "127.0.0.1", 0)
    )
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.sockets[0].getsockname()
    yield inbox
    loop.call_soon_threadsafe(server.close)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(5)
    loop.close()


def test_the_mail_really_arrives_with_its_link(smtp, committee, notice_id, in_scope):
    assert get_connection().__class__.__module__.endswith("smtp")
    with in_scope(committee.id):
        email = account("Registrator, Kiruna").email
        row = OutgoingMail.objects.get(to=email)
        for _twice in range(2):
            mail.send(authority=committee.id, mail_id=row.pk)
        token = token_of(notice_id, "Kiruna")
    (envelope,) = smtp.received
    assert envelope.rcpt_tos == [email]
    from email import message_from_bytes, policy

    message = message_from_bytes(envelope.content, policy=policy.default)
    assert message["Subject"].strip().startswith("DEMONSTRATION: Anslå senast onsdag 25 november 2026")
    assert f"/anslag/{token}/" in message.get_content()
    assert "Du behöver inte logga in" in message.get_content()
