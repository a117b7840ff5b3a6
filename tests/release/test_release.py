"""Release by pages and actions: asked for by anybody, tested anew, masked, fetched, refused, appealed."""

import re

import pypdfium2 as pdfium
import pytest
from django.test import Client

from tests.release.conftest import AT, NEEDLE, PROVISION
from tinget.documents import api as documents
from tinget.foundation import ledger, limits
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.models import OutgoingMail
from tinget.foundation.pdf.masking import Area, traces
from tinget.foundation.scoping import Scope, scoped
from tinget.organisation.api import VISITOR
from tinget.registry import models as registry_models
from tinget.release import actions, queries
from tinget.release.models import ReleaseRequest
from tinget.release.queries import RequestNotFound
from tinget.release.rules import Outcome, State
from tinget.release.views import asking

pytestmark = pytest.mark.django_db
TODAY = AT.date()


def text_of(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def code_of(page):
    return re.search(r"<code>([A-Z0-9-]+)</code>", page.content.decode())[1]


@pytest.fixture
def asked(committee):
    """Ask as a visitor does, and return the number in the database and the code."""
    page = Client().post("/e-namnden/begar-ut/", {"text": "Allt om krokodiler", "way": "download"})
    with scoped(Scope(frozenset({committee.pk}))):
        return ReleaseRequest.objects.get().pk, code_of(page)


@pytest.fixture
def pointed_out(asked, anna, secret, seen_by):
    with seen_by(anna):
        return actions.point_out_record(anna, request_id=asked[0], record_id=secret)


def view_of(committee, actor, asked, seen_by):
    with seen_by(actor):
        return queries.request(actor, committee.pk, asked[0], today=TODAY)


def test_anybody_asks_and_follows_without_saying_who(committee, asked):
    visitor = Client()
    form = visitor.get("/e-namnden/begar-ut/")
    assert "Du behöver inte säga vem du är" in text_of(form)
    assert "no-store" in form.headers["Cache-Control"]
    page = visitor.post("/e-namnden/begar-ut/folj/", {"code": asked[1].lower().replace("-", " ")})
    assert "Begäran 2026:1" in text_of(page)
    wrong = visitor.post("/e-namnden/begar-ut/folj/", {"code": "FEL"})
    assert wrong.status_code == 404
    assert "Koden känns inte igen" in text_of(wrong)
    assert asked[1] not in str(visitor.session.items())


def test_a_machine_that_asks_again_and_again_is_held_off_and_whoever_reads_the_form_is_not(
    committee, monkeypatch
):
    monkeypatch.setattr(limits.clock, "now", lambda: AT)
    visitor, other = Client(), Client(REMOTE_ADDR="192.0.2.7")
    looks = [visitor.get("/e-namnden/begar-ut/") for _ in range(asking.MOST_REQUESTS + 1)]
    sent = [visitor.post("/e-namnden/begar-ut/") for _ in range(asking.MOST_REQUESTS + 1)]
    assert {page.status_code for page in looks} == {200}
    assert [page.status_code for page in sent] == [200] * asking.MOST_REQUESTS + [429]
    assert other.post("/e-namnden/begar-ut/").status_code == 200


def test_bad_requests_are_told_at_their_fields(committee):
    visitor = Client()
    assert "Vad vill du ta del av?" in text_of(visitor.post("/e-namnden/begar-ut/", {"way": "download"}))
    without = visitor.post("/e-namnden/begar-ut/", {"text": "x", "way": "email"})
    assert "Skriv den adress" in text_of(without)
    assert visitor.get("/e-namnden/utlamnande/").status_code == 302
    with scoped(Scope(frozenset({committee.pk}))):
        assert not ReleaseRequest.objects.exists()


def test_the_same_form_sent_twice_is_one_request(committee):
    form = {
        "text": "x",
        "way": "email",
        "email": "a@example.se",
        "submission": "b3b1e1a0-0000-4000-8000-000000000001",
    }
    for _ in range(2):
        page = Client().post("/e-namnden/begar-ut/", form)
    assert "redan mottagen" in text_of(page)
    with scoped(Scope(frozenset({committee.pk}))):
        assert ReleaseRequest.objects.count() == 1
        mail = OutgoingMail.objects.get()
    assert re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", mail.body)


def test_who_reads_english_is_told_in_english_and_what_is_written_is_swedish(
    committee, anna, asked, secret, seen_by, browser_of
):
    visitor, client, here = Client(), browser_of(anna), f"/e-namnden/utlamnande/{asked[0]}/"
    for one in (visitor, client):
        one.cookies["django_language"] = "en"
    without = visitor.post("/e-namnden/begar-ut/", {"text": "x", "way": "email"})
    assert "Write the address to which word is to be sent." in text_of(without)
    form = {"text": "Allt om krokodiler", "way": "email", "email": "a@example.se"}
    assert "Your request has been received" in text_of(visitor.post("/e-namnden/begar-ut/", form))
    with seen_by(anna):
        label = registry_models.Record.objects.get(pk=secret).as_printed
    page = client.post(f"{here}handling/", {"record": f"Hid {label}"}, follow=True)
    assert "The record is pointed out. Test whether it can be released." in text_of(page)
    again = client.post(f"{here}handling/", {"record": f"Hid {label}"})
    assert "The record is already pointed out in the request." in text_of(again)
    with scoped(Scope(frozenset({committee.pk}))):
        mail = OutgoingMail.objects.get()
    assert re.fullmatch(r"Din begäran \d{4}:\d+ är mottagen", mail.subject)
    assert "Den prövas skyndsamt." in mail.body


def test_a_marking_is_tested_by_those_who_may_see_and_not_by_others(
    committee, bo, anna, asked, pointed_out, seen_by
):
    with seen_by(bo), pytest.raises(NotPermitted):
        actions.assess(bo, item_id=pointed_out, outcome="released", provision="", at=AT)
    with seen_by(bo), pytest.raises(NotPermitted):
        actions.pages_of(bo, item_id=pointed_out, page=0, areas=[], words=[], at=AT)
    with seen_by(anna):
        with pytest.raises(NotPossible):
            actions.assess(anna, item_id=pointed_out, outcome="refused", provision="nej", at=AT)
        with pytest.raises(NotPossible):
            actions.assess(anna, item_id=pointed_out, outcome="waiting", provision="", at=AT)
        actions.assess(anna, item_id=pointed_out, outcome="refused", provision=PROVISION, at=AT)
    assert view_of(committee, bo, asked, seen_by).state is State.REFUSED


def test_released_whole_is_fetched_by_the_code_alone(committee, anna, asked, pointed_out, seen_by, content):
    with seen_by(anna):
        actions.assess(anna, item_id=pointed_out, outcome="released", provision="", at=AT)
    visitor, fetch = Client(), {"code": asked[1], "fetch": "1"}
    assert visitor.post("/e-namnden/begar-ut/folj/", fetch).status_code == 404  # not handed out yet
    with seen_by(anna):
        actions.deliver(anna, request_id=asked[0], way="paper", pages=3, fee=50, at=AT)
    page = visitor.post("/e-namnden/begar-ut/folj/", {"code": asked[1]})
    assert "Hämta" in text_of(page)
    assert NEEDLE not in page.content.decode()
    got = visitor.post("/e-namnden/begar-ut/folj/", fetch)
    assert b"".join(got.streaming_content) == content
    assert "no-store" in got.headers["Cache-Control"]
    assert NEEDLE not in str(got.headers)
    assert visitor.post("/e-namnden/begar-ut/folj/", {"code": asked[1], "fetch": "2"}).status_code == 404
    view = view_of(committee, anna, asked, seen_by)
    assert [(one.way, one.pages, one.fee) for one in view.deliveries] == [("paper", 3, 50)]
    with seen_by(anna):
        told = ledger.history(committee.pk, f"release.releaserequest:{asked[0]}")
    assert told[0].who == "den som har koden"


def test_masked_the_copy_is_free_and_the_secret_nowhere_in_it(
    committee, anna, bo, asked, pointed_out, seen_by
):
    with seen_by(anna):
        for words, areas in (([" "], []), (["finns inte"], [])):
            with pytest.raises(NotPossible):
                actions.mask_record(
                    anna, item_id=pointed_out, areas=areas, words=words, provision=PROVISION, at=AT
                )
        with pytest.raises(NotPossible):
            actions.mask_record(anna, item_id=pointed_out, areas=[], words=[NEEDLE], provision="", at=AT)
        made = actions.mask_record(
            anna,
            item_id=pointed_out,
            areas=[Area(0, 0, 0.9, 1, 1)],
            words=[NEEDLE],
            provision=PROVISION,
            at=AT,
        )
        assert made.places == 2
        actions.deliver(anna, request_id=asked[0], way="download", pages=0, fee=0, at=AT)
    view = view_of(committee, bo, asked, seen_by)
    assert view.records[0].outcome is Outcome.MASKED
    with seen_by(bo):  # who is not on the list reads the copy
        newest = documents.latest(view.records[0].masked_document_id)
        with documents.open_version(newest.id) as file:
            pdf = file.read()
        assert NEEDLE not in str(ledger.history(committee.pk, f"release.releaserequest:{asked[0]}"))
        assert registry_models.Look.objects.filter(what="page", name="Anna").exists()
    assert traces(pdf, [NEEDLE, "Kurt"]) == []
    with pdfium.PdfDocument(pdf) as document:
        assert "simbassäng" in document[0].get_textpage().get_text_bounded()
    got = Client().post("/e-namnden/begar-ut/folj/", {"code": asked[1], "fetch": "1"})
    assert b"".join(got.streaming_content) == pdf


def test_refused_in_writing_with_its_own_clock_and_appeal(committee, anna, bo, asked, pointed_out, seen_by):
    with seen_by(anna):
        actions.assess(anna, item_id=pointed_out, outcome="refused", provision=PROVISION, at=AT)
    page = Client().post("/e-namnden/begar-ut/folj/", {"code": asked[1]})
    assert "Begär ett skriftligt beslut" in text_of(page)
    page = Client().post("/e-namnden/begar-ut/folj/", {"code": asked[1], "decision": "1"})
    assert "Beslutet fattas skyndsamt" in text_of(page)
    page = Client().post("/e-namnden/begar-ut/folj/", {"code": asked[1], "decision": "1"})
    assert "en gång" in text_of(page)
    with seen_by(anna), pytest.raises(NotPermitted):
        actions.refuse(anna, request_id=asked[0], provisions=PROVISION, reasons="Skäl", at=AT)
    with seen_by(bo):
        with pytest.raises(NotPossible):
            actions.refuse(bo, request_id=asked[0], provisions="OSL", reasons="Skäl", at=AT)
        with pytest.raises(NotPossible):
            actions.note_receipt(bo, request_id=asked[0], on=TODAY)
        document = actions.refuse(bo, request_id=asked[0], provisions=PROVISION, reasons="Skäl", at=AT)
        with (
            documents.open_version(documents.latest(document).id) as file,
            pdfium.PdfDocument(file.read()) as pdf,
        ):
            said = "".join(page.get_textpage().get_text_bounded() for page in pdf)
        assert registry_models.Record.objects.filter(document_id=document).exists()
        actions.note_receipt(bo, request_id=asked[0], on=TODAY.replace(day=23))
        with pytest.raises(NotPossible):
            actions.forward_appeal(bo, request_id=asked[0], on=TODAY)
        actions.note_appeal(bo, request_id=asked[0], on=TODAY.replace(month=12, day=15))
        actions.forward_appeal(bo, request_id=asked[0], on=TODAY.replace(month=12, day=16))
        actions.note_court_outcome(bo, request_id=asked[0], outcome="Avslår överklagandet")
    for words in ("kammarrätten", "inom tre veckor", PROVISION, "Skäl", "inte uppgett något namn"):
        assert words in " ".join(said.split())
    assert NEEDLE not in said
    refusal = view_of(committee, bo, asked, seen_by).refusal
    assert refusal.last_day.date == TODAY.replace(month=12, day=14)
    assert not refusal.appealed_in_time
    assert view_of(committee, bo, asked, seen_by).state is State.APPEALED
    with seen_by(bo):
        actions.close_request(bo, request_id=asked[0], on=TODAY)
        with pytest.raises(NotPossible):
            actions.note_receipt(bo, request_id=asked[0], on=TODAY)


def test_strangers_and_members_do_not_handle(committee, asked, pointed_out):
    with scoped(Scope(frozenset({committee.pk}))):
        with pytest.raises(NotPermitted):
            queries.request(VISITOR, committee.pk, asked[0], today=TODAY)
        with pytest.raises(NotPermitted):
            actions.deliver(VISITOR, request_id=asked[0], way="paper", pages=0, fee=0, at=AT)
        with pytest.raises(RequestNotFound):
            queries.request_of_code(committee.pk, "", today=TODAY)


def test_the_staff_walk_through_a_request_on_its_pages(committee, anna, asked, secret, seen_by, browser_of):
    client, here = browser_of(anna), f"/e-namnden/utlamnande/{asked[0]}/"
    assert "Allt om krokodiler" in text_of(client.get("/e-namnden/utlamnande/"))
    with seen_by(anna):
        label = registry_models.Record.objects.get(pk=secret).as_printed
    assert "Ingen handling i diariet" in text_of(client.post(f"{here}handling/", {"record": "9999.9"}))
    page = client.post(f"{here}handling/", {"record": f" Hid {label} "}, follow=True)
    assert "Handlingen är utpekad" in text_of(page)
    item = re.search(r"handling/(\d+)/maskera", page.content.decode())[1]
    wrong = client.post(f"{here}handling/{item}/", {f"{item}-outcome": "refused", f"{item}-provision": ""})
    assert "Ange bestämmelsen" in text_of(wrong)
    shown = client.post(f"{here}handling/{item}/maskera/")
    assert "data:image/png;base64," in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    size = {"width": "600", "height": "800", "page": "1"}
    first = client.post(f"{here}handling/{item}/maskera/", size | {"press.x": "60", "press.y": "80"})
    assert "Ett hörn är valt" in text_of(first)
    second = client.post(
        f"{here}handling/{item}/maskera/", size | {"press.x": "300", "press.y": "40", "corner": "100 100"}
    )
    assert "1 100 50 500 100" in second.content.decode()
    bad = client.post(f"{here}handling/{item}/maskera/", {"areas": "1 2 3", "mask": "1", "words": "x"})
    assert "fem tal" in text_of(bad)
    told = {"words": NEEDLE, "areas": "", "provision": PROVISION, "mask": "1"}
    done = client.post(f"{here}handling/{item}/maskera/", told, follow=True)
    assert "En maskerad kopia är gjord" in text_of(done)
    assert NEEDLE not in done.content.decode()
    assert "Det är antecknat" in text_of(
        client.post(f"{here}lamna-ut/", {"lamna-ut-way": "download"}, follow=True)
    )
    assert client.post(f"{here}finns-inte/").status_code == 404
    assert client.post(f"{here}avsla/", {}).status_code == 403
    client.post(f"{here}avsluta/", {"avsluta-on": "2026-11-20"})
    assert "Ingen begäran väntar" in text_of(client.get("/e-namnden/utlamnande/"))
    assert "Allt om krokodiler" in text_of(client.get("/e-namnden/utlamnande/?avslutade"))


def test_the_staff_enter_what_came_by_telephone(committee, anna, browser_of):
    client = browser_of(anna)
    form = text_of(client.get("/e-namnden/utlamnande/ny/"))
    assert "Vad begärs ut?" in form
    assert "Vad vill du" not in form
    told = {"text": "Protokoll " * 20, "way": "paper", "channel": "phone", "received_on": "2026-11-18"}
    page = client.post("/e-namnden/utlamnande/ny/", told)
    assert "Lämna koden till den som begär" in text_of(page)
    assert "Har väntat 2 dagar" in text_of(
        client.get(re.search(r"/e-namnden/utlamnande/\d+/", page.content.decode())[0])
    )
    assert "Protokoll…" in text_of(client.get("/e-namnden/utlamnande/"))
