"""The register's working pages: registering one and many, sorting, changing, records, classes, day lists."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.documents import PDF
from tests.factories.registry import DAY, a_case, a_record
from tinget.registry import actions
from tinget.registry import api as registry
from tinget.registry.models import Case, Record

HOME = "/e-namnden/"
NEW = f"{HOME}handlingar/ny/"
RECORD = {
    "direction": "received",
    "dated_on": "2026-11-19",
    "counterpart": "Kiruna kommun",
    "title": "Yttrande",
}


def a_pdf(name="svar.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


@pytest.fixture
def case(committee, secretary, inside):
    with inside():
        return registry.case(a_case(secretary, authority=committee.pk, title="Delårsrapport 2 2026"))


@pytest.fixture
def records(inside):
    def read():
        with inside():
            return list(Record.objects.order_by("pk"))

    return read


def text_of(answer):
    return answer.content.decode()


def test_what_comes_in_is_registered_into_a_case_named_by_number(signed_in, case, records):
    answer = signed_in("officer").post(
        NEW, RECORD | {"case": "2026/1 Delårsrapport", "kind": "Yttrande"}, follow=True
    )
    assert answer.redirect_chain == [(case.url, 302)]
    (record,) = records()
    assert (record.case_id, record.kind, record.as_printed) == (case.id, "Yttrande", "2026.1")


@pytest.mark.parametrize(
    ("text", "advice"),
    [("2026/99", "finns inget ärende"), ("delårsrapport", "Menade du"), ("xyz", "finns inget ärende")],
)
def test_a_case_that_is_none_is_told_with_advice_and_nothing_is_lost(signed_in, case, records, text, advice):
    answer = signed_in("secretary").post(NEW, RECORD | {"case": text})
    assert advice in text_of(answer)
    assert 'value="Kiruna kommun"' in text_of(answer)
    assert records() == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"dated_on": "igår"},
        {"direction": "stulen"},
        {"is_draft": "on"},
        {"title": "x" * 301},
        {"submission": "x"},
    ],
)
def test_bad_input_is_told_and_registers_nothing(signed_in, case, records, wrong):
    answer = signed_in("secretary").post(NEW, RECORD | wrong)
    assert answer.status_code == 200
    assert "felsammanfattning" in text_of(answer)
    assert records() == []


def test_many_files_become_records_with_their_own_subjects(signed_in, case, records):
    files = [a_pdf("ett_svar.pdf"), a_pdf("tva.pdf")]
    answer = signed_in("secretary").post(
        NEW, RECORD | {"file": files, "titles": ["Första svaret", ""]}, follow=True
    )
    assert "2 handlingar är registrerade: Hid 2026.1, Hid 2026.2." in text_of(answer)
    assert [record.title for record in records()] == ["Första svaret", "tva"]


def test_one_file_of_many_that_is_refused_is_told_and_the_others_stand(signed_in, case, records):
    files = [a_pdf("bra.pdf"), a_pdf("lurig.pdf", b"<html><script>")]
    text = text_of(signed_in("secretary").post(NEW, RECORD | {"file": files}))
    assert "lurig.pdf" in text
    assert "Alla filer blev inte registrerade" in text
    assert [record.title for record in records()] == ["bra"]


def test_files_that_are_all_refused_leave_nothing(signed_in, case, records, inside):
    text = text_of(
        signed_in("secretary").post(
            NEW, RECORD | {"file": [a_pdf("a.pdf", b"<html>")], "new_case": "on", "class_code": "1"}
        )
    )
    assert "Ingenting är registrerat" in text
    assert records() == []
    with inside():
        assert Case.objects.count() == 1


def test_more_files_than_one_can_oversee_are_refused(signed_in, case, records):
    answer = signed_in("secretary").post(NEW, RECORD | {"file": [a_pdf(f"{n}.pdf") for n in range(51)]})
    assert "Högst 50 filer" in text_of(answer)
    assert records() == []


def test_a_record_opens_a_case_of_its_own(signed_in, case, records):
    answer = signed_in("secretary").post(NEW, RECORD | {"new_case": "on", "class_code": "1.2"}, follow=True)
    assert answer.redirect_chain[0][0] == f"{HOME}arenden/2026/2/"
    assert records()[0].case_id != case.id


def test_the_same_page_sent_twice_registers_once(signed_in, case, records):
    client = signed_in("secretary")
    for _ in range(2):
        client.post(
            NEW,
            RECORD
            | {"submission": "8c8b7fa0-4c1e-4c55-9d9a-6f7a4b9e7f10", "file": [a_pdf(), a_pdf("b.pdf")]},
        )
    assert len(records()) == 2


def test_what_lies_in_no_case_is_sorted_in_bulk(signed_in, committee, secretary, inside, case, records):
    with inside():
        ids = [a_record(secretary, authority=committee.pk, case_id=None, title=f"Brev {n}") for n in range(3)]
    client, page = signed_in("officer"), f"{HOME}handlingar/att-sortera/"
    assert "3 handlingar att sortera" in text_of(client.get(page))
    for wrong, words in (
        ({"case": "2026/1"}, "Välj minst en"),
        ({"records": ids[:1], "case": ""}, "Skriv ärendets nummer"),
        ({"records": ids[:1], "case": "2026/9"}, "finns inget ärende"),
        ({"records": ["x"], "case": "2026/1"}, "Något behöver rättas"),
    ):
        assert words in text_of(client.post(page, wrong))
    answer = client.post(page, {"records": ids[:2], "case": "2026/1"}, follow=True)
    assert "2 handlingar ligger nu i 2026/1" in text_of(answer)
    assert [record.case_id for record in records()] == [case.id, case.id, None]
    assert client.post(page, {"records": [ids[2], 4711], "case": "2026/1"}).status_code == 404
    assert records()[2].case_id is None


def test_a_new_case_takes_the_record_it_sprang_from(signed_in, committee, secretary, inside, records):
    with inside():
        record = a_record(secretary, authority=committee.pk, case_id=None, title="Ansökan om medlemskap")
    client, page = signed_in("secretary"), f"{HOME}arenden/ny/?handling={record}"
    assert 'value="Ansökan om medlemskap"' in text_of(client.get(page))
    client.post(page, {"title": "Ansökan", "class_code": "1.2"})
    assert records()[0].case_id is not None


def test_the_page_of_changes_does_each_of_its_parts(signed_in, case, inside):
    client, page = signed_in("secretary"), f"{case.url}andra/"
    facts = {"del": "uppgifter", "title": "Ny rubrik", "class_code": "1.2", "tags": "budget, e-arkiv"}
    assert client.post(page, facts)["Location"] == case.url
    for part in (
        {"del": "parter", "name": "Kiruna kommun", "part": "sökande"},
        {"del": "hor-ihop", "others": "Boden kommunfullmäktige, 2023/7"},
        {"del": "bevakning", "due_on": "2026-11-01", "text": "Svar från Boden"},
        {"del": "anteckning", "text": "Ring."},
    ):
        assert client.post(page, part).status_code == 302
    text = text_of(client.get(case.url))
    parts = ("Kiruna kommun, sökande", "Boden kommunfullmäktige", "Svar från Boden", "försenad", "Ring.")
    for words in (*parts, "budget, e-arkiv", "Rubrik: ”Delårsrapport 2 2026” blev ”Ny rubrik”"):
        assert words in text
    party = client.get(page).context["details"].parties[0].id
    assert client.post(page, {"ta_bort": f"part:{party}"}).status_code == 302
    assert client.post(page, {"ta_bort": "part:x"}).status_code == 409


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ({"del": "uppgifter", "title": "", "class_code": "1"}, "Rubrik –"),
        ({"del": "hor-ihop", "others": "bara ord"}, "rad 1: bara ord"),
        ({"del": "bevakning", "due_on": "", "text": "x"}, "Dag –"),
        ({"del": "parter", "name": ""}, "Namn –"),
        ({"del": "okänt"}, "Ändra ärendet"),
    ],
)
def test_a_part_that_is_wrong_is_told_on_the_page(signed_in, case, part, words):
    answer = signed_in("secretary").post(f"{case.url}andra/", part)
    assert answer.status_code == 200
    assert words in text_of(answer)


def test_closing_warns_once_of_what_is_left(signed_in, committee, secretary, inside, case):
    with inside():
        actions.add_follow_up(secretary, case_id=case.id, due_on=DAY, text="Svar?", person_id=None, day=DAY)
        registry.register_record(
            secretary, authority=committee.pk, case_id=case.id, title="Utkast", direction="drawn_up",
            dated_on=None, counterpart="", day=DAY, is_draft=True,
        )  # fmt: skip
    client = signed_in("secretary")
    warned = text_of(client.post(f"{case.url}avsluta/"))
    assert "1 utkast som inte är allmän handling" in warned
    assert "1 bevakning som inte är klar" in warned
    assert "Öppna ärendet igen" in text_of(client.post(f"{case.url}avsluta/", {"sett": "1"}, follow=True))


def test_a_case_is_voided_with_a_reason_and_stays_in_the_list(signed_in, case):
    client = signed_in("secretary")
    assert "Skäl –" in text_of(client.post(f"{case.url}makulera/", {"reason": ""}))
    text = text_of(client.post(f"{case.url}makulera/", {"reason": "Dubbelt"}, follow=True))
    assert "makulerat" in text
    assert "Registrera en handling</a>" not in text
    assert "makulerat" in text_of(client.get(f"{HOME}arenden/?visa=makulerade"))


def test_a_records_page_tells_everything_and_its_actions_work(signed_in, committee, secretary, inside, case):
    with inside():
        draft = registry.register_record(
            secretary, authority=committee.pk, case_id=case.id, title="Svar", direction="drawn_up",
            dated_on=None, counterpart="", day=DAY, is_draft=True,
        )  # fmt: skip
    client, page = signed_in("secretary"), f"{HOME}handlingar/{draft}/"
    assert "Registrera som allmän handling" in text_of(client.get(page))
    assert (
        client.post(
            f"{page}andra/", {"title": "Svaret", "direction": "drawn_up", "kept_on": "paper"}
        ).status_code
        == 302
    )
    assert "Utkastet blir allmän handling därför att –" in text_of(
        client.post(f"{page}allman/", {"counterpart": ""})
    )
    text = text_of(client.post(f"{page}allman/", {"why": "finished"}, follow=True))
    assert "har fått Hid 2026.1" in text
    assert "den har färdigställts" in text
    assert "Skäl till rättelsen –" in text_of(
        client.post(f"{page}andra/", {"title": "X", "direction": "drawn_up", "kept_on": "paper"})
    )
    assert "tas inte emot" in text_of(client.post(f"{page}bifoga/", {"file": a_pdf("a.pdf", b"<html>")}))
    assert "a.pdf" in text_of(client.post(f"{page}bifoga/", {"file": a_pdf("a.pdf")}, follow=True))
    assert client.post(f"{page}slang/").status_code == 409
    assert "Makulerad därför att" in text_of(client.post(f"{page}makulera/", {"reason": "Fel"}, follow=True))


def test_follow_ups_are_listed_and_ended(signed_in, secretary, inside, case):
    with inside():
        follow_up = actions.add_follow_up(
            secretary, case_id=case.id, due_on=DAY, text="Svar?", person_id=None, day=DAY
        )
    client = signed_in("officer")
    assert "Svar?" in text_of(client.get(f"{HOME}bevakningar/"))
    client.post(f"{HOME}bevakningar/{follow_up}/klar/", {"till": "bevakningar"})
    assert "Inget bevakas" in text_of(client.get(f"{HOME}bevakningar/?vem=alla"))
    assert client.post(f"{HOME}bevakningar/4711/klar/").status_code == 404


def test_a_scheme_is_imported_from_a_file_and_shown_as_valid_on_a_day(signed_in, committee, case):
    client = signed_in("archivist")
    facts = {"name": "Plan 2026", "valid_from": "2026-01-01", "source": "§ 7", "is_complete": "on"}
    upload = SimpleUploadedFile("plan.csv", "Kod;Rubrik\n1;Leda\n1.2;Styra å ä ö".encode("cp1252"))
    assert client.post(f"{HOME}klassificering/ny/", facts | {"file": upload}).status_code == 302
    page = client.get(f"{HOME}klassificering/")
    assert "Styra å ä ö" in text_of(page)
    assert "Ingen struktur gäller" in text_of(client.get(f"{HOME}klassificering/?dag=2025-12-31"))
    scheme = page.context["versions"][0].id
    edited = client.post(f"{HOME}klassificering/{scheme}/", facts | {"classes": "1;Leda\nx;y"})
    assert "rad 2: x;y" in text_of(edited)
    assert client.post(f"{HOME}klassificering/{scheme}/", facts | {"classes": ""}).status_code == 200
    assert client.post(f"{HOME}klassificering/4711/", facts | {"classes": "1"}).status_code == 404
    secretary = signed_in("secretary")
    asked = text_of(secretary.post(f"{HOME}arenden/ny/", {"title": "X", "class_code": "9.9"}))
    assert "finns inte i Plan 2026" in asked
    told = secretary.post(
        f"{HOME}arenden/ny/", {"title": "X", "class_code": "9.9", "reason": "Ny"}, follow=True
    )
    assert "Avvikelse" in text_of(told)


def test_the_days_list_is_for_everybody_with_what_they_may_see(
    signed_in, visitor, committee, secretary, inside
):
    with inside():
        a_record(secretary, authority=committee.pk, case_id=None, title="Hemligt brev")
    page = f"{HOME}postlista/2026-11-20/"
    assert "Hemligt brev" in text_of(signed_in("member").get(page))
    assert "Hemligt brev" not in text_of(visitor.get(page))
    assert visitor.get(f"{HOME}postlista/").status_code == 200
    for wrong in ("igår", "2026-13-01", "9999-99-99"):
        assert visitor.get(f"{HOME}postlista/{wrong}/").status_code == 404
    assert visitor.get(f"{HOME}postlista/0001-01-01/").status_code == 200


def test_suggestions_answer_those_who_register_and_nobody_else(signed_in, visitor, case):
    page, client = f"{HOME}handlingar/forslag/", signed_in("secretary")
    assert "2026/1 Delårsrapport 2 2026" in text_of(client.get(page, {"vad": "arende", "text": "delårs"}))
    assert 'data-value="2.2.0.2"' in text_of(
        client.get(page, {"vad": "nytt-arende", "text": "ny delårsrapport"})
    )
    assert text_of(client.get(page, {"vad": "motpart", "text": "<b"})).strip() == ""
    assert signed_in("member").get(page).status_code == 403
    assert visitor.get(page).status_code == 302


def test_columns_are_chosen_and_remembered(signed_in, case):
    client = signed_in("secretary")
    chosen = client.get(f"{HOME}arenden/?kolumner=valda&kolumn=enhet&kolumn=okand")
    assert [column.text for column in chosen.context["listing"].columns] == ["Nummer", "Rubrik", "Enhet"]
    again = client.get(f"{HOME}arenden/")
    assert [column.text for column in again.context["listing"].columns] == ["Nummer", "Rubrik", "Enhet"]
    client.cookies["tinget-kolumner-arenden"] = "<script>.x"
    assert client.get(f"{HOME}arenden/").status_code == 200


def test_a_visitor_neither_chooses_by_officer_nor_sees_them(visitor, committee, secretary, inside, case):
    with inside():
        registry.publish(
            secretary, authority=committee.pk, case_ids=[case.id], record_ids=(), decision_ids=(),
            at=dt.datetime(2026, 11, 20, tzinfo=dt.UTC),
        )  # fmt: skip
    text = text_of(visitor.get(f"{HOME}arenden/?kolumner=valda&kolumn=handlaggare&handlaggare=1&etikett=x"))
    assert "Handläggare" not in text


@pytest.mark.parametrize(
    "query", ["ar=x", "ar=99999", "klass=%00", "handlaggare=abc", "text=%27%3B--", "visa=x"]
)
def test_mangled_filters_show_a_list(signed_in, case, query):
    client = signed_in("secretary")
    for page in ("arenden", "handlingar"):
        assert client.get(f"{HOME}{page}/?{query}").status_code == 200
