"""Signatures on any document: asked for on a page, given by link, and the signed file in its place."""

import re

import pytest
from django.test import Client

from tests.factories.committee import AT, DAY, a_committee, account, acting
from tests.factories.registry import a_case
from tests.factories.signatures import a_pdf
from tinget.documents import api as documents
from tinget.foundation import files
from tinget.foundation.models import OutgoingMail
from tinget.foundation.scoping import Scope, scoped
from tinget.registry import api as registry
from tinget.registry.models import Record
from tinget.signatures import queries
from tinget.signatures.models import Signer, SigningRequest

pytestmark = pytest.mark.slow
ASK = "/e-namnden/underskrifter/begar/"


@pytest.fixture
def committee(db, settings):
    settings.TINGET_DEMO, settings.TINGET_TODAY = True, DAY.isoformat()
    return a_committee()


@pytest.fixture
def inside(committee):
    return lambda: scoped(Scope(authorities=frozenset({committee.id})))


@pytest.fixture
def officer(committee):
    client = Client()
    client.force_login(account("Handläggare"), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def document(committee, inside):
    """A document with a PDF, which is no record yet."""
    with inside():
        stored = files.store(committee.id, a_pdf("Avtal"), name="avtal.pdf")
        made = documents.create_document(
            acting("Handläggare"), authority=committee.id, title="Avtal", file=stored, name="avtal.pdf", at=AT
        )
        return made.id


def text_of(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def form(*papers: int, **more: str) -> dict[str, object]:
    return {
        "papers": list(papers), "in_order": "", "message": "Tack på förhand.",
        "rad-TOTAL_FORMS": "3", "rad-INITIAL_FORMS": "0",
        "rad-0-name": "Kim Partner", "rad-0-email": "kim@exempel.se", "rad-0-organisation": "Exempel AB",
    } | more  # fmt: skip


def sign_by_link(inside, request_id: int) -> Client:
    """Do what somebody outside does, page by page."""
    outsider = Client()
    with inside():
        signer = Signer.objects.get(request_id=request_id)
        place = queries.link_of(f"signatures.signer:{signer.pk}").split("//")[1].partition("/")[2]
    address = f"/{place}"
    page = outsider.get(address)
    assert "Visa att brevet är ditt" in text_of(page)
    assert 'name="read"' not in page.content.decode()
    outsider.post(f"{address}skicka-kod/")
    with inside():
        code = queries.code_of(Signer.objects.get(pk=signer.pk))
    assert "stämmer inte" in text_of(outsider.post(f"{address}kod/", {"code": "fel"}))
    outsider.post(f"{address}kod/", {"code": code})
    page = outsider.get(address)
    assert "Tack på förhand." in text_of(page)
    (paper,) = re.findall(r'href="(/underskrift/[^"]+\.pdf)"', page.content.decode())
    assert outsider.get(paper).getvalue().startswith(b"%PDF")
    assert Client().get(paper).status_code == 404
    (read,) = re.findall(r'name="read" value="([0-9a-f]{64})"', page.content.decode())
    done = outsider.post(f"{address}skriv-under/", {"read": read}, follow=True)
    assert "Du har skrivit under handlingen." in text_of(done)
    return outsider


def test_a_document_is_signed_by_somebody_outside_and_becomes_its_next_version(
    officer, document, inside, committee
):
    assert f"{ASK}?dokument={document}" in officer.get(f"/e-namnden/dokument/{document}/").content.decode()
    page = officer.get(f"{ASK}?dokument={document}")
    assert "Avtal" in text_of(page)
    answer = officer.post(f"{ASK}?dokument={document}", form(document))
    with inside():
        request_id = SigningRequest.objects.get().pk
    assert answer["Location"] == f"/e-namnden/underskrifter/{request_id}/"
    assert "kim@exempel.se" in text_of(officer.get(answer["Location"]))
    assert "handling väntar på andras underskrift" in text_of(officer.get("/"))
    assert "väntar redan på underskrift" in text_of(officer.get(f"{ASK}?dokument={document}"))
    sign_by_link(inside, request_id)
    assert "undertecknat av alla" in text_of(officer.get("/e-namnden/underskrifter/"))
    with inside():
        found = documents.versions(document)
        assert [one.comment for one in found] == ["Undertecknad av alla", ""]


def test_an_official_record_stays_and_the_signed_one_is_registered_beside_it(
    officer, document, inside, committee
):
    with inside():
        case = a_case(acting("Sekreterare"), authority=committee.id, day=DAY)
        documents.freeze(acting("Sekreterare"), document_id=document, at=AT)
        registry.register_record(
            acting("Sekreterare"), authority=committee.id, case_id=case, title="Avtal", direction="drawn_up",
            dated_on=DAY, counterpart="", document_id=document, day=DAY,
        )  # fmt: skip
    officer.post(f"{ASK}?dokument={document}", form(document))
    with inside():
        request_id = SigningRequest.objects.get().pk
    sign_by_link(inside, request_id)
    with inside():
        assert len(documents.versions(document)) == 1
        signed = Record.objects.get(title="Avtal, undertecknad")
        assert (signed.case_id, signed.serial) == (case, 2)
        assert documents.is_frozen(signed.document_id)


def test_what_is_wrong_in_the_form_is_told_where_it_stands(officer, document, inside):
    wrong = {"rad-0-email": "", "due_on": "2026-01-01"}
    answer = officer.post(f"{ASK}?dokument={document}", form(document, **wrong))
    assert answer.status_code == 422
    assert "Skriv adressen som länken ska skickas till." in text_of(answer)
    assert "Sista dagen har passerat" in text_of(answer)
    nobody = form(document, **{"rad-0-name": "", "rad-0-email": ""})
    assert "minst en person" in text_of(officer.post(f"{ASK}?dokument={document}", nobody))
    more = officer.post(f"{ASK}?dokument={document}", form(document, more="1"))
    assert 'name="rad-4-name"' in more.content.decode()
    assert "Kim Partner" in more.content.decode()
    with inside():
        assert not SigningRequest.objects.exists()
        assert not OutgoingMail.objects.exists()


def test_reminding_and_taking_back_are_the_askers_buttons(officer, document, inside):
    officer.post(f"{ASK}?dokument={document}", form(document))
    with inside():
        request_id = SigningRequest.objects.get().pk
    page = f"/e-namnden/underskrifter/{request_id}/"
    assert "1 person är påmind" in text_of(officer.post(f"{page}paminn/", follow=True))
    assert officer.post(f"{page}paminn/").status_code == 409
    assert officer.post(f"{page}ta-tillbaka/", {"reason": ""}).status_code == 422
    done = officer.post(f"{page}ta-tillbaka/", {"reason": "Fel bilaga."}, follow=True)
    assert "Fel bilaga." in text_of(done)
    member = Client()
    member.force_login(
        account("Ledamot, Boden"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    assert member.get(page).status_code == 403
    assert member.post(f"{page}ta-tillbaka/", {"reason": "x"}).status_code == 403
    assert member.get(ASK).status_code == 403


def test_over_http_a_document_is_asked_for_once_however_often_it_is_sent(officer, document, inside):
    path = f"/api/e-namnden/documents/{document}/signatures"
    key = {"Idempotency-Key": "5a0f3f0e-6f2c-4d57-8d1e-0d6f0b5ad0a1"}

    def asked(signer: dict[str, str], **headers: str):
        return officer.post(path, {"signers": [signer]}, content_type="application/json", headers=headers)

    assert asked({"name": "Kim Partner", "email": "ingen adress"}).status_code == 409
    assert asked({"email": "kim@exempel.se"}).status_code == 409
    first = asked({"name": "Kim Partner", "email": "kim@exempel.se"}, **key)
    again = asked({"name": "Kim Partner", "email": "kim@exempel.se"}, **key)
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert first.status_code == 201
    with inside():
        assert Signer.objects.get(request_id=first.json()["id"]).name == "Kim Partner"
    assert "väntar redan" in asked({"name": "Kim Partner", "email": "kim@exempel.se"}).json()["detail"]
