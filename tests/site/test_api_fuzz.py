"""The API against what a machine thinks of: what its document allows, what it forbids, and odd addresses.

`TINGET_FUZZ` says how many calls each operation gets of each kind, where more time may be taken than here.
"""

import itertools
import os
import re
from http import HTTPStatus

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi import checks

from tests.architecture.permission_table import MEMBER, SECRETARY, VISITOR

pytestmark = pytest.mark.slow
CALLS = int(os.environ.get("TINGET_FUZZ", "1"))
HELD = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.response_headers_conformance,
    checks.negative_data_rejection,
]
calmly = settings(
    max_examples=CALLS,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def operations(demonstration):
    from tinget.site.wsgi import application

    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", application)
    return [found.ok() for found in schema.get_all_operations()]


def kinds(operation, places):
    """Return the strategies: about what is there, about what may not be there, and what is not allowed."""
    names = re.findall(r"{(\w+)}", operation.path)
    there = {name: places[name] for name in names}
    owner = {name: places[name] for name in names if name in {"authority", "slug"}}
    yield GenerationMode.POSITIVE, there
    if owner != there:
        yield GenerationMode.POSITIVE, owner
    if operation.query or operation.body:
        yield GenerationMode.NEGATIVE, there


def broken_by(operation, client, places, *, most=3):
    """Call the operation as the client's person, so many kinds, and return what its answers broke."""
    chosen = itertools.islice(kinds(operation, places), most)
    return [found for kind in chosen for found in broken_of(operation, client, *kind)]


def broken_of(operation, client, mode, known):
    cookies = {name: cookie.value for name, cookie in client.cookies.items()}
    headers = {"X-CSRFToken": cookies.get("csrftoken", "")}
    broken = []

    @calmly
    @given(case=operation.as_strategy(generation_mode=mode, path_parameters=known, cookies={}))
    def call(case):
        if mode is GenerationMode.POSITIVE and isinstance(case.body, dict) and "class_code" in case.body:
            case.body["class_code"] = "2.2.0.1"  # a class that is there, so that something is made
        answer = case.call(cookies=cookies, headers=headers)
        try:
            case.validate_response(answer, checks=HELD)
        except FailureGroup as found:
            broken.extend(f"{operation.label}: {one}" for one in found.exceptions)

    call()
    return broken


@pytest.mark.parametrize(("role", "most"), [(SECRETARY, 3), (MEMBER, 1), (VISITOR, 1)])
def test_whatever_is_asked_the_api_answers_as_its_document_says(
    role, most, operations, person, places, fresh_places
):
    client, broken = person(role), []
    for operation in operations:
        reads = operation.method == "get"  # what is published; the others about what nothing hangs on
        known = fresh_places | places if reads else places | fresh_places
        broken += broken_by(operation, client, known, most=most)
    assert broken == []


@pytest.mark.parametrize(
    "path",
    [
        "cases?tag=%00",
        "cases?tag=skog&tag=%00",
        "meetings/%00",
        "allocations/2022%00",
        "cases/99999999999999999999/1",
    ],
)
def test_an_address_that_nothing_can_have_is_refused_calmly(person, demonstration_settings, path):
    answer = person(VISITOR).get(f"/api/e-namnden/{path}")
    assert answer.status_code in {HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND}
    assert answer.json()["detail"]


@pytest.mark.parametrize("text", [r'"\u0000"', r'"\ud800"', "NaN", "1e999", "-Infinity"])
def test_what_json_cannot_keep_is_refused(person, places, text):
    body = f'{{"title": {text}, "class_code": "2.2.0.1"}}'
    answer = person(SECRETARY).post("/api/e-namnden/cases", body, content_type="application/json")
    assert answer.status_code == HTTPStatus.BAD_REQUEST
