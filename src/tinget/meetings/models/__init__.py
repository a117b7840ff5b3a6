"""The tables of meetings, by noun."""

from typing import Any

from tinget.meetings.models.after import Addendum, Assignment, CouncilDecision
from tinget.meetings.models.events import LateEntry, MeetingEvent, PublicScreen
from tinget.meetings.models.items import Item, ItemBasis, ItemRecipient
from tinget.meetings.models.meeting import Approver, Meeting, Presence

PUBLISHED_WITH_A_MEETING: tuple[tuple[Any, str], ...] = (
    (Item, "meeting"),
    (ItemBasis, "item__meeting"),
    (ItemRecipient, "item__meeting"),
    (Presence, "meeting"),
    (Approver, "meeting"),
)

__all__ = [
    "PUBLISHED_WITH_A_MEETING",
    "Addendum",
    "Approver",
    "Assignment",
    "CouncilDecision",
    "Item",
    "ItemBasis",
    "ItemRecipient",
    "LateEntry",
    "Meeting",
    "MeetingEvent",
    "Presence",
    "PublicScreen",
]
