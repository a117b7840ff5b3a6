"""The pages and the API of messages: for the secretary and the coordinator, and for nobody else."""

import re

import pytest

from tests.factories.committee import AT, acting
from tests.factories.documents import PDF
from tests.factories.messages import a_letter, taken_in, wire
from tinget.foundation import mail
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.models import OutgoingMail
from tinget.messages import api
from tinget.messages.models import Message
from tinget.organisation.models import Authority
from tinget.registry.models import Record

pytestmark = pytest.mark.django_db
STAFF = ("Sekreterare", "Samordnare")
SEATED = ("Ordförande", "Vice ordförande", "Ledamot, Boden")
OTHERS = ("", *SEATED, "Handläggare", "Arkivansvarig", "Administratör", "Registrator, Kiruna")
SECRET = "Synpunkter om en granne"


def text_of(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def content_of(answer) -> bytes:
    """Read an answer to its end, and let go of a streamed file without ending the test's connection."""
    content = answer.getvalue()
    for let_go in answer._resource_closers:
        if getattr(let_go, "__self__", None).__class__.__name__ == "BufferedReader":
            let_go()
    return content


@pytest.fixture
def message_id(committee):
    letter = a_letter(SECRET, text="<script>alert(1)</script> Hej")
    letter.add_attachment(PDF, maintype="application", subtype="pdf", filename="Yttrande.pdf")
    letter.add_attachment(b"", maintype="application", subtype="pdf", filename="tom.pdf")
    return taken_in(committee.id, wire(letter), at=AT)


@pytest.fixture
def inside(committee, in_scope):
    return lambda: in_scope(committee.id)


def places(message_id: int) -> list[str]:
    page = f"/e-namnden/meddelanden/{message_id}/"
    return [
        "/e-namnden/meddelanden/", "/e-namnden/meddelanden/?visa=alla", page, f"{page}original.eml",
        f"{page}1/Yttrande.pdf", f"{page}registrera/", "/e-namnden/utskick/",
        "/api/e-namnden/messages", f"/api/e-namnden/messages/{message_id}", "/api/e-namnden/sent",
        "/api/e-namnden/sent?about=registry.case:5",
    ]  # fmt: skip


@pytest.mark.parametrize("role", STAFF)
def test_staff_read_everything(role, signed_in, message_id):
    client = signed_in(role)
    for place in places(message_id):
        answer = client.get(place)
        assert answer.status_code == 200, place
        content_of(answer)


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_reads_anything(role, signed_in, message_id, inside):
    client = signed_in(role)
    page = f"/e-namnden/meddelanden/{message_id}/"
    for place in places(message_id):
        answer = client.get(place)
        assert answer.status_code in {302, 403}, place
        assert SECRET not in answer.content.decode()
    for place in (page, f"{page}tillbaka/", f"{page}registrera/", "/e-namnden/utskick/1/igen/"):
        assert client.post(place, {"reason": "x", "title": "x", "dated_on": "2026-11-23"}).status_code in {
            302,
            403,
        }
    for place in ("/", "/e-namnden/", "/e-namnden/handlingar/", "/e-namnden/bakgrundsarbete/"):
        assert SECRET not in client.get(place).content.decode()
    with inside():
        assert Message.objects.get().state == "waiting"


@pytest.mark.parametrize("role", [name for name in OTHERS if name])
def test_nor_may_they_ask_the_queries_and_actions(role, signed_in, message_id, inside, committee):
    actor = acting(role)
    with inside():
        for refused in (
            lambda: api.unregistered(actor, committee.id),
            lambda: api.count_unregistered(actor, committee.id),
            lambda: api.message(actor, committee.id, message_id),
            lambda: api.attachment(actor, committee.id, message_id=message_id, number=1),
            lambda: api.sent(actor, committee.id),
            lambda: api.sent_about(actor, committee.id, "x"),
            lambda: api.mark_registered(actor, message_id, "registry.record:1", at=AT),
            lambda: api.set_aside(actor, message_id, reason="x", at=AT),
            lambda: api.take_back(actor, message_id, at=AT),
            lambda: api.send(actor, committee.id, "a@b.se", "x", "x"),
        ):
            with pytest.raises(NotPermitted):
                refused()


def test_the_inbox_and_a_message(signed_in, message_id):
    client = signed_in("Sekreterare")
    listed = text_of(client.get("/e-namnden/meddelanden/"))
    assert "1 meddelande att registrera" in listed
    assert f"{SECRET} Anna Berg" in listed
    page = client.get(f"/e-namnden/meddelanden/{message_id}/")
    assert "<script>alert" not in page.content.decode()
    assert "&lt;script&gt;alert(1)" in page.content.decode()
    assert "tom.pdf : Filen är tom. Den finns kvar i originalet." in text_of(page)
    assert "1 meddelande att registrera" in text_of(client.get("/"))


def test_files_are_given_as_what_they_are(signed_in, message_id, committee):
    client = signed_in("Sekreterare")
    original = client.get(f"/e-namnden/meddelanden/{message_id}/original.eml")
    assert original["Content-Type"] == "message/rfc822"
    assert "attachment" in original["Content-Disposition"]
    assert original["X-Content-Type-Options"] == "nosniff"
    assert b"Anna Berg" in content_of(original)
    kept = client.get(f"/e-namnden/meddelanden/{message_id}/1/Yttrande.pdf")
    assert content_of(kept) == PDF
    assert client.get(f"/e-namnden/meddelanden/{message_id}/2/tom.pdf").status_code == 404
    assert client.get("/e-namnden/meddelanden/99999/").status_code == 404


def test_set_aside_with_a_reason_and_taken_back(signed_in, message_id):
    client, page = signed_in("Sekreterare"), f"/e-namnden/meddelanden/{message_id}/"
    assert "Något behöver rättas" in text_of(client.post(page, {"reason": " "}))
    assert "lagt åt sidan" in text_of(client.post(page, {"reason": "Reklam"}, follow=True))
    assert SECRET not in text_of(client.get("/e-namnden/meddelanden/"))
    assert "registreras inte: Reklam" in text_of(client.get("/e-namnden/meddelanden/?visa=ovriga"))
    assert "Reklam" in text_of(client.get(page))
    client.post(f"{page}tillbaka/")
    assert SECRET in text_of(client.get("/e-namnden/meddelanden/"))
    assert client.post(f"{page}tillbaka/").status_code == 409


def test_the_list_goes_on_by_key_and_asks_no_more_the_more_there_is(
    signed_in, committee, django_assert_max_num_queries
):
    for number in range(60):
        taken_in(
            committee.id, wire(a_letter(f"Brev {number}", message_id=f"<{number}@x.se>")), uid=number, at=AT
        )
    client = signed_in("Sekreterare")
    with django_assert_max_num_queries(20):
        first = client.get("/e-namnden/meddelanden/")
    assert len(first.content) < 100_000
    more = re.search(r'href="(\?visa=[^"]*)" rel="next"', first.content.decode())[1].replace("&amp;", "&")
    second = text_of(client.get(f"/e-namnden/meddelanden/{more}"))
    assert "Brev 9 " in second
    assert "Brev 10 " not in second
    for wrong in ("?efter=x", "?efter=-1", "?visa=x", "?efter=99999999999999999999"):
        assert client.get(f"/e-namnden/meddelanden/{wrong}").status_code == 200


def test_registering_a_message_with_its_file_on_one_page(signed_in, message_id, inside):
    client, page = signed_in("Sekreterare"), f"/e-namnden/meddelanden/{message_id}/registrera/"
    form = client.get(page).content.decode()
    assert f'value="{SECRET}"' in form
    assert 'value="Anna Berg &lt;anna@kiruna.se&gt;"' in form
    assert 'value="2026-11-23"' in form
    assert re.search(r'name="attached" value="1"[^>]*checked', form)
    given = {
        "title": "Synpunkter på avtalet", "counterpart": "Anna Berg", "dated_on": "2026-11-23",
        "attached": ["1"],
        "submission": re.search(r'name="submission" value="([^"]+)"', form)[1],
    }  # fmt: skip
    done = client.post(page, given, follow=True)
    assert "Meddelandet och dess bilagor är registrerade och har fått Hid 2026.1, Hid 2026.2." in text_of(
        done
    )
    again = client.post(page, given, follow=True)
    assert "redan registrerat: Hid 2026.1" in text_of(again)
    with inside():
        records = list(Record.objects.order_by("pk"))
        assert [(one.title, one.direction, one.counterpart) for one in records] == [
            ("Synpunkter på avtalet", "received", "Anna Berg"),
            ("Synpunkter på avtalet: Yttrande.pdf", "received", "Anna Berg"),
        ]
        row = Message.objects.get()
        assert (row.state, row.record_on, row.outcome) == (
            "registered",
            f"registry.record:{records[0].pk}",
            "Hid 2026.1",
        )
    files = client.get("/e-namnden/handlingar/").content.decode()
    assert "Yttrande.pdf" in files
    assert f"meddelande-{message_id}.eml" in files
    assert client.get("/api/e-namnden/messages").json() == []


def test_a_case_is_found_by_its_number_or_the_field_says_why_not(signed_in, message_id, inside, committee):
    from tests.factories.registry import a_case

    with inside():
        a_case(acting("Sekreterare"), authority=committee.id, day=AT.date())
    client, page = signed_in("Sekreterare"), f"/e-namnden/meddelanden/{message_id}/registrera/"
    given = {"title": "Brev", "dated_on": "2026-11-23"}
    assert "Skriv ärendets nummer som 2023/15" in text_of(client.post(page, given | {"case": "fel"}))
    assert "inget ärende med det numret" in text_of(client.post(page, given | {"case": "2026/99"}))
    client.post(page, given | {"case": "2026/1-2.2.0.2"})
    with inside():
        assert Record.objects.get().case_id


def test_a_case_named_in_the_subject_is_filled_in(signed_in, inside, committee):
    from tests.factories.registry import a_case

    with inside():
        a_case(acting("Sekreterare"), authority=committee.id, day=AT.date())
    named = taken_in(committee.id, wire(a_letter("Sv: Ärende 2026/1, delårsrapport")), at=AT)
    page = signed_in("Samordnare").get(f"/e-namnden/meddelanden/{named}/registrera/").content.decode()
    assert 'value="2026/1-2.2.0.2"' in page


def test_a_case_is_found_as_the_authority_writes_its_numbers(signed_in, inside, committee):
    from tests.factories.registry import a_case

    Authority.objects.filter(pk=committee.id).update(case_number_pattern="MN {year}-{serial:04d}")
    with inside():
        a_case(acting("Sekreterare"), authority=committee.id, day=AT.date())
    named = taken_in(committee.id, wire(a_letter("Sv: Ärende MN 2026-0001, delårsrapport")), at=AT)
    client, page = signed_in("Sekreterare"), f"/e-namnden/meddelanden/{named}/registrera/"
    assert 'value="MN 2026-0001"' in client.get(page).content.decode()
    client.post(page, {"title": "Brev", "dated_on": "2026-11-23", "case": "MN 2026-0001"})
    with inside():
        assert Record.objects.get().case_id


def test_what_is_sent_is_followed_without_what_it_says(signed_in, committee, inside, settings):
    settings.TINGET_MAILBOXES = "e-namnden=imap://namnd%40lulea.se:x@localhost"
    with inside():
        mail_id = api.send(
            acting("Sekreterare"),
            committee.id,
            "a@kiruna.se",
            "Kallelse",
            "hemlig-länk",
            about="meetings.meeting:5",
        )
        row = OutgoingMail.objects.get(pk=mail_id)
        assert row.sender == "namnd@lulea.se"
        assert row.message_id.endswith("@lulea.se>")
        assert row.subject == "DEMONSTRATION: Kallelse"
        OutgoingMail.objects.update(state="failed", failure="E-postservern svarar inte.")
    client = signed_in("Sekreterare")
    page = client.get("/e-namnden/utskick/")
    assert "a@kiruna.se" in text_of(page)
    assert "kunde inte skickas E-postservern svarar inte." in text_of(page)
    assert "hemlig-länk" not in page.content.decode()
    assert "hemlig" not in client.get("/api/e-namnden/sent").content.decode()
    (told,) = client.get("/api/e-namnden/sent?about=meetings.meeting:5").json()
    assert (told["state"], told["to"]) == ("failed", "a@kiruna.se")
    assert "står i kö igen" in text_of(client.post(f"/e-namnden/utskick/{mail_id}/igen/", follow=True))
    assert client.post(f"/e-namnden/utskick/{mail_id}/igen/").status_code == 409
    assert mail.MailState.QUEUED.value in client.get("/api/e-namnden/sent").content.decode()


def test_what_cannot_be_sent_is_refused_with_what_to_do(committee, inside):
    actor = acting("Sekreterare")
    with inside():
        for to, subject, ids in (
            ("fel", "x", ()),
            ("a@b.se\nBcc: c@d.se", "x", ()),
            ("a@b.se", " ", ()),
            ("a@b.se", "x", (99,)),
        ):
            with pytest.raises(NotPossible):
                api.send(actor, committee.id, to, subject, "x", ids)
        assert not OutgoingMail.objects.exists()
