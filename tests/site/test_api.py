"""The HTTP API: a valid document of every route, the same rights as the pages, and errors that undo."""

import re
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from jsonschema import Draft202012Validator

from tests.architecture.permission_table import (
    ADMINISTRATOR,
    ALL,
    ARCHIVIST,
    COMMITTEE,
    HANDLING,
    MOVERS,
    ROLES,
    STAFF,
    VISITOR,
)
from tinget.foundation import clock
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.models import LedgerEntry, Serial
from tinget.foundation.scoping import PUBLIC, scoped

pytestmark = pytest.mark.slow
CASE = {"title": "Upphandling av skrivare", "class_code": "2.2.0.1"}
RECORD = {"title": "Yttrande", "direction": "received", "counterpart": "Bodens kommun"}
APPEAL = {"received_on": clock.today().isoformat(), "received_at": "Kiruna kommun", "paragraphs": ["4"]}
EXAMINE = COMMITTEE - {ADMINISTRATOR}
FOLLOW_SIGNING = COMMITTEE - {ADMINISTRATOR, ARCHIVIST}

# What ends something, or can be done once: asked in this order about a case and a record made for it.
ON_FRESH_THINGS = {
    ("post", "/api/{authority}/cases/{year}/{serial}/parties"): HANDLING,
    ("post", "/api/{authority}/cases/{year}/{serial}/notes"): HANDLING,
    ("post", "/api/{authority}/cases/{year}/{serial}/follow-ups"): HANDLING,
    ("post", "/api/{authority}/cases/{year}/{serial}/close"): HANDLING,
    ("post", "/api/{authority}/cases/{year}/{serial}/reopen"): HANDLING,
    ("post", "/api/{authority}/records/{record_id}/file"): HANDLING,
    ("post", "/api/{authority}/records/{record_id}/void"): STAFF,
    ("post", "/api/{authority}/cases/{year}/{serial}/void"): STAFF,
    ("post", "/api/{authority}/documents/{document_id}/signatures"): HANDLING,
    ("post", "/api/{authority}/notices/{notice_id}/appeals"): STAFF,
    ("post", "/api/{authority}/notices/{notice_id}/appeals/{appeal_id}/ruling"): STAFF,
    ("post", "/api/{authority}/notices/{notice_id}/court-answer"): STAFF,
    ("put", "/api/{authority}/preparations/{preparation_id}/opinions/{municipality}"): STAFF,
    ("put", "/api/{authority}/preparations/{preparation_id}/proposal"): HANDLING,
    ("post", "/api/{authority}/preparations/{preparation_id}/moves"): HANDLING,
    ("get", "/api/{authority}/preparations/{preparation_id}"): COMMITTEE,
    ("post", "/api/authorities/{slug}/mandates/{mandate_id}/replacement"): MOVERS,
}
# Each route of the API, about things that are published: who is answered, others are refused or find nothing.
TABLE = {
    ("get", "/api/municipalities"): ALL,
    ("get", "/api/authorities/{slug}/offices"): ALL,
    ("get", "/api/{authority}/cases"): ALL,
    ("post", "/api/{authority}/cases"): HANDLING,
    ("get", "/api/{authority}/cases/{year}/{serial}"): ALL,
    ("get", "/api/{authority}/cases/{year}/{serial}/records"): ALL,
    ("post", "/api/{authority}/cases/{year}/{serial}/records"): HANDLING,
    ("get", "/api/{authority}/records"): ALL,
    ("patch", "/api/{authority}/cases/{year}/{serial}"): HANDLING,
    ("post", "/api/{authority}/records"): HANDLING,
    ("get", "/api/{authority}/records/{record_id}"): ALL,
    ("patch", "/api/{authority}/records/{record_id}"): HANDLING,
    ("get", "/api/{authority}/decisions"): ALL,
    ("get", "/api/{authority}/documents/{document_id}"): ALL,
    ("get", "/api/{authority}/documents/{document_id}/versions/{number}/text"): ALL,
    ("get", "/api/{authority}/meetings"): ALL,
    ("get", "/api/{authority}/meetings/{address}"): ALL,
    ("get", "/api/{authority}/meetings/{address}/events"): EXAMINE,
    ("get", "/api/{authority}/notices"): ALL,
    ("get", "/api/{authority}/summons-notices"): ALL,
    ("get", "/api/{authority}/notices/{notice_id}/legal-force"): ALL,
    ("get", "/api/{authority}/search"): ALL,
    ("get", "/api/{authority}/messages"): STAFF,
    ("get", "/api/{authority}/messages/{message_id}"): STAFF,
    ("get", "/api/{authority}/sent"): STAFF,
    ("get", "/api/{authority}/delegation-scheme"): ALL,
    ("get", "/api/{authority}/delegated-decisions"): ALL,
    ("get", "/api/{authority}/cases/{year}/{serial}/details"): ALL,
    ("get", "/api/{authority}/services"): ALL,
    ("get", "/api/{authority}/allocations"): ALL,
    ("post", "/api/{authority}/allocations"): STAFF,
    ("get", "/api/{authority}/allocations/{allocation}"): ALL,
    ("get", "/api/{authority}/bills"): STAFF,
    ("get", "/api/{authority}/bills/{bill}"): STAFF,
    ("get", "/api/{authority}/preparations"): COMMITTEE,
    ("post", "/api/{authority}/preparations"): HANDLING,
    ("get", "/api/signatures/waiting"): ALL,
    ("get", "/api/signatures/requests/{request_id}"): FOLLOW_SIGNING,
} | ON_FRESH_THINGS
BODIES = {
    ("post", "/api/{authority}/cases"): CASE,
    ("patch", "/api/{authority}/cases/{year}/{serial}"): {"unit": "Kansliet"},
    ("post", "/api/{authority}/records"): RECORD,
    ("patch", "/api/{authority}/records/{record_id}"): {"kind": "Yttrande", "reason": "Typen saknades"},
    ("post", "/api/{authority}/cases/{year}/{serial}/records"): RECORD,
    ("post", "/api/{authority}/cases/{year}/{serial}/parties"): {"name": "Föreningen"},
    ("post", "/api/{authority}/cases/{year}/{serial}/notes"): {"text": "Ring igen."},
    ("post", "/api/{authority}/cases/{year}/{serial}/follow-ups"): {"due_on": "2030-01-02", "text": "Avtal"},
    ("post", "/api/{authority}/cases/{year}/{serial}/void"): {"reason": "Dubblett"},
    ("post", "/api/{authority}/records/{record_id}/void"): {"reason": "Dubblett"},
    ("post", "/api/{authority}/notices/{notice_id}/appeals"): APPEAL,
    ("post", "/api/{authority}/notices/{notice_id}/appeals/{appeal_id}/ruling"): {
        "resolved_on": clock.today().isoformat(),
        "ruling": "rejected",
    },
    ("post", "/api/{authority}/notices/{notice_id}/court-answer"): {"answered_on": clock.today().isoformat()},
    ("post", "/api/{authority}/documents/{document_id}/signatures"): {
        "signers": [{"name": "Part", "email": "part@example.se"}]
    },
    ("post", "/api/{authority}/allocations"): {
        "question": {"service": "Ny", "year": 2030, "key": [{"fixed": 1}]}
    },
    ("post", "/api/{authority}/preparations"): {"title": "En idé"},
    ("put", "/api/{authority}/preparations/{preparation_id}/opinions/{municipality}"): {"stance": "agrees"},
    ("put", "/api/{authority}/preparations/{preparation_id}/proposal"): {"lead": "Nämnden beslutar att"},
    ("post", "/api/{authority}/preparations/{preparation_id}/moves"): {"to": "ended", "reason": "Dubblett"},
    ("post", "/api/authorities/{slug}/mandates/{mandate_id}/replacement"): {
        "last": clock.today().isoformat(),
        "decision": "Kommunfullmäktige § 45",
        "reason": "Egen begäran",
    },
}


