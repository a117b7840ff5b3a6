"""Preparation over HTTP: the whole way by requests, and the same refusals as on the pages."""

import json
import uuid
from http import HTTPStatus

from tests.preparation.conftest import LAST_DAY
from tinget.foundation.scoping import Scope, scoped
from tinget.registry import api as registry

ROOT = "/api/e-namnden/preparations"


def sent(client, method, path, body, **headers):
    answer = getattr(client, method)(path, body, content_type="application/json", headers=headers)
    return answer.status_code, json.loads(answer.content)


def test_a_matter_goes_from_idea_to_the_chairs_approval(committee, sign_in):
    coordinator, official = sign_in("Samordnare"), sign_in("Beredningsgruppen, Kiruna")
    key = {"Idempotency-Key": str(uuid.uuid4())}
    idea = {"title": "Gemensam e-tjänst", "class_code": "2.2.0.2"}
    status, begun = sent(coordinator, "post", ROOT, idea, **key)
    assert (status, begun["step"], begun["case_number"]) == (HTTPStatus.CREATED, "coordinator", "")
    assert sent(coordinator, "post", ROOT, idea, **key)[1]["id"] == begun["id"]
    here = f"{ROOT}/{begun['id']}"
    proposal = {"lead": "E-nämnden beslutar att", "points": ["införa tjänsten"]}
    assert sent(coordinator, "put", f"{here}/proposal", proposal)[1]["points"] == ["införa tjänsten"]
    referral = {"to": "referral", "answer_by": LAST_DAY.isoformat()}
    status, told = sent(coordinator, "post", f"{here}/moves", referral)
    assert (status, "går förbi" in told["detail"]) == (HTTPStatus.CONFLICT, True)
    referral["reason"] = "Gruppen har sett den"
    assert sent(coordinator, "post", f"{here}/moves", referral)[1]["holder"] == "kommunerna"
    objects = {"stance": "objects", "text": "För dyrt"}
    assert sent(official, "put", f"{here}/opinions/boden", objects)[0] == HTTPStatus.FORBIDDEN
    assert sent(official, "put", f"{here}/opinions/kiruna", objects)[0] == HTTPStatus.OK
    status, chair = sent(coordinator, "post", f"{here}/moves", {"to": "chair", "reason": "Brådskande"})
    assert (status, chair["step_text"]) == (HTTPStatus.CREATED, "hos ordföranden")
    assert sent(sign_in("Ordförande"), "post", f"{here}/moves", {"to": "ready"})[1]["step"] == "ready"
    whole = sign_in("Ledamot, Boden").get(here).json()
    (kiruna,) = [one for one in whole["answers"] if one["municipality"] == "Kiruna"]
    assert (kiruna["group"], kiruna["referral"]["text"]) == (None, "För dyrt")
    assert [stay["way"] for stay in whole["stays"]] == ["begun", "skipped", "onward", "onward"]
    with scoped(Scope(authorities=frozenset({committee.id}), public=True)):
        assert registry.records([kiruna["referral"]["record_id"]])
    assert [one["id"] for one in coordinator.get(f"{ROOT}?step=ready").json()] == [begun["id"]]
    assert coordinator.get(f"{ROOT}?step=group").json() == []


def test_what_may_not_be_done_on_the_pages_may_not_be_done_here(committee, coordinator, idea, sign_in):
    member, staff = sign_in("Ledamot, Boden"), sign_in("Samordnare")
    here = f"{ROOT}/{idea}"
    assert sent(member, "post", ROOT, {"title": "Min idé"})[0] == HTTPStatus.FORBIDDEN
    assert sent(member, "put", f"{here}/proposal", {"lead": "Vi beslutar att"})[0] == HTTPStatus.FORBIDDEN
    assert sent(member, "post", f"{here}/moves", {"to": "group"})[0] == HTTPStatus.FORBIDDEN
    assert sent(staff, "put", f"{here}/opinions/boden", {"stance": "agrees"})[0] == HTTPStatus.CONFLICT
    assert sent(staff, "post", f"{here}/moves", {"to": "on_agenda"})[0] == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sent(staff, "post", ROOT, {"title": " "})[0] == HTTPStatus.CONFLICT
    assert sent(staff, "post", f"{ROOT}/0/moves", {"to": "group"})[0] == HTTPStatus.NOT_FOUND
