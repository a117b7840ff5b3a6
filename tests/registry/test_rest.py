"""The register over HTTP: the same rights and the same rows as the pages."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.registry import a_case, a_record
from tinget.registry import api as registry


@pytest.fixture
def filled(committee, secretary, inside):
    with inside():
        case = a_case(secretary, authority=committee.pk)
        a_record(secretary, authority=committee.pk, case_id=case)
    return case


def test_insiders_list(signed_in, filled):
    address = "/api/e-namnden/cases"
    inside = signed_in("member").get(address).json()
    assert [case["number"] for case in inside["cases"]] == ["2026/1-2.2.0.2"]
    assert (inside["count"], inside["after"]) == ("1", None)
    records = signed_in("chair").get(f"{address}/2026/1/records").json()["records"]
    assert [record["label"] for record in records] == ["Hid 2026.1"]


def test_a_secretary_registers(signed_in, committee):
    client = signed_in("secretary")
    made = client.post(
        "/api/e-namnden/cases", {"title": "Ny", "class_code": "1.2"}, content_type="application/json"
    )
    assert (made.status_code, made.json()["number"]) == (201, "2026/1-1.2")
    record = client.post(
        "/api/e-namnden/cases/2026/1/records",
        {"title": "Yttrande", "direction": "received"},
        content_type="application/json",
    )
    assert (record.status_code, record.json()["label"]) == (201, "Hid 2026.1")


def test_the_same_key_again_gets_the_same_answer(signed_in):
    client, key = signed_in("secretary"), "8c8b7fa0-4c1e-4c55-9d9a-6f7a4b9e7f10"
    first, second, other = (
        client.post(
            "/api/e-namnden/cases",
            {"title": "Ny", "class_code": "1.2"},
            content_type="application/json",
            headers={"Idempotency-Key": one},
        ).json()["number"]
        for one in (key, key, "11111111-4c1e-4c55-9d9a-6f7a4b9e7f10")
    )
    assert first == second != other


def test_a_wrong_class_is_refused(signed_in):
    answer = signed_in("secretary").post(
        "/api/e-namnden/cases", {"title": "Ny", "class_code": "x"}, content_type="application/json"
    )
    assert answer.status_code == 422


def test_visitors_get_only_what_is_published_and_write_nothing(visitor, filled):
    assert visitor.get("/api/e-namnden/cases").json()["cases"] == []
    assert visitor.get("/api/e-namnden/cases/2026/1").status_code == 404
    answer = visitor.post(
        "/api/e-namnden/cases", {"title": "Ny", "class_code": "1"}, content_type="application/json"
    )
    assert answer.status_code == 403


def test_pages_follow_each_other(signed_in, committee, secretary, inside):
    with inside():
        for _ in range(3):
            a_case(secretary, authority=committee.pk)
    client = signed_in("member")
    first = client.get("/api/e-namnden/cases?size=2").json()
    rest = client.get(f"/api/e-namnden/cases?size=2&after={first['after']}").json()
    assert [case["serial"] for case in first["cases"] + rest["cases"]] == [3, 2, 1]
    assert rest["after"] is None


def sent(client, address, given, key=None):
    headers = {"Idempotency-Key": key} if key else {}
    return client.post(f"/api/e-namnden/{address}", given, content_type="application/json", headers=headers)


AT = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
KEY = "8c8b7fa0-4c1e-4c55-9d9a-6f7a4b9e7f10"


@pytest.mark.parametrize(
    ("address", "first", "other"),
    [
        ("cases", {"title": "Ny", "class_code": "1.2"}, {"title": "Annan", "class_code": "1.2"}),
        (
            "records",
            {"title": "Brev", "direction": "received"},
            {"title": "Brev", "direction": "dispatched"},
        ),
        ("cases/2026/1/parties", {"name": "Föreningen"}, {"name": "Bolaget"}),
        ("cases/2026/1/notes", {"text": "Ringt"}, {"text": "Skrivit"}),
        (
            "cases/2026/1/follow-ups",
            {"due_on": "2026-12-01", "text": "Svar"},
            {"due_on": "2026-12-02", "text": "Svar"},
        ),
    ],
)
def test_a_key_makes_one_thing_and_refuses_another(signed_in, filled, address, first, other):
    client = signed_in("secretary")
    made = sent(client, address, first, KEY)
    again = sent(client, address, first, KEY)
    refused = sent(client, address, other, KEY)
    assert (made.status_code, again.json()) == (201, made.json())
    assert (refused.status_code, "redan använts" in refused.json()["detail"]) == (422, True)
    assert sent(client, address, other).status_code == 201


def test_another_person_may_use_the_same_key(signed_in, filled):
    given = {"title": "Ny", "class_code": "1.2"}
    numbers = {
        sent(signed_in(role), "cases", given, KEY).json()["number"] for role in ("secretary", "coordinator")
    }
    assert len(numbers) == 2


def test_what_belongs_to_a_case_is_shown_to_insiders_only(
    signed_in, visitor, filled, secretary, committee, inside
):
    client = signed_in("secretary")
    sent(client, "cases/2026/1/parties", {"name": "Föreningen", "part": "sökande"})
    sent(client, "cases/2026/1/notes", {"text": "Ringt"})
    with inside():
        registry.publish(
            secretary, authority=committee.pk, case_ids=[filled], record_ids=(), decision_ids=(), at=AT
        )
    details = client.get("/api/e-namnden/cases/2026/1/details").json()
    assert [(one["name"], one["part"]) for one in details["parties"]] == [("Föreningen", "sökande")]
    assert [one["text"] for one in details["notes"]] == ["Ringt"]
    nothing = {"parties": [], "notes": [], "tags": [], "related": [], "follow_ups": []}
    assert visitor.get("/api/e-namnden/cases/2026/1/details").json() == nothing


def test_a_case_is_closed_opened_and_voided(signed_in, filled):
    client = signed_in("secretary")
    sent(client, "cases", {"title": "Dubblett", "class_code": "1.2"})
    states = [
        sent(client, f"cases/2026/{act}", given).json()["status"]
        for act, given in (("1/close", {}), ("1/reopen", {}), ("2/void", {"reason": "Dubblett"}))
    ]
    assert states == ["closed", "open", "voided"]
    assert sent(client, "cases/2026/1/reopen", {}).status_code == 409
    assert sent(signed_in("member"), "cases/2026/1/reopen", {}).status_code == 403


def test_a_file_comes_to_a_record_once(signed_in, filled):
    client = signed_in("secretary")
    number = sent(client, "records", {"title": "Brev", "direction": "received"}).json()["id"]

    def attach(content):
        return client.post(
            f"/api/e-namnden/records/{number}/file",
            {"file": SimpleUploadedFile("brev.txt", content)},
            headers={"Idempotency-Key": KEY},
        )

    made = attach(b"Hej")
    assert (made.status_code, made.json()["document_id"] is not None) == (201, True)
    assert attach(b"Hej").json() == made.json()
    assert attach("Hej då".encode()).status_code == 422
    assert sent(client, f"records/{number}/void", {"reason": "Fel"}).json()["state"] == "voided"
