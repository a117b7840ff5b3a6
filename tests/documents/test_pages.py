"""The pages of documents: what each role sees and may do, and errors that lose nothing."""

import gzip
import json
import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import office
from tests.factories.documents import AT, PDF, a_document, a_pdf, a_version
from tests.fakes.clamd import EICAR, Clamd
from tinget.documents import api as documents
from tinget.documents import jobs
from tinget.documents.actions import staff_reports as acts
from tinget.documents.queries import staff_reports as reads
from tinget.organisation.api import Actor, Role


@pytest.fixture
def as_role(committee, settings):
    """Return a function that gives a browser of somebody in that role."""

    def as_role(role, person=7, name="Lisa Nilsson"):
        actor = Actor(person_id=person, name=name, role=role, authority=committee.pk)
        settings.TINGET_SCOPE_OF_REQUEST = "tests.documents.standing.scope_of_request"
        return Client(headers={"x-test-actor": json.dumps([person, name, role, committee.pk])}), actor

    return as_role


@pytest.fixture
def secretarys(as_role):
    return as_role(Role.SECRETARY)[0]


@pytest.fixture
def officers(as_role):
    return as_role(Role.OFFICER, 8, "Bo Ek")[0]


@pytest.fixture
def document(committee, secretary, inside):
    with inside():
        return a_document(secretary, authority=committee.pk, content=a_pdf("Nämnden godkänner rapporten"))


