"""What other modules may know and ask of meetings."""

import json
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext as _

from tinget.foundation.pdf.typesetting import Attachment, typeset
from tinget.meetings.actions import (
    add_item,
    announce,
    approve_minutes,
    cancel_meeting,
    close_meeting,
    decide_item,
    elect_approver,
    follow_marking,
    load_published_meeting,
    minutes_drawn_up,
    move_item,
    note_item,
    open_meeting,
    place_case_on_agenda,
    plan_meeting,
    publish,
    register_presence,
    remove_item,
    table_item,
    write_item,
)
from tinget.meetings.events import MeetingClosed
from tinget.meetings.permissions import ACTION_TEXTS
from tinget.meetings.queries import (
    MeetingNotFound,
    add_agenda_panel,
    add_meeting_panel,
    approver_at_once,
    items_of_case,
    meeting_by_address,
    meeting_by_id,
    meeting_of_item,
    meetings,
    minutes_content,
    paragraph_content,
    seats_on,
)
from tinget.meetings.rules.agenda import DecisionKind, ItemKind, paragraph_ranges
from tinget.meetings.rules.approval import latest_notice, unnoticed
from tinget.meetings.rules.facts import PublishedBasis, PublishedItem, PublishedMeeting, PublishedPerson
from tinget.meetings.rules.lines import (
    ApproverLine,
    BasisLine,
    CaseAppearance,
    ItemLine,
    MeetingLine,
    MeetingView,
    PresenceLine,
)
from tinget.meetings.rules.minutes_content import MinutesContent
from tinget.meetings.rules.states import ItemState, MeetingState
from tinget.meetings.rules.wording import ItemWording
from tinget.organisation.api import authority_by_id
from tinget.registry.api import CaseLine, Panel

MINUTES_TEMPLATE = Path(__file__).with_name("templates") / "meetings" / "minutes.typ"
MINUTES_DATA = "protokoll.json"


def render_minutes(content: MinutesContent) -> bytes:
    """Typeset the minutes as a PDF that carries its own data; same content, same bytes."""
    data = content.to_json()
    attached = Attachment(
        name=MINUTES_DATA,
        data=json.dumps(data, ensure_ascii=False, indent=2).encode(),
        media_type="application/json",
        description=_("Protokollets uppgifter i maskinläsbar form"),
        relationship="data",
    )
    return typeset(MINUTES_TEMPLATE, data, attachments=[attached])


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
    "MINUTES_DATA",
    "ApproverLine",
    "BasisLine",
    "CaseAppearance",
    "DecisionKind",
    "ItemKind",
    "ItemLine",
    "ItemState",
    "ItemWording",
    "MeetingClosed",
    "MeetingLine",
    "MeetingNotFound",
    "MeetingState",
    "MeetingView",
    "MinutesContent",
    "PresenceLine",
    "PublishedBasis",
    "PublishedItem",
    "PublishedMeeting",
    "PublishedPerson",
    "add_agenda_panel",
    "add_item",
    "add_meeting_panel",
    "announce",
    "approve_minutes",
    "approver_at_once",
    "cancel_meeting",
    "case_panel",
    "close_meeting",
    "decide_item",
    "elect_approver",
    "follow_marking",
    "items_of_case",
    "latest_notice",
    "load_published_meeting",
    "meeting_by_address",
    "meeting_by_id",
    "meeting_of_item",
    "meetings",
    "minutes_content",
    "minutes_drawn_up",
    "move_item",
    "note_item",
    "open_meeting",
    "paragraph_content",
    "paragraph_ranges",
    "place_case_on_agenda",
    "plan_meeting",
    "publish",
    "register_presence",
    "remove_item",
    "render_minutes",
    "seats_on",
    "table_item",
    "unnoticed",
    "write_item",
]
