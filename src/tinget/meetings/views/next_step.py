"""The one thing to do next with a meeting, as a button."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tinget.meetings.permissions import FOLLOW, LEAD, PREPARE, RECORD, may_change
from tinget.meetings.rules.agenda import ItemKind
from tinget.meetings.rules.lines import ItemLine, MeetingView
from tinget.meetings.rules.states import MeetingState
from tinget.meetings.views.showing import page_of
from tinget.organisation.api import Actor, Authority, Permission, permits

STANDING = frozenset({ItemKind.ROLL_CALL, ItemKind.APPROVER_ELECTION, ItemKind.AGENDA, ItemKind.OTHER})


@dataclass(frozen=True, slots=True)
class Button:
    """A way on; `quiet` beside the one that matters."""

    text: str
    href: str
    quiet: bool = False


def buttons(actor: Actor, owner: Authority, meeting: MeetingView, *, is_public: bool) -> list[Button]:
    """Give what the actor can do now, what comes next first; a public sitting is followed by anybody."""

    def may(permission: Permission) -> bool:
        return may_change(
            actor,
            permission,
            authority=owner.id,
            is_demonstration=meeting.is_demonstration,
            is_published_fact=meeting.is_published_fact,
        )

    if meeting.state is MeetingState.PLANNED and may(PREPARE):
        return _before(owner, meeting, may_lead=may(LEAD))
    if meeting.state is MeetingState.OPEN and may(RECORD):
        return _during(owner, meeting)
    if meeting.state is MeetingState.OPEN and permits(actor, FOLLOW, owner.id):
        return [Button(_("Följ sammanträdet"), page_of(owner, meeting, "live"))]
    if is_public:
        return [Button(_("Följ sammanträdet"), page_of(owner, meeting, "screen"))]
    return []


def _before(owner: Authority, meeting: MeetingView, *, may_lead: bool) -> list[Button]:
    has_matters = any(item.kind not in STANDING for item in meeting.items)
    agenda = page_of(owner, meeting, "agenda")
    if not has_matters:
        first = Button(_("Sätt upp ärenden på dagordningen"), agenda)
        opening = Button(_("Öppna sammanträdet"), page_of(owner, meeting, "open_meeting"), quiet=True)
        found = [first, opening] if may_lead else [first]
    else:
        change = Button(_("Ändra dagordningen"), agenda, quiet=True)
        opening = Button(_("Öppna sammanträdet"), page_of(owner, meeting, "open_meeting"))
        found = [opening, change] if may_lead else [Button(_("Ändra dagordningen"), agenda)]
    move = Button(_("Flytta sammanträdet"), page_of(owner, meeting, "move_meeting"), quiet=True)
    cancel = Button(_("Ställ in sammanträdet"), page_of(owner, meeting, "cancel_meeting"), quiet=True)
    return [*found, move, cancel]


def _during(owner: Authority, meeting: MeetingView) -> list[Button]:
    attendance = page_of(owner, meeting, "attendance")
    agenda = Button(_("Lägg till en punkt"), page_of(owner, meeting, "agenda"), quiet=True)
    live = Button(_("För sammanträdet"), page_of(owner, meeting, "live"), quiet=True)
    if meeting.quorum is None:
        return [Button(_("Registrera närvaron"), attendance), live, agenda]
    change = Button(_("Ändra närvaron"), attendance, quiet=True)
    left = meeting.open_items
    if left:
        return [Button(_next_item(left[0]), _place_of(owner, meeting, left[0])), live, change, agenda]
    closing = Button(_("Avsluta sammanträdet"), page_of(owner, meeting, "close_meeting"))
    return [closing, live, change, agenda]


def _next_item(item: ItemLine) -> str:
    return _("Behandla %(number)s %(title)s") % {"number": item.number, "title": item.title}


def _place_of(owner: Authority, meeting: MeetingView, item: ItemLine) -> str:
    if item.kind is ItemKind.APPROVER_ELECTION:
        return page_of(owner, meeting, "approver")
    return item.url
