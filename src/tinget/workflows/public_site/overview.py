"""The committee over time, and what of its decisions concerns one municipality."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tinget.foundation import clock
from tinget.meetings import api as meetings
from tinget.noticeboard import api as noticeboard
from tinget.organisation import api as organisation
from tinget.workflows.dispatch_decisions.rules import is_group
from tinget.workflows.public_site.rules import Held
from tinget.workflows.publish_minutes.drawing_up import MEETING
from tinget.workflows.publish_minutes.reading import as_on_the_web

GROUP_WORD = "kommuner"
NEWEST = 50


@dataclass(frozen=True)
class DecisionHere:
    """A paragraph with what became of it and why it is shown."""

    meeting: meetings.MeetingLine
    item: meetings.ItemLine
    why: str
    standing: noticeboard.ParagraphStanding | None


def held_meetings(authority: int, *, demonstration: bool) -> list[Held]:
    """List the meetings that were held: the real ones, or the made-up ones."""
    served = meetings.seats_filled(authority)
    return [
        Held(line.day, _count(line.paragraphs), served.get(line.id))
        for line in meetings.meetings(authority)
        if line.is_held and line.is_demonstration is demonstration
    ]


def concerning(authority: int, place: organisation.Municipality) -> list[DecisionHere]:
    """List the newest paragraphs that name the municipality, or are sent to it or to all of them."""
    found = meetings.items_naming(authority, [place.name], sent_to=[GROUP_WORD])
    standings: dict[int, noticeboard.LegalForceView | None] = {}
    shown: dict[int, meetings.ItemLine] = {}
    lines: list[DecisionHere] = []
    for one in found:
        why = _why(one.item, place)
        if why and len(lines) < NEWEST:
            if one.meeting.id not in standings:
                standings[one.meeting.id] = _force(authority, one.meeting.id)
                meeting = as_on_the_web(meetings.meeting_by_id(one.meeting.id))
                shown |= {item.id: item for item in meeting.items}
            force = standings[one.meeting.id]
            standing = force.of(str(one.item.paragraph)) if force else None
            lines.append(DecisionHere(one.meeting, shown[one.item.id], why, standing))
    return lines


def _why(item: meetings.ItemLine, place: organisation.Municipality) -> str:
    """Say why a paragraph concerns the municipality; empty where it does not."""
    name = place.name.casefold()
    texts = (item.title, item.decision_text, *item.decision_points)
    if any(name in text.casefold() for text in texts):
        return _("nämner %(place)s") % {"place": place.name}
    if any(name in text.casefold() for text in item.recipients):
        return _("skickas till %(place)s") % {"place": place.org_name}
    if any(is_group(text) for text in item.recipients):
        return _("skickas till alla kommuner")
    return ""


def _force(authority: int, meeting_id: int) -> noticeboard.LegalForceView | None:
    today = clock.today()
    notice = noticeboard.notice_of(authority, f"{MEETING}{meeting_id}", today=today)
    return noticeboard.legal_force_of(notice, today=today) if notice else None


def _count(paragraphs: str) -> int:
    """Count what `15–16, 20` amounts to."""
    total = 0
    for part in filter(None, paragraphs.split(", ")):
        first, _dash, last = part.partition("–")
        total += int(last or first) - int(first) + 1
    return total
