"""The pages ask as many questions of the database with fifty of everything as with five, and stay light."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.committee import AT, DAY, a_committee, account
from tests.workflows.pages import opened
from tinget.foundation.scoping import Scope, scoped
from tinget.meetings import api as meetings
from tinget.meetings.models import Meeting
from tinget.noticeboard import api as noticeboard
from tinget.noticeboard.models import Notice
from tinget.organisation.api import system_actor
from tinget.registry import api as registry

FEW, MANY = 5, 50
FIRST = dt.date(2020, 1, 1)
HEAVIEST, MOST_REQUESTS, MOST_QUERIES = 100_000, 8, 36
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
OPEN_PAGES = (
    "/",
    "/e-namnden/",
    "/e-namnden/arenden/",
    "/e-namnden/arenden/2020/1/",
    "/e-namnden/handlingar/",
    "/e-namnden/sammantraden/",
    "/e-namnden/sammantraden/2020-01-01/",
    "/e-namnden/protokoll/2020-01-01/",
    "/e-namnden/protokoll/2020-01-01/1",
    "/e-namnden/beslut/",
    "/e-namnden/beslut/2020/1/",
    "/e-namnden/anslagstavla/",
    "/e-namnden/anslagstavla/kiruna/",
    "/e-namnden/fortroendevalda/",
    "/kommuner/",
    "/om/",
    "/tillganglighet/",
)


@pytest.fixture
def committee(db, settings):
    settings.TINGET_DEMO, settings.TINGET_TODAY = True, DAY.isoformat()
    return a_committee()


@pytest.fixture
def secretary(committee):
    client = Client()
    client.force_login(account("Sekreterare"), backend=BACKEND)
    return client


def fill(committee, numbers) -> None:
    """Load a published meeting with a case, a record, a decision and a notice for each week."""
    system = system_actor(committee.id)
    with scoped(Scope(authorities=frozenset({committee.id}))):
        for number in numbers:
            day = FIRST + dt.timedelta(weeks=number)
            case_id = registry.register_case(
                system, authority=committee.id, title=f"Ärende {number}", class_code="2.2.0.2", day=day,
                number=(day.year, number + 1), is_published_fact=True,
            )  # fmt: skip
            record_id = registry.register_record(
                system, authority=committee.id, case_id=case_id, title=f"Underlag {number}", day=day,
                direction=registry.Direction.UNKNOWN, dated_on=None, counterpart="", as_printed="",
                is_published_fact=True,
            )  # fmt: skip
            item = meetings.PublishedItem(
                paragraph=number + 1,
                title=f"Ärende {number}",
                case_id=case_id,
                decision_text="E-nämnden beslutar att godkänna.",
                decision_kind=meetings.DecisionKind.APPROVE,
                basis=(meetings.PublishedBasis(f"Underlag {number}", record_id=record_id),),
                recipients=("Samtliga",),
            )
            facts = meetings.PublishedMeeting(
                held_on=day, items=(item,), source="Protokoll", state=meetings.MeetingState.CLOSED
            )
            meeting_id = meetings.load_published_meeting(system, authority=committee.id, facts=facts, at=AT)
            registry.publish(
                system, authority=committee.id, case_ids=(), record_ids=[record_id], decision_ids=(), at=AT
            )
            notice = noticeboard.NoticeFacts(
                about=f"meetings.meeting:{meeting_id}", title="Justerat protokoll", meeting_date=day,
                paragraphs=str(number + 1), approved_on=None, minutes_url="", kept_at="",
            )  # fmt: skip
            noticeboard.load_published_notice(
                system, authority=committee.id, facts=notice, up_on=day, down_on=None, at=AT
            )


def questions(client: Client, paths) -> dict[str, int]:
    found = {}
    for path in paths:
        client.get(path)  # the first answer of a process fills what is kept for ever
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page = opened(client, path)
        assert page.status == 200, path
        assert page.weight <= HEAVIEST, path
        assert len(page.fetched) + 1 <= MOST_REQUESTS, path
        found[path] = len(asked)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("who", ["visitor", "secretary"])
def test_the_number_of_questions_does_not_grow_with_what_there_is(who, committee, secretary):
    client = secretary if who == "secretary" else Client()
    pages = OPEN_PAGES if who == "secretary" else (*OPEN_PAGES, "/logga-in/")
    fill(committee, range(FEW))
    few = questions(client, pages)
    fill(committee, range(FEW, MANY))
    many = questions(client, pages)
    assert {path: (few[path], many[path]) for path in pages if many[path] > few[path]} == {}
    assert {path: count for path, count in many.items() if count > MOST_QUERIES} == {}


@pytest.mark.slow
@pytest.mark.parametrize("state", ["closed", "minutes_drawn_up", "open"])
def test_the_start_page_asks_as_much_however_much_waits(committee, secretary, state):
    def waiting() -> None:
        with scoped(Scope(authorities=frozenset({committee.id}))):
            Meeting.objects.update(is_published_fact=False, state=state)
            Notice.objects.update(is_published_fact=False)

    fill(committee, range(FEW))
    waiting()
    few = questions(secretary, ["/"])
    fill(committee, range(FEW, MANY))
    waiting()
    assert questions(secretary, ["/"]) == few
    assert few["/"] <= MOST_QUERIES
