"""The HTTP API tells what the pages tell, within the same bounds."""

import pytest

from tests.factories.meetings import AT, a_planned_meeting, the_october_meeting
from tinget.foundation.scoping import Scope, scoped
from tinget.meetings import api as meetings
from tinget.organisation.api import system_actor


@pytest.fixture
def made(committee, secretary):
    with scoped(Scope(authorities=frozenset({committee.id}), public=True)):
        system = system_actor(committee.id)
        facts = the_october_meeting(system)
        meetings.load_published_meeting(system, authority=committee.id, facts=facts, at=AT)
        a_planned_meeting(secretary)


def test_the_list_tells_of_every_meeting(visitor, made):
    found = visitor.get("/api/e-namnden/meetings").json()
    assert [(one["address"], one["state"], one["paragraphs"]) for one in found] == [
        ("2026-12-01", "planned", ""),
        ("2023-10-12", "announced", "15–16"),
    ]


def test_a_meeting_tells_its_items_and_what_is_unknown(visitor, made):
    found = visitor.get("/api/e-namnden/meetings/2023-10-12").json()
    assert found["chair"] == "Fredrik Hansson (S)"
    assert found["approved_on"] is None
    assert [item["paragraph"] for item in found["items"]] == [15, 16]
    assert found["items"][0]["basis"] == [{"title": "Verksamhetsplan 2023", "printed": "2023.43"}]


def test_visitors_are_told_no_unpublished_item(visitor, sign_in, made):
    page = "/api/e-namnden/meetings/2026-12-01"
    assert visitor.get(page).json()["items"] == []
    assert len(sign_in("Sekreterare").get(page).json()["items"]) == 4


def test_what_is_not_there_is_404(visitor, made):
    assert visitor.get("/api/e-namnden/meetings/2023-10-13").status_code == 404