def text_of(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def at(document, rest=""):
    return f"/e-namnden/dokument/{document.id}/{rest}"


def token_in(page):
    return re.search(r'name="lock" value="([^"]{20,})"', page.content.decode())[1]


def upload(client, address, content, name="ny.pdf", **more):
    file = SimpleUploadedFile(name, content)
    return client.post(address, {"file": file, "comment": "rättad", "lock": "", **more}, follow=True)


def test_a_new_version_is_laid_in_and_the_history_tells_of_it(secretarys, document):
    assert "version 2" in text_of(secretarys.get(at(document, "ny-version/")))
    page = text_of(upload(secretarys, at(document, "ny-version/"), PDF))
    assert "Version 2 är inlagd" in page
    assert "rättad" in page
    assert "En ny version lades in" in page
    assert "Jämför med version 1" in page


LIES = {
    "no file": (None, "", "Fil – "),
    "html": (b"<!DOCTYPE html><p>", "a.pdf", "innehållet är inte vad namnet säger"),
    "script": (a_pdf("x", more="/OpenAction<</S/JavaScript/JS(1)>>"), "a.pdf", "innehåller skript"),
    "cut off": (PDF[:300], "a.pdf", "trasig eller avhuggen"),
    "bomb": (office.a_zip(**{"word/document.xml": "0" * 60_000_000}), "a.docx", "orimligt stor"),
    "a way out": (b"x", "../../a.exe", "stöds inte"),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_file_that_lies_is_told_of_kindly_and_nothing_is_kept(secretarys, document, data_folder, lie):
    content, name, words = LIES[lie]
    before = {path for path in (data_folder / "files").rglob("*") if path.is_file()}
    if content is None:
        page = secretarys.post(at(document, "ny-version/"), {"comment": "min kommentar"})
    else:
        page = upload(secretarys, at(document, "ny-version/"), content, name, comment="min kommentar")
    assert page.status_code == 200
    assert words in text_of(page)
    assert "Något behöver rättas" in text_of(page)
    assert "min kommentar" in page.content.decode()
    assert {path for path in (data_folder / "files").rglob("*") if path.is_file()} == before


def test_a_virus_and_a_silent_scanner_are_told_of_kindly(secretarys, document, settings, data_folder):
    scanner = Clamd()
    settings.TINGET_CLAMD = scanner.address
    assert "virusskyddet hittade" in text_of(upload(secretarys, at(document, "ny-version/"), EICAR, "a.txt"))
    scanner.close()
    page = upload(secretarys, at(document, "ny-version/"), b"ren text", "a.txt")
    assert "Försök igen om en stund" in text_of(page)


def test_a_file_over_the_limit_is_told_of_kindly(secretarys, document, settings):
    settings.TINGET_FILE_LIMIT = 2_000_000
    page = upload(secretarys, at(document, "ny-version/"), b"x" * 3_000_000, "a.txt")
    assert "större än 2 MB" in text_of(page)


def test_a_check_out_is_seen_by_others_and_its_holder_lays_in(secretarys, officers, document):
    page = text_of(officers.post(at(document, "checka-ut/"), follow=True))
    assert "Du har checkat ut dokumentet" in page
    seen = text_of(secretarys.get(at(document)))
    assert "Utcheckat av Bo Ek" in seen
    assert "Lägg in en ny version" not in seen
    assert "Bryt utcheckningen" in seen
    refused = upload(secretarys, at(document, "ny-version/"), PDF)
    assert "Bo Ek har checkat ut dokumentet" in text_of(refused)
    token = re.search(
        r'name="lock" value="([^"]{20,})"', officers.get(at(document, "ny-version/")).content.decode()
    )[1]
    assert "Version 2 är inlagd" in text_of(upload(officers, at(document, "ny-version/"), PDF, lock=token))


def test_a_broken_check_out_needs_a_reason_and_is_told_of(secretarys, officers, document):
    officers.post(at(document, "checka-ut/"))
    token = re.search(
        r'name="lock" value="([^"]{20,})"', officers.get(at(document, "ny-version/")).content.decode()
    )[1]
    assert officers.get(at(document, "bryt-utcheckning/")).status_code == 403
    assert "Bo Ek arbetar med dokumentet" in text_of(secretarys.get(at(document, "bryt-utcheckning/")))
    assert "Något behöver rättas" in text_of(
        secretarys.post(at(document, "bryt-utcheckning/"), {"reason": ""})
    )
    page = text_of(secretarys.post(at(document, "bryt-utcheckning/"), {"reason": "Bo är sjuk"}, follow=True))
    assert "Utcheckningen bröts" in page
    assert "Bo är sjuk" in page
    assert "gäller inte längre" in text_of(upload(officers, at(document, "ny-version/"), PDF, lock=token))
    assert secretarys.get(at(document, "bryt-utcheckning/")).status_code == 409


def test_a_frozen_document_offers_no_change(secretarys, secretary, document, inside):
    with inside():
        documents.freeze(secretary, document_id=document.id, at=AT)
    page = text_of(secretarys.get(at(document)))
    assert "allmän handling, ändras inte" in page
    assert "Lägg in en ny version" not in page
    assert "allmän handling" in text_of(upload(secretarys, at(document, "ny-version/"), PDF))


def compared(client, document, query=""):
    return client.get(at(document, f"jamfor/{query}"))


@pytest.fixture
def read(committee, secretary, inside, document):
    """Give the document a second version, both read."""
    with inside():
        content = a_pdf("Nämnden avslår rapporten")
        second = a_version(secretary, document_id=document.id, authority=committee.pk, content=content)
    for line in (document.latest, second):
        jobs.prepare(authority=committee.pk, version_id=line.id, kinds=["text", "preview"])
    return document


def test_two_versions_are_compared_in_words(secretarys, read):
    page = compared(secretarys, read)
    assert "Ett stycke skiljer version 1 från version 2" in text_of(page)
    assert re.search(r"<del>.*godkänner</del><ins>.*avslår</ins>", page.content.decode())
    beside = compared(secretarys, read, "?fran=1&till=2&vy=sida").content.decode()
    assert "struket" in beside
    assert "version 2 till höger" in beside
    assert "har samma text" in text_of(compared(secretarys, read, "?fran=2&till=2"))
    assert compared(secretarys, read, "?fran=x&till=99").status_code == 200


def test_what_is_not_read_yet_is_said_and_can_be_asked_for(
    secretarys, committee, secretary, document, inside
):
    assert "inget att jämföra med" in text_of(compared(secretarys, document))
    with inside():
        a_version(secretary, document_id=document.id, authority=committee.pk)
    assert "Texten i version 2 är inte läst än" in text_of(compared(secretarys, document))
    page = secretarys.post(at(document, "2/bestall/"), {"kind": "text"}, follow=True)
    assert "Det är beställt" in text_of(page)
    assert secretarys.post(at(document, "2/bestall/"), {"kind": "x"}).status_code == 409


def test_the_text_and_the_pictures_are_shown(secretarys, read):
    page = secretarys.get(at(read)).content.decode()
    assert f'src="{at(read, "2/sida/0/")}"' in page
    assert "Nämnden avslår rapporten" in text_of(secretarys.get(at(read, "2/text/")))
    picture = secretarys.get(at(read, "2/sida/1/"))
    assert picture.headers["Content-Type"] == "image/webp"
    assert b"".join(picture.streaming_content)[8:12] == b"WEBP"
    for missing in ("2/sida/9/", "2/kopia/pdf/", "2/kopia/x/", "9/text/"):
        assert secretarys.get(at(read, missing)).status_code == 404


def test_a_visitor_sees_the_published_and_no_history(read, secretary, inside):
    with inside():
        documents.publish(secretary, document_id=read.id, at=AT)
    visitor = Client()
    page = text_of(visitor.get(at(read)))
    assert "Det som har hänt" not in page
    assert "Checka ut" not in page
    assert visitor.get(at(read, "2/text/")).status_code == 200
    assert visitor.get(at(read, "1/text/")).status_code == 404
    api = f"/api/e-namnden/documents/{read.id}"
    assert visitor.get(f"{api}/versions/2/text").json() == {"number": 2, "text": "Nämnden avslår rapporten\n"}
    assert visitor.get(f"{api}/versions/1/text").status_code == 404
    assert visitor.get(api).json()["frozen"] is False
    for closed in ("ny-version/", "bryt-utcheckning/", "skriv/"):
        assert visitor.get(at(read, closed)).status_code == 302


def test_the_page_asks_as_much_however_many_versions(secretarys, committee, secretary, document, inside):
    def count():
        with CaptureQueriesContext(connection) as asked:
            page = secretarys.get(at(document))
        return len(asked), len(page.content)

    few, _size = count()
    with inside():
        for _ in range(20):
            a_version(secretary, document_id=document.id, authority=committee.pk)
    many, size = count()
    assert many == few
    assert size < 100_000


def test_a_template_is_laid_in_filled_and_taken_out_of_use(secretarys):
    address = "/e-namnden/dokumentmallar/"
    assert "Inga mallar än" in text_of(secretarys.get(address))
    assert "Mallen ”Tjänsteskrivelse” är inlagd" in text_of(
        secretarys.post(f"{address}tingets/", follow=True)
    )
    bad = {"title": "Dålig", "file": SimpleUploadedFile("a.docx", office.a_docx("{{ x.__class__ }}"))}
    page = text_of(secretarys.post(address, bad))
    assert "något annat än fält" in page
    number = re.search(r"/dokumentmallar/(\d+)/", secretarys.get(address).content.decode())[1]
    assert "Bakgrund" in text_of(secretarys.get(f"{address}{number}/"))
    made = secretarys.post(
        f"{address}{number}/", {"title": "Delårsrapport", "field_rubrik": "Delår"}, follow=True
    )
    assert "Uppgift saknas: " in text_of(made)
    assert "Delårsrapport.docx" in text_of(made)
    file = secretarys.get(f"{address}{number}/fil/")
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(file.streaming_content).startswith(b"PK")
    assert "tagen ur bruk" in text_of(secretarys.post(f"{address}{number}/ta-ur-bruk/", follow=True))


@pytest.fixture
def report(committee, secretary, inside):
    with inside():
        made = acts.begin_staff_report(secretary, authority=committee.pk, title="Delårsrapport", at=AT)
    return documents.DocumentLine(
        made, committee.pk, "Delårsrapport", is_demonstration=False, published=False, latest=None
    )


def write(client, report, body, revision, **more):
    fields = {"body": body, "revision": revision, "writing": str(uuid.uuid4()), "written_as": "marks", **more}
    return client.post(at(report, "skriv/"), fields, follow=True)


def test_a_report_is_begun_and_written_without_scripts(secretarys):
    begun = secretarys.post(
        "/e-namnden/dokument/ny-tjansteskrivelse/", {"title": "Delårsrapport", "case": "2023/15"}, follow=True
    )
    address = begun.redirect_chain[-1][0]
    page = secretarys.post(
        address,
        {"body": "## Bakgrund\n\nText med **fet**^[en not]", "revision": 1, "writing": str(uuid.uuid4()),
         "written_as": "marks", "version": "1", "comment": "klar"},
        follow=True,
    )  # fmt: skip
    assert "Version 1 är sparad, som PDF och Word-dokument" in text_of(page)
    html = page.content.decode()
    assert "<h2>Bakgrund</h2>" in html
    assert 'href="#fotnot-1"' in html
    assert "**fet**^[en not]" in secretarys.get(address).content.decode()


def test_two_writers_without_scripts_are_told_and_both_texts_stay(secretarys, officers, report):
    assert "Texten är sparad" in text_of(write(secretarys, report, "Första", 1))
    page = write(officers, report, "Andra", 1)
    assert "Lisa Nilsson hade sparat under tiden" in text_of(page)
    assert "Andra" in text_of(page)
    assert "Första" in page.content.decode()
    (aside,) = re.findall(r"/undanlagt/(\d+)/", page.content.decode())
    assert secretarys.post(at(report, f"undanlagt/{aside}/"), follow=True).status_code == 200
    assert secretarys.post(at(report, "undanlagt/999999/")).status_code == 404


def autosave(client, report, **told):
    return client.post(at(report, "skriv/spara/"), json.dumps(told), content_type="application/json")


def test_saving_by_itself_answers_what_became_of_it(secretarys, officers, report, inside):
    first = autosave(secretarys, report, body="<p>Hej</p>", revision=1, writing=str(uuid.uuid4())).json()
    assert (first["state"], first["revision"]) == ("saved", 2)
    second = autosave(officers, report, body="<p>Då</p>", revision=1, writing=str(uuid.uuid4())).json()
    assert second["state"] == "aside"
    assert "båda texterna finns kvar" in second["message"]
    with inside():
        assert [aside.body for aside in reads.asides(report.id)] == ["<p>Då</p>"]
    for wrong in ({"body": "x"}, {"body": "x", "revision": "y", "writing": "z"}):
        assert autosave(secretarys, report, **wrong).status_code == 400
    assert (
        secretarys.post(at(report, "skriv/spara/"), "[]", content_type="application/json").status_code == 400
    )
    long = autosave(secretarys, report, body="x" * 1_000_001, revision=2, writing=str(uuid.uuid4()))
    assert (long.status_code, long.json()["state"]) == (409, "refused")


def test_the_editor_is_served_compressed_and_for_ever(secretarys, report):
    page = secretarys.get(at(report, "skriv/")).content.decode()
    address = re.search(r'data-editor="([^"]+)"', page)[1]
    packed = Client(headers={"accept-encoding": "gzip"}).get(address)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "immutable" in packed.headers["Cache-Control"]
    assert len(packed.content) < 200_000
    assert gzip.decompress(packed.content) == Client().get(address).content
    assert Client().get("/e-namnden/dokument/redigerare-x.js").status_code == 404


def test_what_is_written_is_never_shown_as_it_came(secretarys, report):
    page = write(
        secretarys, report, "<p>a<img src=x onerror=alert(1)></p><script>1</script>", 1, written_as="html"
    )
    seen = secretarys.get(at(report)).content.decode()
    for html in (page.content.decode(), seen):
        assert "onerror" not in html
        assert "<script>1" not in html
