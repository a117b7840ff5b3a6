"""The register over HTTP: the same rights and the same rows as the pages."""

import pytest

from tests.factories.registry import a_case, a_record


@pytest.fixture
def filled(committee, secretary, inside):
    with inside():
        case = a_case(secretary, authority=committee.pk)
        a_record(secretary, authority=committee.pk, case_id=case)
    return case


def test_insiders_list(signed_in, filled):
    address = "/test-api/e-namnden/cases"
    inside = signed_in("member").get(address).json()
    assert [case["number"] for case in inside["cases"]] == ["2026/1-2.2.0.2"]
    assert (inside["count"], inside["after"]) == ("1", None)
    records = signed_in("chair").get(f"{address}/2026/1/records").json()["records"]
    assert [record["label"] for record in records] == ["Hid 2026.1"]


def test_a_secretary_registers(signed_in, committee):
    client = signed_in("secretary")
    made = client.post(
        "/test-api/e-namnden/cases", {"title": "Ny", "class_code": "1.2"}, content_type="application/json"
    )
    assert (made.status_code, made.json()["number"]) == (201, "2026/1-1.2")
    record = client.post(
        "/test-api/e-namnden/cases/2026/1/records",
        {"title": "Yttrande", "direction": "received"},
        content_type="application/json",
    )
    assert (record.status_code, record.json()["label"]) == (201, "Hid 2026.1")


def test_the_same_key_again_gets_the_same_answer(signed_in):
    client, key = signed_in("secretary"), "8c8b7fa0-4c1e-4c55-9d9a-6f7a4b9e7f10"
    first, second, other = (
        client.post(
            "/test-api/e-namnden/cases",
            {"title": "Ny", "class_code": "1.2"},
            content_type="application/json",
            headers={"Idempotency-Key": one},
        ).json()["number"]
        for one in (key, key, "11111111-4c1e-4c55-9d9a-6f7a4b9e7f10")
    )
    assert first == second != other


def test_a_wrong_class_is_refused(signed_in):
    answer = signed_in("secretary").post(
        "/test-api/e-namnden/cases", {"title": "Ny", "class_code": "x"}, content_type="application/json"
    )
    assert answer.status_code == 422


def test_visitors_get_only_what_is_published_and_write_nothing(visitor, filled):
    assert visitor.get("/test-api/e-namnden/cases").json()["cases"] == []
    assert visitor.get("/test-api/e-namnden/cases/2026/1").status_code == 404
    answer = visitor.post(
        "/test-api/e-namnden/cases", {"title": "Ny", "class_code": "1"}, content_type="application/json"
    )
    assert answer.status_code == 403


def test_pages_follow_each_other(signed_in, committee, secretary, inside):
    with inside():
        for _ in range(3):
            a_case(secretary, authority=committee.pk)
    client = signed_in("member")
    first = client.get("/test-api/e-namnden/cases?size=2").json()
    rest = client.get(f"/test-api/e-namnden/cases?size=2&after={first['after']}").json()
    assert [case["serial"] for case in first["cases"] + rest["cases"]] == [3, 2, 1]
    assert rest["after"] is None
