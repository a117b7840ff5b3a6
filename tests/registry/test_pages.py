"""The register's pages: who sees what, forms and their errors, and how many queries a page costs."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.documents import PDF
from tests.factories.registry import DAY, a_case, a_decision, a_record
from tinget.foundation.scoping import PUBLIC, scoped
from tinget.registry import api as registry
from tinget.registry.models import Case, Record
from tinget.registry.queries import paging

AT = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)


def publish(actor, committee, *, cases=(), records=(), decisions=()):
    registry.publish(
        actor, authority=committee.pk, case_ids=cases, record_ids=records, decision_ids=decisions, at=AT
    )


@pytest.fixture
def filled(committee, secretary, inside):
    """Make one published case with a published and a secret record, and one secret case."""
    with inside():
        shown = a_case(secretary, authority=committee.pk, title="Delårsrapport 2 2026")
        a_case(secretary, authority=committee.pk, title="Hemligt ärende")
        record = a_record(secretary, authority=committee.pk, case_id=shown, title="Öppen skrivelse")
        a_record(secretary, authority=committee.pk, case_id=shown, title="Hemlig skrivelse")
        decision = a_decision(secretary, authority=committee.pk, case_id=shown)
        publish(secretary, committee, cases=[shown], records=[record], decisions=[decision])
    return shown


PAGES = (
    "arenden/",
    "arenden/2026/1/",
    "handlingar/",
    "handlingar/?arende=2026-1",
    "beslut/",
    "beslut/2026/15/",
)


@pytest.mark.parametrize("page", PAGES)
def test_visitors_open_every_page_and_see_no_secret(visitor, filled, page):
    answer = visitor.get(f"/e-namnden/{page}")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "emlig" not in text
    assert "Registrera" not in text.replace("Registrerat", "").replace("Registrerad", "")


@pytest.mark.parametrize("page", ["arenden/2026/2/", "arenden/2027/1/", "beslut/2026/16/", "dokument/1/"])
def test_what_visitors_may_not_see_is_not_there(visitor, filled, page):
    assert visitor.get(f"/e-namnden/{page}").status_code == 404


@pytest.mark.parametrize("page", ["arenden/ny/", "handlingar/ny/", "arenden/2026/1/handling/"])
def test_forms_ask_visitors_to_sign_in_and_members_for_another_role(visitor, signed_in, filled, page):
    assert visitor.get(f"/e-namnden/{page}").status_code == 302
    assert signed_in("member").get(f"/e-namnden/{page}").status_code == 403


def test_a_member_sees_everything_but_registers_nothing(signed_in, filled):
    text = signed_in("member").get("/e-namnden/arenden/2026/1/").content.decode()
    assert "Hemlig skrivelse" in text
    assert "Det som har hänt" in text
    assert "Registrera en handling" not in text


def test_a_secretary_registers_a_case_and_lands_on_it(signed_in, committee, inside):
    client = signed_in("secretary")
    assert client.get("/e-namnden/arenden/ny/").status_code == 200
    answer = client.post(
        "/e-namnden/arenden/ny/", {"title": " Ny  förstudie ", "class_code": "1.3.2.2"}, follow=True
    )
    assert answer.redirect_chain == [("/e-namnden/arenden/2026/1/", 302)]
    text = answer.content.decode()
    assert "Ärendet är registrerat och har fått nummer 2026/1-1.3.2.2." in text
    assert "Lisa Nilsson" in text
    assert '<p class="by">Lisa Nilsson, sekreterare' in text
    with inside():
        assert Case.objects.get().title == "Ny förstudie"
    assert '<option value="1.3.2.2">' in client.get("/e-namnden/arenden/ny/").content.decode()


def test_a_wrong_class_is_told_and_nothing_is_lost(signed_in, inside):
    answer = signed_in("secretary").post(
        "/e-namnden/arenden/ny/", {"title": "Ny förstudie", "class_code": "2.x"}
    )
    text = answer.content.decode()
    assert "Skriv klassen med siffror och punkter" in text
    assert 'value="Ny förstudie"' in text
    with inside():
        assert not Case.objects.exists()


def test_a_demonstration_says_so_on_its_pages(signed_in):
    client = signed_in("secretary", demonstration=True)
    text = client.post(
        "/e-namnden/arenden/ny/", {"title": "Övning", "class_code": "1"}, follow=True
    ).content.decode()
    assert "DEMONSTRATION" in text
    assert "DEMONSTRATION" in client.get("/e-namnden/arenden/").content.decode()


RECORD = {
    "title": "Yttrande",
    "direction": "received",
    "dated_on": "2026-11-19",
    "counterpart": "Kiruna kommun",
}


def test_a_record_with_its_file_is_registered_and_read(signed_in, filled, visitor):
    client = signed_in("secretary")
    upload = SimpleUploadedFile("yttrande å.pdf", PDF)
    answer = client.post("/e-namnden/arenden/2026/1/handling/", RECORD | {"file": upload}, follow=True)
    assert answer.redirect_chain == [("/e-namnden/arenden/2026/1/", 302)]
    text = answer.content.decode()
    assert "har fått Hid 2026.3" in text
    assert "/e-namnden/dokument/" in text
    newest = max(registry_records(filled, client), key=lambda line: line.id)
    file = client.get(f"/e-namnden/handlingar/{newest.id}/fil/")
    assert b"".join(file.streaming_content) == PDF
    assert visitor.get(f"/e-namnden/handlingar/{newest.id}/fil/").status_code == 404


def test_the_same_form_sent_twice_registers_once(signed_in, filled, inside):
    client, key = signed_in("secretary"), {"submission": "8c8b7fa0-4c1e-4c55-9d9a-6f7a4b9e7f10"}
    page = client.get("/e-namnden/arenden/ny/").content.decode()
    assert page.count('name="submission"') == 1
    case = {"title": "Samma", "class_code": "1.2"} | key
    first, second = (client.post("/e-namnden/arenden/ny/", case) for _ in range(2))
    assert first["Location"] == second["Location"]
    for _ in range(2):
        upload = {"file": SimpleUploadedFile("yttrande.pdf", PDF)}
        client.post("/e-namnden/arenden/2026/1/handling/", RECORD | key | upload)
    with inside():
        assert Case.objects.filter(title="Samma").count() == 1
    client.post("/e-namnden/arenden/ny/", case | {"title": "Samma formulär, ändrat"})
    with inside():
        assert Case.objects.filter(title="Samma formulär, ändrat").count() == 1
        assert Record.objects.filter(title="Yttrande").count() == 1


def test_a_mangled_key_is_told_and_nothing_registered(signed_in, inside):
    answer = signed_in("secretary").post(
        "/e-namnden/arenden/ny/", {"title": "Ny", "class_code": "1.2", "submission": "x"}
    )
    assert answer.status_code == 200
    assert "summary" in answer.content.decode()
    with inside():
        assert not Case.objects.exists()


def registry_records(case, client):
    from tinget.foundation.scoping import Scope

    with scoped(PUBLIC):
        owner = registry.case(case).authority_id
    with scoped(Scope(authorities=frozenset({owner}))):
        return registry.records_of_case(case)


def test_a_refused_file_leaves_no_record_and_no_document(signed_in, filled, inside):
    upload = SimpleUploadedFile("yttrande.pdf", b"<html>nej</html>")
    answer = signed_in("secretary").post("/e-namnden/arenden/2026/1/handling/", RECORD | {"file": upload})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "tas inte emot" in text
    assert 'value="Kiruna kommun"' in text
    with inside():
        assert Record.objects.count() == 2


def test_a_case_is_closed_and_opened_again(signed_in, filled):
    client = signed_in("coordinator")
    page = "/e-namnden/arenden/2026/1/"
    assert client.get(f"{page}avsluta/").status_code == 405
    assert "Öppna ärendet igen" in client.post(f"{page}avsluta/", follow=True).content.decode()
    refused = client.post(f"{page}handling/", RECORD)
    assert "Ärendet är avslutat" in refused.content.decode()
    assert client.post(f"{page}avsluta/").status_code == 409
    assert "Avsluta ärendet" in client.post(f"{page}oppna/", follow=True).content.decode()


def fill(committee, count):
    Case.objects.bulk_create(
        Case(
            authority_id=committee.pk,
            year=2000 + index // 40,
            serial=index % 40 + 1,
            class_code="1.2",
            title=f"Ärende {index}",
            registered_on=DAY,
        )
        for index in range(count)
    )


def test_pages_of_the_list_follow_each_other_without_gap_or_double(signed_in, committee, inside, monkeypatch):
    with inside():
        fill(committee, 120)
    client, page, seen = signed_in("member"), "", []
    for _ in range(3):
        listing = client.get(f"/e-namnden/arenden/{page}").context["listing"]
        seen += [row.href for row in listing.rows]
        page = listing.more_url
    assert page == ""
    assert len(seen) == len(set(seen)) == 120
    assert seen[0] == "/e-namnden/arenden/2002/40/"
    assert seen[-1] == "/e-namnden/arenden/2000/1/"


def test_the_count_is_capped(signed_in, committee, inside):
    with inside():
        fill(committee, 501)
    text = signed_in("member").get("/e-namnden/arenden/").content.decode()
    assert "500+ ärenden, det senaste först" in text


@pytest.mark.parametrize("efter", ["x", "2023", "99999-1", "2023-0000000000"])
def test_a_mangled_place_shows_the_beginning(signed_in, filled, efter):
    client = signed_in("member")
    for page in ("arenden", "handlingar", "beslut"):
        assert client.get(f"/e-namnden/{page}/?efter={efter}").status_code == 200


def test_the_list_costs_the_same_however_long(
    signed_in, committee, secretary, inside, django_assert_max_num_queries
):
    client = signed_in("secretary")
    with inside():
        a_case(secretary, authority=committee.pk)
    client.get("/e-namnden/arenden/")
    with django_assert_max_num_queries(16) as one:
        client.get("/e-namnden/arenden/")
    with inside():
        fill(committee, 300)
    with django_assert_max_num_queries(len(one)):
        client.get("/e-namnden/arenden/")


def test_the_case_page_costs_the_same_however_much_is_in_the_case(
    signed_in, committee, secretary, inside, django_assert_max_num_queries
):
    client = signed_in("secretary")
    with inside():
        case = a_case(secretary, authority=committee.pk)
        a_record(secretary, authority=committee.pk, case_id=case)
    client.get("/e-namnden/arenden/2026/1/")
    with django_assert_max_num_queries(23) as one:
        client.get("/e-namnden/arenden/2026/1/")
    with inside():
        for number in range(30):
            a_record(secretary, authority=committee.pk, case_id=case)
            a_decision(secretary, authority=committee.pk, case_id=case, paragraph=number + 1)
    with django_assert_max_num_queries(len(one)):
        text = client.get("/e-namnden/arenden/2026/1/").content.decode()
    assert "Visa alla 31 handlingar" in text


def test_the_counting_stops(monkeypatch, committee, secretary, inside):
    monkeypatch.setattr(paging, "COUNTED", 2)
    with inside():
        for _ in range(4):
            a_case(secretary, authority=committee.pk)
        count = paging.counted(Case.objects.all())
    assert (count.number, str(count)) == (3, "2+")
