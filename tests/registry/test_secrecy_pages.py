"""The pages of secrecy: mark, look, change the list, lift; nobody else sees more than that it is marked."""

import re

import pytest

from tests.factories.documents import PDF
from tests.factories.registry import a_case
from tinget.organisation.models import Person
from tinget.registry import models, queries
from tinget.registry.rules.visibility import NEUTRAL

pytestmark = pytest.mark.django_db
NEEDLE = "Krokodilen Kurt"
MARK = {"provision": "25 kap. 1 § OSL", "marking_authority": "Norrbottens e-nämnd", "covers_records": "on"}


def text_of(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def marking_of(page):
    return re.search(r"/sekretess/(\d+)/visa/", page.content.decode())[1]


@pytest.fixture
def case(committee, secretary, inside):
    with inside():
        made = a_case(secretary, authority=committee.pk, title=NEEDLE)
        return queries.case(made).url


@pytest.fixture
def officer(signed_in, case):
    return signed_in("officer")


@pytest.fixture
def marked(officer, case):
    page = officer.post(f"{case}sekretess/", MARK, follow=True)
    assert "Markeringen är satt" in text_of(page)
    return marking_of(page)


def test_marked_looked_at_and_listed(officer, signed_in, visitor, case, marked):
    page = officer.get(case)
    assert NEEDLE not in page.content.decode()
    assert NEUTRAL in text_of(page)
    assert visitor.get(f"{case}sekretess/").status_code in {302, 404}
    shown = officer.post(f"/e-namnden/sekretess/{marked}/visa/")
    assert NEEDLE in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    other = signed_in("secretary")
    refused = other.post(f"/e-namnden/sekretess/{marked}/visa/")
    assert refused.status_code == 403
    assert NEEDLE not in refused.content.decode()
    assert "Visas inte för dig" in text_of(other.get(f"{case}sekretess/"))
    listed = text_of(other.get("/e-namnden/sekretess/visningar/"))
    assert "Lisa Nilsson" in listed
    assert "uppgifterna" in listed
    assert officer.get("/e-namnden/sekretess/visningar/").status_code == 403
    assert NEUTRAL in text_of(other.get("/e-namnden/sekretess/"))


def test_a_wrong_marking_is_told_at_the_field(officer, case):
    page = officer.post(f"{case}sekretess/", MARK | {"provision": "OSL"})
    assert "Skriv kapitel och paragraf" in text_of(page)
    assert NEEDLE in officer.get(case).content.decode()


def test_who_may_not_mark_is_refused(signed_in, case):
    assert signed_in("member").post(f"{case}sekretess/", MARK).status_code == 403


def test_the_list_is_changed_and_the_marking_lifted(officer, signed_in, case, marked):
    other = signed_in("secretary")
    anna, bo = (Person.objects.get(key=f"{role}-False").pk for role in ("officer", "secretary"))
    nobody = officer.post(f"/e-namnden/sekretess/{marked}/lista/", {})
    assert "Välj minst en person" in text_of(nobody)
    assert other.post(f"/e-namnden/sekretess/{marked}/lista/", {"persons": [bo]}).status_code == 403
    officer.post(f"/e-namnden/sekretess/{marked}/lista/", {"persons": [anna, bo]})
    assert NEEDLE in other.post(f"/e-namnden/sekretess/{marked}/visa/").content.decode()
    assert "går inte att ångra" in text_of(other.get(f"/e-namnden/sekretess/{marked}/hav/"))
    done = other.post(f"/e-namnden/sekretess/{marked}/hav/", {"reason": "Inte längre känsligt"}, follow=True)
    assert "Markeringen är hävd" in text_of(done)
    assert NEEDLE in officer.get(case).content.decode()
    assert "Inte längre känsligt" in text_of(officer.get(f"{case}sekretess/"))


def test_registered_as_secret_with_a_file_that_only_the_list_opens(officer, signed_in, inside, data_folder):
    from django.core.files.uploadedfile import SimpleUploadedFile

    told = MARK | {
        "title": NEEDLE, "direction": "received", "dated_on": "2026-11-20", "counterpart": NEEDLE,
        "file": SimpleUploadedFile(f"{NEEDLE}.pdf", PDF),
    }  # fmt: skip
    page = officer.post("/e-namnden/handlingar/ny/sekretess/", told, follow=True)
    assert "registrerad som sekretess" in text_of(page)
    assert NEEDLE not in page.content.decode()
    with inside():
        record = models.Record.objects.get()
        assert (record.title, record.counterpart, record.is_secret) == (NEUTRAL, NEUTRAL, True)
    address = f"/e-namnden/dokument/{record.document_id}/1/handling"
    assert signed_in("secretary").get(address).status_code == 404
    assert officer.get(f"/e-namnden/dokument/{record.document_id}/").status_code == 404
    opened = officer.get(address, headers={"If-None-Match": '"x"'})
    assert b"".join(opened.streaming_content) == PDF
    assert opened.headers["Cache-Control"] == "no-store"
    assert "ETag" not in opened.headers
    with inside():
        assert [(look.what, look.name) for look in models.Look.objects.all()] == [("file", "Lisa Nilsson")]


def test_a_case_registered_as_secret_shows_its_public_title(officer, signed_in):
    told = MARK | {"title": NEEDLE, "class_code": "2.2.0.2", "public_title": "Ansökan om bidrag"}
    page = officer.post("/e-namnden/arenden/ny/sekretess/", told, follow=True)
    assert "Ansökan om bidrag" in text_of(page)
    assert NEEDLE not in page.content.decode()
    wrong = officer.post("/e-namnden/arenden/ny/sekretess/", told | {"class_code": "x"})
    assert "Skriv klassen" in text_of(wrong)
