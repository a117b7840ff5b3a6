"""Delegated decisions on their way to the committee: an item of its agenda, and what becomes of it."""

import datetime as dt

import pytest
from django.conf import settings as settings_now
from django.test import Client

from tests.factories import meetings as factory
from tests.factories.committee import a_committee
from tests.factories.delegation import a_delegated_decision, a_scheme, point_of
from tests.factories.meetings import AT, DAY
from tinget.delegation import api as delegation
from tinget.documents import api as documents
from tinget.foundation.errors import NotPossible
from tinget.foundation.scoping import Scope, scoped
from tinget.meetings import api as meetings
from tinget.organisation.api import Role
from tinget.organisation.models import Account
from tinget.registry import api as registry
from tinget.workflows.report_delegated_decisions import reporting

PAGE = "/e-namnden/delegationsbeslut/anmalan/"
EARLIER = dt.date(2026, 11, 20)


@pytest.fixture
def committee(db, settings):
    settings.TINGET_DEMO, settings.TINGET_TODAY = True, DAY.isoformat()
    return a_committee(DAY - dt.timedelta(days=30))


@pytest.fixture
def inside(committee):
    with scoped(Scope(authorities=frozenset({committee.id}), public=True)):
        yield


@pytest.fixture
def secretary(committee):
    return factory.an_actor(Role.SECRETARY, authority=committee.id)


@pytest.fixture
def urgent(inside, committee, secretary):
    """An urgent decision by the chair, not reported."""
    point = point_of(a_scheme(secretary, authority=committee.id), "1.1")
    chair = factory.an_actor(Role.CHAIR, authority=committee.id)
    return a_delegated_decision(
        secretary, authority=committee.id, point=point, decided_on=EARLIER, decided_by=chair.name
    )


def sign_in(name):
    client = Client()
    account = Account.objects.get(person__name=name, person__is_demonstration=True)
    client.force_login(account, backend=settings_now.AUTHENTICATION_BACKENDS[0])
    return client


def to_report(committee):
    return [line.id for line in delegation.to_report(committee.id, demonstration=True)]


def test_one_act_makes_them_an_item_with_the_list_as_its_basis(committee, secretary, urgent):
    meeting = factory.a_planned_meeting(secretary, day=DAY)
    item_id = reporting.report_to_meeting(secretary, authority=committee.id, meeting_id=meeting, at=AT)
    item = next(one for one in meetings.meeting_by_id(meeting).items if one.id == item_id)
    assert item.title == "Anmälan av delegationsbeslut"
    assert "D 2026/1 Avrop av skrivare" in item.summary
    record = registry.records([item.basis[0].record_id])[item.basis[0].record_id]
    assert record.title == "Anmälan av delegationsbeslut till sammanträdet 1 december 2026"
    with documents.open_version(documents.latest(record.document_id).id) as file:
        assert file.read(5) == b"%PDF-"
    assert to_report(committee) == []
    with pytest.raises(NotPossible, match="inga delegationsbeslut"):
        reporting.report_to_meeting(secretary, authority=committee.id, meeting_id=meeting, at=AT)


def test_the_gavel_makes_them_reported_on_the_meetings_day(committee, secretary, urgent):
    meeting, _item = factory.an_open_meeting(secretary)
    reporting.report_to_meeting(secretary, authority=committee.id, meeting_id=meeting, at=AT)
    factory.handle_everything(secretary, meeting_id=meeting)
    meetings.close_meeting(secretary, meeting_id=meeting, at=AT)
    report = delegation.report_about(committee.id, f"meetings.meeting:{meeting}")
    assert report.reported_on == DAY
    assert report.decisions[0].reported_on == DAY


def test_an_item_that_is_taken_off_leaves_them_to_be_reported(committee, secretary, urgent):
    meeting = factory.a_planned_meeting(secretary, day=DAY)
    item_id = reporting.report_to_meeting(secretary, authority=committee.id, meeting_id=meeting, at=AT)
    factory.a_case_item(secretary, meeting_id=meeting)
    meetings.remove_item(secretary, item_id=item_id)
    meetings.open_meeting(secretary, meeting_id=meeting, at=AT)
    factory.everybody_there(secretary, meeting_id=meeting)
    factory.handle_everything(secretary, meeting_id=meeting)
    meetings.close_meeting(secretary, meeting_id=meeting, at=AT)
    assert to_report(committee) == [urgent]
    late = reporting.overdue(committee.id, demonstration=True)
    assert [(line.id, finding.rule) for line, finding in late] == [(urgent, "31")]


def test_a_report_is_taken_back_with_its_item(committee, secretary, urgent):
    meeting = factory.a_planned_meeting(secretary, day=DAY)
    reporting.report_to_meeting(secretary, authority=committee.id, meeting_id=meeting, at=AT)
    report = delegation.report_about(committee.id, f"meetings.meeting:{meeting}")
    reporting.take_back(secretary, authority=committee.id, report_id=report.id, at=AT)
    assert to_report(committee) == [urgent]
    assert all(item.title != "Anmälan av delegationsbeslut" for item in meetings.meeting_by_id(meeting).items)
    reporting.report_to_meeting(secretary, authority=committee.id, meeting_id=meeting, at=AT)


def test_the_page_asks_for_a_reason_when_an_urgent_one_is_late(committee, secretary, urgent):
    factory.a_closed_meeting(secretary)
    later = factory.a_planned_meeting(secretary, day=DAY + dt.timedelta(days=7))
    client = sign_in("Sekreterare")
    page = client.get(PAGE).content.decode()
    assert "Beslutet skulle ha anmälts vid sammanträdet 1 december 2026." in page
    assert "Anmäl 1 beslut" in page
    asked = client.post(PAGE, {"meeting": later})
    assert asked.status_code == 200
    assert "KL 6:40" in asked.content.decode()
    assert to_report(committee) == [urgent]
    done = client.post(PAGE, {"meeting": later, "reason": "Glömdes."})
    assert done.status_code == 302
    report = delegation.report_about(committee.id, f"meetings.meeting:{later}")
    assert report.decisions[0].late_reason == "Glömdes."


def test_the_start_page_counts_them_and_others_are_refused(committee, secretary, urgent):
    assert "delegationsbeslut att anmäla" in sign_in("Sekreterare").get("/").content.decode()
    assert sign_in("Handläggare").get(PAGE).status_code == 403
    assert (
        "Anmäl till nämnden" in sign_in("Sekreterare").get("/e-namnden/delegationsbeslut/").content.decode()
    )