@pytest.fixture(scope="module")
def schema(demonstration):
    return Client().get("/api/openapi.json").json()


@pytest.fixture
def hidden(committee, inside):
    """Return a case that has not been published: the one that waits for the planned meeting."""
    from tinget.registry.models import Case

    with inside():
        everything = {case.pk: case for case in Case.objects.all()}
    with scoped(PUBLIC):
        published = set(Case.objects.values_list("pk", flat=True))
    return next(case for pk, case in sorted(everything.items()) if pk not in published)


def send(client: Client, method: str, path: str, body: object, **headers: str):
    return getattr(client, method)(path, body, content_type="application/json", headers=headers)


def post(client: Client, path: str, body: object, **headers: str):
    return send(client, "post", path, body, **headers)


def asked(client: Client, method: str, path: str, route: str):
    if method == "get":
        return client.get(path)
    if route.endswith("/file"):
        return client.post(path, {"file": SimpleUploadedFile("brev.txt", b"Hej")})
    return send(client, method, path, BODIES.get((method, route), {}))


def what_is_written(inside) -> tuple[int, int, list[tuple[str, int, int]]]:
    from tinget.registry.models import Case

    with inside():
        serials = list(Serial.objects.order_by("pk").values_list("series", "year", "last"))
        return Case.objects.count(), LedgerEntry.objects.count(), serials


