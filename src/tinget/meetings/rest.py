"""Meetings over HTTP: the same queries as the pages, under /api/<authority>/."""

import datetime as dt

from django.http import HttpRequest
from ninja import Router, Schema

from tinget.meetings import queries
from tinget.meetings.queries import MeetingNotFound
from tinget.meetings.rules.agenda import ItemKind
from tinget.meetings.rules.lines import MeetingLine, MeetingView
from tinget.meetings.rules.states import ItemState, MeetingState
from tinget.organisation.api import authority_by_slug

router = Router(tags=["Sammanträden"])


class MeetingOut(Schema):
    """Ett sammanträde i en lista; `day` är dagen det hölls, annars dagen det är planerat till."""

    address: str
    day: dt.date
    title: str
    state: MeetingState
    state_text: str
    place: str
    url: str
    paragraphs: str
    is_demonstration: bool
    is_published_fact: bool


class BasisOut(Schema):
    """En handling i beslutsunderlaget; `printed` är dess handlings-id, tomt där inget är känt."""

    title: str
    printed: str


class ItemOut(Schema):
    """En punkt på dagordningen; `paragraph` är None innan sammanträdet är öppnat."""

    paragraph: int | None
    year: int | None
    kind: ItemKind
    title: str
    state: ItemState
    case_number: str
    summary: str
    meeting_text: str
    procedure: str
    decision_text: str
    decision_points: list[str]
    basis: list[BasisOut]
    recipients: list[str]
    url: str


class ApproverOut(Schema):
    """Den som justerar tillsammans med ordföranden."""

    name: str
    party: str


class MeetingDetailOut(Schema):
    """Ett sammanträde med sina punkter; None är det som inte är känt."""

    address: str
    planned_on: dt.date
    held_on: dt.date | None
    starts_at: dt.time | None
    ends_at: dt.time | None
    title: str
    state: MeetingState
    state_text: str
    place: str
    chair: str
    secretary_name: str
    approvers: list[ApproverOut]
    approved_on: dt.date | None
    rules_version: str
    rules_assumed: bool
    source: str
    notes: list[str]
    url: str
    paragraphs: str
    is_demonstration: bool
    is_published_fact: bool
    items: list[ItemOut]


@router.get("/{authority}/meetings", response=list[MeetingOut], summary="Sammanträden, det senaste först")
def list_meetings(request: HttpRequest, authority: str) -> list[MeetingLine]:
    """List the newest meetings that the asker may see."""
    del request
    return queries.meetings(authority_by_slug(authority).id)


@router.get(
    "/{authority}/meetings/{address}", response=MeetingDetailOut, summary="Ett sammanträde med punkter"
)
def show_meeting(request: HttpRequest, authority: str, address: str) -> MeetingView:
    """Show a meeting with those of its items that the asker may see."""
    del request
    found = queries.meeting_by_address(authority_by_slug(authority).id, address)
    if found is None:
        raise MeetingNotFound(address)
    return found
