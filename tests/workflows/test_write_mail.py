"""Writing e-mail: sent to each by itself, kept as a record of its case, and never from what is secret."""

import re
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories.committee import AT, DAY, a_committee, account, acting
from tests.factories.documents import PDF
from tests.factories.messages import a_letter, a_return, taken_in, wire
from tests.factories.registry import a_case
from tinget.documents import api as documents
from tinget.foundation import mail
from tinget.foundation.errors import NotPossible
from tinget.foundation.imap import Fetched
from tinget.foundation.models import OutgoingMail
from tinget.foundation.scoping import Scope, scoped
from tinget.messages import api as messages
from tinget.messages.actions import begin_round, take_in
from tinget.organisation.api import system_actor
from tinget.registry import api as registry
from tinget.registry.actions import mark_case, mark_record
from tinget.registry.models import Record
from tinget.registry.rules.visibility import Marking

PAGE = "/e-namnden/meddelanden/nytt/"

WRITTEN = {"to": "anna@kiruna.se; bo@boden.se", "subject": "Svar om avtalet", "text": "Hej,\n\nhär är det."}


@pytest.fixture
def committee(db, settings):
    settings.TINGET_DEMO, settings.TINGET_TODAY = True, DAY.isoformat()
    return a_committee()


@pytest.fixture
def inside(committee):
    return lambda: scoped(Scope(authorities=frozenset({committee.id})))


@pytest.fixture
def record_id(committee, inside):
    """A record with a file in case 2026/1, and a draft beside it."""
    secretary = acting("Sekreterare")
    with inside():
        case = a_case(secretary, authority=committee.id, day=DAY)
        facts = {
            "authority": committee.id, "case_id": case, "direction": "drawn_up", "dated_on": DAY,
            "counterpart": "", "content": PDF, "at": AT,
        }  # fmt: skip
        keep = partial(registry.register_record_with_file, secretary, **facts)
        keep(title="Utkast", name="utkast.pdf", is_draft=True)
        return keep(title="Avtalet", name="avtal.pdf")


def marking() -> Marking:
    return Marking("OSL 26 kap. 1 §", "Nämnden", frozenset({acting("Samordnare").person_id}))


