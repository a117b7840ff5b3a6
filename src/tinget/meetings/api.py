"""What other modules may know and ask of meetings."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tinget.foundation.pdf.typesetting import Attachment, typeset
from tinget.meetings.actions import (
    Whereabouts,
    add_item,
    addendum_drawn_up,
    addendum_signed,
    announce,
    approve_minutes,
    cancel_meeting,
    close_meeting,
    decide_item,
    elect_approver,
    explain_reservation,
    follow_marking,
    items_called,
    let_reserve_approve,
    load_published_meeting,
    minutes_drawn_up,
    move_item,
    move_meeting,
    note_item,
    open_meeting,
    place_case_on_agenda,
    plan_meeting,
    publish,
    record_event,
    register_presence,
    remove_item,
    table_item,
    take_minutes_back,
    take_up_item,
    time_items,
    write_addendum,
    write_item,
)
from tinget.meetings.events import MeetingCancelled, MeetingClosed, MeetingMoved, ReservationExplained
from tinget.meetings.permissions import ACTION_TEXTS, AMEND
from tinget.meetings.queries import (
    MeetingNotFound,
    add_agenda_panel,
    add_meeting_panel,
    addenda_of,
    addendum,
    approved_at_once,
    approved_on,
    approver_at_once,
    calendar_meetings,
    cases_handled_at,
    item_left_by,
    items_about_cases,
    items_naming,
    items_of_case,
    meeting_by_address,
    meeting_by_id,
    meeting_of_addendum,
    meeting_of_item,
    meetings,
    minutes_content,
    movers_at,
    paragraph_content,
    planned_on,
    provide_standstill,
    provide_web_version,
    reasons_wanted,
    seats_filled,
    seats_on,
)
from tinget.meetings.rules.addenda import AddendumKind, AddendumLine, AddendumText, by_paragraph
from tinget.meetings.rules.agenda import DecisionKind, ItemKind, paragraph_ranges
from tinget.meetings.rules.approval import latest_approval, latest_notice, unnoticed
from tinget.meetings.rules.calendar import CALENDAR_TYPE, CalendarMeeting, calendar_of
from tinget.meetings.rules.extracts import NotInTheMinutes, extract_of, with_addenda
from tinget.meetings.rules.facts import PublishedBasis, PublishedItem, PublishedMeeting, PublishedPerson
from tinget.meetings.rules.follow_up import Standstill
from tinget.meetings.rules.lines import (
    ApprovedAtOnce,
    ApproverLine,
    BasisLine,
    CaseAppearance,
    ItemAtMeeting,
    ItemLine,
    MeetingLine,
    MeetingView,
    PresenceLine,
)
from tinget.meetings.rules.minutes_content import MinutesContent
from tinget.meetings.rules.seats import PresentAs, needed_for_quorum
from tinget.meetings.rules.states import ItemState, MeetingState
from tinget.meetings.rules.wording import ItemWording
from tinget.organisation.api import authority_by_id
from tinget.registry.api import CaseLine, Panel

TEMPLATES = Path(__file__).with_name("templates") / "meetings"
MINUTES_DATA = "protokoll.json"
EXTRACT_DATA = "protokollsutdrag.json"
ADDENDUM_DATA = "tillagg.json"


def render_minutes(content: MinutesContent) -> bytes:
    """Typeset the minutes as a PDF that carries its own data; same content, same bytes."""
    description = _("Protokollets uppgifter i maskinläsbar form")
    return _typeset("minutes.typ", content.to_json(), MINUTES_DATA, description)


def render_web_version(minutes: Mapping[str, Any]) -> bytes:
    """Typeset the minutes' data as they stand on the web: an unsigned rendering that says so."""
    description = _("Protokollets uppgifter i maskinläsbar form")
    data = {**minutes, "rendering_of_published_facts": True}
    return _typeset("minutes.typ", data, MINUTES_DATA, description)