def references(node: object):
    if isinstance(node, dict):
        if "$ref" in node:
            yield node["$ref"]
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def test_the_document_is_openapi(schema):
    assert re.fullmatch(r"3\.1\.\d", schema["openapi"])
    assert schema["info"]["title"] == "Tinget"
    assert schema["info"]["version"]
    for name, part in schema["components"]["schemas"].items():
        Draft202012Validator.check_schema(part)
        assert part.get("title") == name
    for reference in references(schema):
        node = schema
        for step in reference.removeprefix("#/").split("/"):
            node = node[step]
    schemes = set(schema["components"]["securitySchemes"])
    seen = []
    for path, methods in schema["paths"].items():
        for operation in methods.values():
            named = {one["name"] for one in operation["parameters"] if one["in"] == "path"}
            assert named == set(re.findall(r"{(\w+)}", path))
            assert all(one["required"] for one in operation["parameters"] if one["in"] == "path")
            assert operation["summary"]
            assert operation["tags"]
            assert all(answer["description"] for answer in operation["responses"].values())
            assert {name for one in operation["security"] for name in one} <= schemes
            seen.append(operation["operationId"])
    assert len(set(seen)) == len(seen)


def test_every_router_and_every_route_is_in_the_document_and_in_the_table(schema):
    routes = {(method, path) for path, methods in schema["paths"].items() for method in methods}
    assert sorted(routes ^ set(TABLE)) == []
    modules = {operation.split("_rest_")[0] for operation in re.findall(r"tinget_\w+_rest_", str(schema))}
    assert modules == {
        f"tinget_{module}"
        for module in (
            "organisation",
            "registry",
            "documents",
            "messages",
            "meetings",
            "noticeboard",
            "signatures",
            "delegation",
            "economy",
            "preparation",
            "workflows_ask_signatures",
            "workflows_find",
        )
    }