def signed_in(name):
    client = Client()
    client.force_login(account(name), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def submission_in(page) -> str:
    return re.search(r'name="submission" value="([^"]+)"', page.content.decode())[1]


def test_a_letter_goes_to_each_and_becomes_records_of_the_case(record_id, inside):
    client = signed_in("Sekreterare")
    page = client.get(f"{PAGE}?arende=2026-1")
    assert "Avtalet (avtal.pdf)" in page.content.decode()
    assert "utkast.pdf" not in page.content.decode()
    given = WRITTEN | {
        "case": "2026/1", "records": [record_id], "register": "on", "submission": submission_in(page),
    }  # fmt: skip
    done = client.post(PAGE, given | {"uploads": SimpleUploadedFile("karta.pdf", PDF + b"\n")})
    assert done.url == "/e-namnden/arenden/2026/1/"
    client.post(PAGE, given | {"uploads": SimpleUploadedFile("karta.pdf", PDF + b"\n")})  # sent twice
    with inside():
        letter, uploaded = Record.objects.filter(direction="dispatched").order_by("pk")
        assert (letter.title, letter.counterpart) == ("Svar om avtalet", "anna@kiruna.se, bo@boden.se")
        assert (letter.dated_on, letter.state) == (DAY, "official")
        assert uploaded.title == "Svar om avtalet: karta.pdf"
        with documents.open_version(documents.latest(letter.document_id).id) as file:
            kept = file.read()
        assert b"avtal.pdf" in kept
        assert b"karta.pdf" in kept
        mails = list(OutgoingMail.objects.order_by("pk"))
        assert [one.to for one in mails] == ["anna@kiruna.se", "bo@boden.se"]
        assert {one.about for one in mails} == {f"registry.record:{letter.pk}"}
        assert [one["name"] for one in mails[1].attachments] == ["avtal.pdf", "karta.pdf"]
    shown = client.get("/e-namnden/arenden/2026/1/").content.decode()
    assert "till anna@kiruna.se" in shown
    assert "väntar på att skickas" in shown
    member = signed_in("Ledamot, Boden").get("/e-namnden/arenden/2026/1/")
    assert "väntar på att skickas" not in member.content.decode()


def test_what_is_wrong_keeps_what_was_written_and_sends_nothing(record_id, inside):
    client = signed_in("Samordnare")
    given = WRITTEN | {"to": "anna@kiruna.se, bo", "case": "2026/99", "records": [record_id]}
    page = client.post(PAGE, given | {"uploads": SimpleUploadedFile("karta.pdf", PDF)}).content.decode()
    for told in (
        "Det här är ingen e-postadress: bo.",
        "Det finns inget ärende med det numret.",
        "En handling hör inte till ärendet.",
        "Välj filerna igen.",
        "här är det.",
        "Svar om avtalet",
    ):
        assert told in page
    with inside():
        assert not OutgoingMail.objects.exists()
        assert not Record.objects.filter(direction="dispatched").exists()


def test_showing_the_cases_records_judges_nothing_and_keeps_all(record_id):
    page = signed_in("Sekreterare").post(PAGE, {"to": "", "text": "Hej", "case": "2026/1", "visa": "1"})
    text = page.content.decode()
    assert "Avtalet (avtal.pdf)" in text
    assert "Hej</textarea>" in text
    assert "Något behöver rättas" not in text


def test_without_registering_it_is_only_sent(committee, inside):
    done = signed_in("Sekreterare").post(PAGE, WRITTEN | {"to": "anna@kiruna.se"})
    assert done.url == "/e-namnden/utskick/"
    with inside():
        assert OutgoingMail.objects.get().about == ""
        assert not Record.objects.exists()


def test_an_answer_is_filled_in_and_says_what_it_answers(record_id, committee, inside, mailoutbox):
    message = taken_in(committee.id, wire(a_letter("Ärende 2026/1, fråga", text="Gäller avtalet?")), at=AT)
    client, page = signed_in("Sekreterare"), f"/e-namnden/meddelanden/{message}/"
    assert f'href="{page}svara/"' in client.get(page).content.decode()
    form = client.get(f"{page}svara/").content.decode()
    for filled in ("anna@kiruna.se</textarea>", 'value="Sv: Ärende 2026/1, fråga"', 'value="2026/1"'):
        assert filled in form
    assert "&gt; Gäller avtalet?" in form
    client.post(f"{page}svara/", WRITTEN | {"to": "anna@kiruna.se"})
    with inside():
        row = OutgoingMail.objects.get()
    mail.deliver(authority=committee.id, mail_id=row.pk)
    (sent,) = mailoutbox
    assert sent.extra_headers["In-Reply-To"] == "<1@kiruna.se>"
    assert sent.subject == "DEMONSTRATION: Svar om avtalet"


@pytest.mark.parametrize("state", ["closed", "secret"])
def test_nothing_is_written_from_a_case_that_is_secret_or_closed(state, record_id, inside):
    secretary = acting("Sekreterare")
    with inside():
        case = Record.objects.get(pk=record_id).case_id
        if state == "closed":
            registry.close_case(secretary, case_id=case, day=DAY)
        else:
            mark_case(secretary, case_id=case, marking=marking(), at=AT)
    page = signed_in("Sekreterare").post(PAGE, WRITTEN | {"case": "2026/1", "register": "on"})
    assert {"closed": "Ärendet är inte öppet.", "secret": "Ärendet är märkt med sekretess"}[
        state
    ] in page.content.decode()
    with inside():
        assert not OutgoingMail.objects.exists()


def test_what_is_marked_later_is_withheld_from_what_was_sent(record_id, inside, committee):
    client = signed_in("Sekreterare")
    client.post(PAGE, WRITTEN | {"case": "2026/1", "register": "on"})
    with inside():
        letter = Record.objects.get(direction="dispatched")
        mark_record(acting("Samordnare"), record_id=letter.pk, marking=marking(), at=AT)
    for place in ("/e-namnden/utskick/", "/api/e-namnden/sent", "/e-namnden/arenden/2026/1/"):
        shown = client.get(place).content.decode()
        assert "sekretess" in shown
        assert "Svar om avtalet" not in shown
        assert "anna@kiruna.se" not in shown


def test_a_demonstration_hands_nothing_to_a_mail_server(committee, inside, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "mail.example"
    letter = messages.Letter(("anna@kiruna.se",), "Hej", "Hej")
    with inside(), pytest.raises(NotPossible, match="demonstration"):
        messages.send_letter(acting("Sekreterare"), committee.id, letter)
    settings.EMAIL_HOST = "127.0.0.1"
    with inside():
        assert messages.send_letter(acting("Sekreterare"), committee.id, letter)


@pytest.mark.parametrize("role", ["Handläggare", "Ordförande", "Ledamot, Boden", "Administratör"])
def test_others_write_no_mail(role, record_id, inside):
    assert signed_in(role).get(PAGE).status_code == 403
    assert signed_in(role).post(PAGE, WRITTEN).status_code == 403
    with inside():
        assert not OutgoingMail.objects.exists()


@pytest.fixture
def sent(record_id, inside):
    """A letter to two in case 2026/1, registered; return the mailings."""
    signed_in("Sekreterare").post(PAGE, WRITTEN | {"case": "2026/1", "register": "on"})
    with inside():
        return list(OutgoingMail.objects.order_by("pk"))


def test_a_letter_that_comes_back_is_looked_at_in_its_case_once(sent, committee, inside):
    for one in sent:
        taken_in(committee.id, a_return(one.message_id), at=AT)
    client = signed_in("Sekreterare")
    with inside():
        case = registry.case_by_number(committee.id, 2026, 1)
        (follow_up,) = registry.case_details(case.id).follow_ups
    assert follow_up.text.startswith("Ett brev i ärendet kom i retur.")
    assert follow_up.text in client.get("/e-namnden/arenden/2026/1/").content.decode()
    assert "kom i retur" in client.get("/e-namnden/utskick/?visa=returer").content.decode()
    assert "bevakning idag" in client.get("/").content.decode()


def test_an_answer_to_our_letter_is_laid_in_its_case_whatever_it_is_called(sent, committee):
    letter = a_letter("Tack", message_id="<tack@kiruna.se>")
    letter["In-Reply-To"] = sent[0].message_id
    message = taken_in(committee.id, wire(letter), at=AT)
    form = signed_in("Sekreterare").get(f"/e-namnden/meddelanden/{message}/registrera/")
    assert 'value="2026/1-2.2.0.2"' in form.content.decode()


def test_a_message_too_large_to_fetch_says_what_to_do_and_is_not_registered_half(committee, inside):
    with inside():
        actor = system_actor(committee.id)
        begun = begin_round(actor, authority=committee.id, name="namnd", at=AT)
        head = wire(a_letter("Ritningar")).partition(b"\r\n\r\n")[0]
        told = Fetched(head, 60_000_000, AT, is_whole=False)
        message = take_in(actor, begun, uid=1, fetched=told, at=AT)
    client, page = signed_in("Sekreterare"), f"/e-namnden/meddelanden/{message}/"
    assert "för stort att hämta" in client.get("/e-namnden/meddelanden/").content.decode()
    shown = client.get(page).content.decode()
    assert "Det ligger kvar i brevlådan." in shown
    assert "Anna Berg" in shown
    assert f"{page}registrera/" not in shown
    assert f"{page}original.eml" not in shown
    form = {"title": "Ritningar", "dated_on": "2026-11-23"}
    assert "för stort att hämta" in client.post(f"{page}registrera/", form).content.decode()
    with inside():
        assert not Record.objects.exists()
    client.post(page, {"reason": "Registrerat som Hid 2026.7"})
    assert "Registrerat som Hid 2026.7" in client.get("/e-namnden/meddelanden/?visa=ovriga").content.decode()