def render_extract(extract: Mapping[str, Any]) -> bytes:
    """Typeset what `extract_of` took out of minutes, as a PDF that carries its own data."""
    description = _("Protokollsutdragets uppgifter i maskinläsbar form")
    return _typeset("extract.typ", extract, EXTRACT_DATA, description)


def render_addendum(content: Mapping[str, Any]) -> bytes:
    """Typeset a correction or supplement of approved minutes, as a PDF that carries its own data."""
    description = _("Rättelsens eller kompletteringens uppgifter i maskinläsbar form")
    return _typeset("addendum.typ", content, ADDENDUM_DATA, description)


def _typeset(template: str, data: Mapping[str, Any], name: str, description: str) -> bytes:
    content = json.dumps(data, ensure_ascii=False, indent=2).encode()
    attached = Attachment(name, content, "application/json", description, relationship="data")
    return typeset(TEMPLATES / template, data, attachments=[attached])


def case_panel(case: CaseLine) -> list[Panel]:
    """Show on a case's page the meetings where it is handled, and the way to put it on an agenda."""
    slug = authority_by_id(case.authority_id).slug
    context = {
        "appearances": items_of_case(case.id),
        "meetings_url": reverse("meetings:meetings", args=[slug]),
    }
    return [
        Panel(
            title=_("Sammanträden där ärendet behandlas"),
            template="meetings/case_panel.html",
            context=context,
        )
    ]


__all__ = [
    "ACTION_TEXTS",
    "ADDENDUM_DATA",
    "AMEND",
    "CALENDAR_TYPE",
    "EXTRACT_DATA",
    "MINUTES_DATA",
    "AddendumKind",
    "AddendumLine",
    "AddendumText",
    "ApprovedAtOnce",
    "ApproverLine",
    "BasisLine",
    "CalendarMeeting",
    "CaseAppearance",
    "DecisionKind",
    "ItemAtMeeting",
    "ItemKind",
    "ItemLine",
    "ItemState",
    "ItemWording",
    "MeetingCancelled",
    "MeetingClosed",
    "MeetingLine",
    "MeetingMoved",
    "MeetingNotFound",
    "MeetingState",
    "MeetingView",
    "MinutesContent",
    "NotInTheMinutes",
    "PresenceLine",
    "PresentAs",
    "PublishedBasis",
    "PublishedItem",
    "PublishedMeeting",
    "PublishedPerson",
    "ReservationExplained",
    "Standstill",
    "Whereabouts",
    "add_agenda_panel",
    "add_item",
    "add_meeting_panel",
    "addenda_of",
    "addendum",
    "addendum_drawn_up",
    "addendum_signed",
    "announce",
    "approve_minutes",
    "approved_at_once",
    "approved_on",
    "approver_at_once",
    "by_paragraph",
    "calendar_meetings",
    "calendar_of",
    "cancel_meeting",
    "case_panel",
    "cases_handled_at",
    "close_meeting",
    "decide_item",
    "elect_approver",
    "explain_reservation",
    "extract_of",
    "follow_marking",
    "item_left_by",
    "items_about_cases",
    "items_called",
    "items_naming",
    "items_of_case",
    "latest_approval",
    "latest_notice",
    "let_reserve_approve",
    "load_published_meeting",
    "meeting_by_address",
    "meeting_by_id",
    "meeting_of_addendum",
    "meeting_of_item",
    "meetings",
    "minutes_content",
    "minutes_drawn_up",
    "move_item",
    "move_meeting",
    "movers_at",
    "needed_for_quorum",
    "note_item",
    "open_meeting",
    "paragraph_content",
    "paragraph_ranges",
    "place_case_on_agenda",
    "plan_meeting",
    "planned_on",
    "provide_standstill",
    "provide_web_version",
    "publish",
    "reasons_wanted",
    "record_event",
    "register_presence",
    "remove_item",
    "render_addendum",
    "render_extract",
    "render_minutes",
    "render_web_version",
    "seats_filled",
    "seats_on",
    "table_item",
    "take_minutes_back",
    "take_up_item",
    "time_items",
    "unnoticed",
    "with_addenda",
    "write_addendum",
    "write_item",
]