@pytest.mark.parametrize("role", ROLES)
def test_every_route_answers_the_role_as_the_table_says(role, person, places, fresh_places):
    client, wrong = person(role), []
    for (method, route), allowed in TABLE.items():
        path = route.format(**(fresh_places if (method, route) in ON_FRESH_THINGS else places))
        answer = asked(client, method, path + ("?on=2026-11-21" if route.endswith("/offices") else ""), route)
        good = {HTTPStatus.OK, HTTPStatus.CREATED}
        refused = {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
        if answer.status_code not in (good if role in allowed else refused):
            wrong.append(f"{method} {path} answered {answer.status_code}")
    assert wrong == []


@pytest.mark.parametrize("role", ROLES)
def test_what_is_not_published_is_found_by_the_committee_alone(role, person, hidden):
    client = person(role)
    path = f"/api/e-namnden/cases/{hidden.year}/{hidden.serial}"
    expected = HTTPStatus.OK if role in COMMITTEE else HTTPStatus.NOT_FOUND
    assert client.get(path).status_code == expected
    assert client.get(f"{path}/records").status_code == expected
    listed = {case["url"] for case in client.get("/api/e-namnden/cases?size=200").json()["cases"]}
    assert (f"/e-namnden/arenden/{hidden.year}/{hidden.serial}/" in listed) == (role in COMMITTEE)
    wanted = set() if role in HANDLING else {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
    if wanted:
        assert post(client, f"{path}/records", RECORD).status_code in wanted


def test_a_visitor_gets_only_rows_that_are_published(person, committee):
    from tinget.registry.models import Case, Decision, Record

    client = person(VISITOR)
    for model, part in ((Case, "cases"), (Record, "records"), (Decision, "decisions")):
        rows = client.get(f"/api/e-namnden/{part}?size=200").json()[part]
        assert rows
        assert all(row["published"] for row in rows)
        with scoped(PUBLIC):
            assert len(rows) == model.objects.count()
    assert client.get("/api/signatures/waiting").json() == []


def test_a_write_needs_the_token_as_well_as_the_session(person, inside):
    strict = person("Sekreterare", enforce_csrf_checks=True)
    before = what_is_written(inside)
    assert post(strict, "/api/e-namnden/cases", CASE).status_code == HTTPStatus.FORBIDDEN
    wrong = {"X-CSRFToken": "x" * 32}
    assert post(strict, "/api/e-namnden/cases", CASE, **wrong).status_code == HTTPStatus.FORBIDDEN
    assert what_is_written(inside) == before
    token = {"X-CSRFToken": strict.cookies["csrftoken"].value}
    made = post(strict, "/api/e-namnden/cases", CASE, **token)
    assert made.status_code == HTTPStatus.CREATED
    assert made.json()["title"] == CASE["title"]
    assert made.json()["is_demonstration"]
    elsewhere = {"X-CSRFToken": strict.cookies["csrftoken"].value, "Origin": "https://example.org"}
    assert post(strict, "/api/e-namnden/cases", CASE, **elsewhere).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "words"),
    [
        ("get", "/api/e-namnden/cases/1999/1", None, HTTPStatus.NOT_FOUND, "finns inte"),
        ("get", "/api/x-namnden/cases", None, HTTPStatus.NOT_FOUND, "finns inte"),
        ("get", "/api/nothing", None, HTTPStatus.NOT_FOUND, ""),
        ("get", "/api/e-namnden/cases?size=1000", None, HTTPStatus.UNPROCESSABLE_ENTITY, "size"),
        ("post", "/api/e-namnden/cases", {"title": ""}, HTTPStatus.UNPROCESSABLE_ENTITY, "class_code"),
        ("post", "/api/e-namnden/cases", "no json", HTTPStatus.BAD_REQUEST, "detail"),
        ("post", "/api/e-namnden/meetings", {}, HTTPStatus.METHOD_NOT_ALLOWED, ""),
    ],
)
def test_an_error_is_told_in_its_body(person, method, path, body, status, words):
    client = person("Sekreterare")
    answer = client.get(path) if method == "get" else post(client, path, body)
    assert answer.status_code == status
    assert words in answer.content.decode()
    if words:
        assert "detail" in answer.json()


def test_who_may_not_is_told_what_is_needed(person):
    answer = post(person("Ledamot, Boden"), "/api/e-namnden/cases", CASE)
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "samordnare, sekreterare" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotPermitted("Inte du."), HTTPStatus.FORBIDDEN),
        (NotPossible("Inte nu."), HTTPStatus.CONFLICT),
        (ZeroDivisionError(), HTTPStatus.INTERNAL_SERVER_ERROR),
    ],
)
def test_an_error_after_a_write_undoes_the_write(person, inside, monkeypatch, error, status):
    from tinget.registry.rest import cases as rest

    really, client = rest.actions.register_case, person("Sekreterare", raise_request_exception=False)
    before = what_is_written(inside)

    def registers_and_fails(*arguments, **named):
        really(*arguments, **named)
        raise error

    monkeypatch.setattr(rest.actions, "register_case", registers_and_fails)
    answer = post(client, "/api/e-namnden/cases", CASE)
    assert answer.status_code == status
    assert "detail" in answer.json()
    assert "Traceback" not in answer.content.decode()
    assert what_is_written(inside) == before
