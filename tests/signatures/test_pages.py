"""The pages of signing: what waits, reading, signing once, declining, and who is kept out."""

import re

import pytest
from django.test import Client

from tests.factories.committee import AT, acting
from tests.factories.signatures import a_request, a_stored_pdf
from tinget.signatures import api as signatures

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.noticeboard.urls")]


@pytest.fixture
def line(committee, in_scope, signed_in):
    with in_scope(committee.id):
        return signatures.request(a_request(committee.id))


def signer_of(line, name):
    return next(one.id for one in line.signers if one.person_id == acting(name).person_id)


def text_of(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def test_what_waits_is_read_and_signed(line, signed_in, committee, in_scope):
    client, signer = signed_in("Ordförande"), signer_of(line, "Ordförande")
    assert line.title in text_of(client.get("/underskrifter/"))
    page = client.get(f"/underskrifter/{signer}/")
    text = text_of(page)
    assert "Läs protokollet och skriv under som ordförande." in text
    assert "DEMONSTRATION" in text
    assert line.file.sha256 in text
    assert "0 av 2" in text
    assert "style=" not in page.content.decode()
    for _click in range(2):
        done = client.post(f"/underskrifter/{signer}/", {"read": line.file.sha256}, follow=True)
        assert done.redirect_chain == [(f"/underskrifter/{signer}/", 302)]
    assert "Nu väntar vi på de andra" in text_of(done)
    assert "Inget väntar på din underskrift" in text_of(client.get("/underskrifter/"))
    with in_scope(committee.id):
        assert signatures.request(line.id).signed == 1


def test_the_last_signature_shows_the_files_check(line, signed_in):
    for name in ("Sekreterare", "Ordförande"):
        client, signer = signed_in(name), signer_of(line, name)
        page = client.post(f"/underskrifter/{signer}/", {"read": line.file.sha256}, follow=True)
    assert "Kontroll av filen" in text_of(page)
    assert "undertecknat av alla" in text_of(page)
    assert "nej" not in text_of(page).split("Kontroll av filen")[1].split("Tinget är")[0]


def test_the_file_is_streamed_to_signers_and_staff_only(line, signed_in):
    signer = signer_of(line, "Ordförande")
    address = f"/underskrifter/{signer}/{line.name}"
    for name in ("Ordförande", "Sekreterare", "Samordnare"):
        response = signed_in(name).get(address)
        assert b"".join(response.streaming_content).startswith(b"%PDF-1.7")
        assert response["Content-Type"] == "application/pdf"
        assert response["Content-Disposition"].startswith("inline")
        assert response["ETag"] == f'"{line.file.sha256}"'
    client = signed_in("Ordförande")
    assert client.get(address, headers={"If-None-Match": f'"{line.file.sha256}"'}).status_code == 304
    assert client.get(f"/underskrifter/{signer}/annat.pdf").status_code == 302
    for name in ("Ledamot, Boden", "Registrator, Kiruna"):
        assert signed_in(name).get(address).status_code == 404
        assert signed_in(name).get(f"/underskrifter/{signer}/").status_code == 404
    assert Client().get(address).status_code == 302


def test_a_replaced_file_is_not_signed_and_the_page_says_so(line, signed_in, committee, in_scope):
    with in_scope(committee.id):
        signatures.replace_file(
            acting("Sekreterare"),
            request_id=line.id,
            file=a_stored_pdf(committee.id, "Ny"),
            reason="fel",
            at=AT,
        )
    client, signer = signed_in("Ordförande"), signer_of(line, "Ordförande")
    page = client.post(f"/underskrifter/{signer}/", {"read": line.file.sha256})
    assert page.status_code == 409
    assert "Filen har bytts ut" in text_of(page)
    assert client.post(f"/underskrifter/{signer}/", {"read": "fel"}).status_code == 409
    with in_scope(committee.id):
        assert signatures.request(line.id).signed == 0


def test_the_secretary_follows_but_does_not_sign_for_the_chair(line, signed_in):
    client, signer = signed_in("Sekreterare"), signer_of(line, "Ordförande")
    page = client.get(f"/underskrifter/{signer}/")
    assert "Du kan inte skriva under" in text_of(page)
    assert client.post(f"/underskrifter/{signer}/", {"read": line.file.sha256}).status_code == 403


def test_declining_needs_a_reason_and_stops_the_rest(line, signed_in):
    client, signer = signed_in("Ordförande"), signer_of(line, "Ordförande")
    assert "Skriv vad som är fel" in text_of(client.post(f"/underskrifter/{signer}/avboj/", {"reason": ""}))
    page = client.post(f"/underskrifter/{signer}/avboj/", {"reason": "§ 16 saknas"}, follow=True)
    assert "§ 16 saknas" in text_of(page)
    other = signed_in("Sekreterare").get(f"/underskrifter/{signer_of(line, 'Sekreterare')}/")
    assert "någon har avböjt" in text_of(other)
    assert 'name="read"' not in other.content.decode()


def test_the_api_tells_what_the_pages_tell(line, signed_in):
    (mine,) = signed_in("Ordförande").get("/api/signatures/waiting").json()
    assert mine["capacity"] == "Ordförande"
    assert signed_in("Ordförande").get(f"/api/signatures/requests/{line.id}").json()["state"] == "waiting"
    assert signed_in("Ledamot, Boden").get(f"/api/signatures/requests/{line.id}").status_code == 404
    assert Client().get("/api/signatures/waiting").json() == []
