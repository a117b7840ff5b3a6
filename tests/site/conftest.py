"""Whoever asks the API, and what stands in its routes' places; played once for a file of tests."""

import re

import pytest
from django.test import Client

from tests.architecture.permission_table import VISITOR
from tests.architecture.things import appealed
from tests.factories.documents import a_document
from tests.factories.economy import a_bill
from tests.factories.messages import a_message_with_files
from tests.factories.registry import a_case, a_record, a_secretary
from tinget.foundation import clock
from tinget.foundation.scoping import Scope, scoped


@pytest.fixture
def committee(demonstration_settings):
    from tinget.organisation import api as organisation

    return organisation.authority_by_slug("e-namnden")


@pytest.fixture
def inside(committee):
    return lambda: scoped(Scope(authorities=frozenset({committee.id}), public=True))


def published_number(document_id, inside):
    from tinget.documents import api as documents

    with inside():
        return next(line.number for line in documents.versions(document_id) if line.published)


def notice_of(committee, meeting_id):
    from tinget.noticeboard import api as noticeboard

    return noticeboard.notice_of(committee.id, f"meetings.meeting:{meeting_id}", today=clock.today())


@pytest.fixture
def places(committee, inside, demonstration_settings):
    """Return what stands in the routes' places: published things of the demonstration."""
    from tinget.meetings import api as meetings
    from tinget.signatures import api as signatures

    with inside():
        meeting = meetings.meeting_by_id(demonstration_settings.meeting_id)
        (request, *_rest) = signatures.requests_about(committee.id, f"meetings.meeting:{meeting.id}")
        notice = notice_of(committee, meeting.id)
    message_id = a_message_with_files(committee.id, 1, at=clock.now())
    item = next(item for item in meeting.items if item.case_number)
    number = item.case_number
    year, serial = number.split("-")[0].split("/")
    return {
        "authority": "e-namnden", "slug": "e-namnden", "year": year, "serial": serial,
        "record_id": item.basis[0].record_id, "document_id": demonstration_settings.document_id,
        "address": meeting.address,
        "request_id": request.id, "notice_id": notice.id,
        "number": published_number(demonstration_settings.document_id, inside), "message_id": message_id,
        "allocation": "hr-2022", "bill": a_bill(committee.id),
    }  # fmt: skip


@pytest.fixture
def fresh_places(committee, inside, demonstration_settings):
    """Return the places of a case, a record without a file and an appeal, that nothing else hangs on."""
    from tinget.registry import api as registry

    secretary = a_secretary(committee.id, demonstration=True)
    with inside():
        (case,) = registry.cases([a_case(secretary, authority=committee.id)]).values()
        record = a_record(secretary, authority=committee.id, case_id=None)
        notice = notice_of(committee, demonstration_settings.meeting_id).id
        appeal = appealed(notice, paragraph="4")
        document = a_document(secretary, authority=committee.id).id
        asked_about = asked_in_the_group(secretary, committee.id)
        seat = seat_of_boden(committee.id)
    return {
        "authority": committee.slug, "year": case.year, "serial": case.serial, "record_id": record,
        "notice_id": notice, "appeal_id": appeal, "document_id": document, "slug": committee.slug,
        "mandate_id": seat, "preparation_id": asked_about, "municipality": "boden",
    }  # fmt: skip


def asked_in_the_group(actor, authority):
    from tinget.preparation import api as preparation

    made = preparation.begin_preparation(
        actor, authority=authority, title="En idé", class_code="2.2.0.1", at=clock.now()
    )
    preparation.move_preparation(actor, preparation_id=made, to=preparation.Step.GROUP, at=clock.now())
    return made


def seat_of_boden(authority):
    from tinget.organisation import api as organisation

    held = organisation.offices_on(authority, on=clock.today(), roles=[organisation.Role.SUBSTITUTE])
    return next(office.mandate_id for office in held if office.person.name == "Ersättare, Boden")


@pytest.fixture
def person(committee):
    from tinget.foundation import clock
    from tinget.organisation import api as organisation

    people = {role.name: role.id for role in organisation.demonstration_roles(on=clock.today())}

    def signed_in(role: str, **more) -> Client:
        client = Client(**more)
        if role != VISITOR:
            page = client.get("/logga-in/").content.decode()
            token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
            client.post("/demonstration/roll/", {"person": people[role], "csrfmiddlewaretoken": token})
        return client

    return signed_in
