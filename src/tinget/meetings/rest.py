"""Meetings over HTTP: the same queries as the pages, under /api/<authority>/."""

import datetime as dt
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import WithJsonSchema

from tinget.foundation.http import actor_of
from tinget.meetings import queries
from tinget.meetings.permissions import EXAMINE
from tinget.meetings.queries import MeetingNotFound
from tinget.meetings.rules.addenda import AddendumKind
from tinget.meetings.rules.agenda import ItemKind
from tinget.meetings.rules.lines import MeetingLine, MeetingView
from tinget.meetings.rules.proceedings.telling import told
from tinget.meetings.rules.states import ItemState, MeetingState
from tinget.organisation.api import authority_by_slug, require

router = Router(tags=["Sammanträden"])
# Local time without an offset, which is not what OpenAPI's "time" means (RFC 3339).
Clock = Annotated[
    dt.time,
    WithJsonSchema({"type": "string", "pattern": r"^[0-2][0-9]:[0-5][0-9]:[0-5][0-9](\.[0-9]+)?$"}),
]


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
    """En punkt; `paragraph` är None innan sammanträdet är öppnat, `begins` när ingen tid är planerad."""

    paragraph: int | None
    year: int | None
    kind: ItemKind
    title: str
    minutes: int | None
    begins: Clock | None
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


class AddendumOut(Schema):
    """En undertecknad rättelse eller komplettering; `paragraph` är None när den gäller hela protokollet."""

    kind: AddendumKind
    paragraph: int | None
    stated: str
    text: str
    reason: str
    by_name: str
    capacity: str
    signed_on: dt.date | None


class MeetingDetailOut(Schema):
    """Ett sammanträde med sina punkter; None är det som inte är känt."""

    address: str
    planned_on: dt.date
    held_on: dt.date | None
    starts_at: Clock | None
    ends_at: Clock | None
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
    addenda: list[AddendumOut]


class EventOut(Schema):
    """En händelse vid sammanträdet, med regelns ord om den; `entered_at` är när den fördes in i efterhand."""

    number: int
    kind: str
    at: dt.datetime
    entered_at: dt.datetime | None
    by: str
    text: str
    values: Any
    item: int | None
    verdict: str
    rule: str | None
    source: str | None
    finding: str | None
    reason: str | None
    is_withdrawn: bool
    corrects: int | None


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
    found = queries.meeting_by_address(authority_by_slug(authority).id, address)
    if found is None:
        raise MeetingNotFound(address)
    return queries.as_read_by(found, actor_of(request).person_id)


@router.get(
    "/{authority}/meetings/{address}/events",
    response=list[EventOut],
    summary="Det som hände vid ett sammanträde, och reglernas utslag",
)
def list_events(request: HttpRequest, authority: str, address: str) -> list[dict[str, Any]]:
    """List a meeting's events, the first first, to those who may examine its decisions."""
    owner = authority_by_slug(authority)
    meeting_id = queries.meeting_id_by_address(owner.id, address)
    if meeting_id is None:
        raise MeetingNotFound(address)
    actor = actor_of(request)
    require(actor, EXAMINE, authority=owner.id)
    left = queries.item_left_by(meeting_id, actor.person_id)
    return [
        {
            "number": one.number,
            "kind": one.kind,
            "at": one.at,
            "entered_at": one.entered_at,
            "by": one.by,
            "text": told(one),
            "values": one.values,
            "item": one.item_id,
            "verdict": one.verdict,
            "rule": one.rule or None,
            "source": one.source or None,
            "finding": one.finding or None,
            "reason": one.reason or None,
            "is_withdrawn": is_withdrawn,
            "corrects": one.corrects,
        }
        for one, is_withdrawn in queries.events_to_show(meeting_id)
        if left is None or one.item_id != left
    ]
