"""What the pages of meetings and decisions tell of the minutes: where they stand, and legal force."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tinget.foundation import clock
from tinget.meetings import api as meetings
from tinget.noticeboard import api as noticeboard
from tinget.organisation import api as organisation
from tinget.registry.api import DecisionLine, Panel
from tinget.workflows.publish_minutes.addenda import can_be_amended
from tinget.workflows.publish_minutes.at_once import ITEM, notice_of_item
from tinget.workflows.publish_minutes.drawing_up import MEETING
from tinget.workflows.publish_minutes.permissions import DRAW_UP
from tinget.workflows.publish_minutes.steps import progress_of, steps_of

BUTTONS = {
    meetings.MeetingState.OPEN: _("Upprätta omedelbart justerade paragrafer"),
    meetings.MeetingState.CLOSED: _("Upprätta protokollet"),
    meetings.MeetingState.MINUTES_DRAWN_UP: _("Följ underskrifterna"),
    meetings.MeetingState.APPROVED: _("Följ anslaget"),
}


def minutes_panel(actor: organisation.Actor, authority_id: int, meeting_id: int) -> list[Panel]:
    """Show on a held meeting's page where its minutes stand, with the way on for those who draw them up."""
    meeting = meetings.meeting_by_id(meeting_id)
    if meeting.held_on is None:
        return []
    is_open = meeting.state is meetings.MeetingState.OPEN
    if is_open and not any(item.is_immediate for item in meeting.items):
        return []
    place = [organisation.authority_by_id(authority_id).slug, meeting.address]
    draws_up = organisation.permits(actor, DRAW_UP, authority_id) and not meeting.is_published_fact
    can_be_read = any(item.paragraph is not None for item in meeting.items)  # visitors see the published ones
    context = {
        "meeting": meeting,
        "step": _step(authority_id, meeting) if draws_up and not is_open else None,
        "button": BUTTONS.get(meeting.state, _("Protokollets väg")),
        "chain_url": reverse("publish_minutes:chain", args=place) if draws_up else "",
        "at_once": _approved_at_once(authority_id, meeting) if draws_up else None,
        "addenda_url": reverse("publish_minutes:addenda", args=place)
        if can_be_amended(actor, meeting)
        else "",
        "minutes_url": reverse("public_site:minutes", args=place) if can_be_read and not is_open else "",
    }
    return [Panel(title=str(_("Protokoll")), template="workflows/meeting_panel.html", context=context)]


def _approved_at_once(authority_id: int, meeting: meetings.MeetingView) -> dict[str, object] | None:
    """Tell what was approved at the meeting itself: it is noticed for itself, on every board (KL 8:12)."""
    items = [item for item in meeting.items if item.is_immediate and item.paragraph]
    if not items or meeting.held_on is None:
        return None
    today = clock.today()
    notices = [notice_of_item(authority_id, item.id, today=today) for item in items]
    days = [posting.up_on for notice in notices if notice for posting in notice.postings]
    noticed = max((day for day in days if day), default=None) if all(notices) and all(days) else None
    return {
        "paragraphs": meetings.paragraph_ranges(item.paragraph or 0 for item in items),
        "latest": meetings.latest_notice(meeting.held_on),
        "noticed": noticed,
        "finding": meetings.unnoticed(meeting.held_on, noticed, today=today),
    }


def legal_force_panel(_actor: organisation.Actor, decision: DecisionLine) -> list[Panel]:
    """Show on the page of a meeting's decision whether it can be appealed or has legal force."""
    if not decision.source_on.startswith(ITEM) or decision.paragraph is None:
        return []
    meeting_id = meetings.meeting_of_item(int(decision.source_on.removeprefix(ITEM)))
    if meeting_id is None:
        return []
    today, authority = clock.today(), meetings.meeting_by_id(meeting_id).authority
    notice = notice_of_item(
        authority, int(decision.source_on.removeprefix(ITEM)), today=today
    ) or noticeboard.notice_of(authority, f"{MEETING}{meeting_id}", today=today)
    standing = noticeboard.legal_force_of(notice, today=today).of(str(decision.paragraph)) if notice else None
    if notice is None or standing is None:
        return []
    slug = organisation.authority_by_id(authority).slug
    context = {
        "standing": standing,
        "href": f"{reverse('noticeboard_legal_force', args=[slug, notice.id])}#p{standing.paragraph}",
    }
    return [Panel(title=str(_("Laga kraft")), template="workflows/legal_force_panel.html", context=context)]


def _step(authority_id: int, meeting: meetings.MeetingView) -> object:
    steps = steps_of(progress_of(authority_id, meeting, today=clock.today()))
    return next((step for step in steps if step.state == "now"), None)
