"""What waits of the §§ approved at the meeting: each has its own minutes, and a notice within days."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tinget.foundation.ui.words import short_date
from tinget.meetings import api as meetings
from tinget.organisation import api as organisation
from tinget.signatures import api as signatures
from tinget.workflows.publish_minutes.at_once import ITEM
from tinget.workflows.publish_minutes.drawing_up import was_declined
from tinget.workflows.publish_minutes.permissions import DRAW_UP
from tinget.workflows.publish_minutes.steps import refusal_of
from tinget.workflows.start_page.waiting import Waiting

Asked = dict[str, signatures.SigningLine]


def approved_at_once_for(
    actor: organisation.Actor,
    authority: organisation.Authority,
    known: Sequence[meetings.MeetingLine],
) -> Iterator[Waiting]:
    """Tell who draws up minutes which §§ wait to be drawn up, and which for signatures."""
    if not organisation.permits(actor, DRAW_UP, authority.id):
        return
    lines = {one.id: one for one in known}
    found = meetings.approved_at_once(list(lines))
    asked = signatures.newest_requests(authority.id, [f"{ITEM}{one.item_id}" for one in found])
    for meeting_id, group in groupby(found, key=lambda one: one.meeting_id):
        meeting, own = lines[meeting_id], list(group)
        href = reverse("publish_minutes:chain", args=[authority.slug, meeting.address])
        if unmade := [one for one in own if _may_draw_up(one, asked)]:
            yield _to_draw_up(meeting, unmade, asked, href)
        if unsigned := [one for one in own if _is_waiting(one, asked)]:
            yield _to_sign(meeting, unsigned, asked, href)


def _may_draw_up(one: meetings.ApprovedAtOnce, asked: Asked) -> bool:
    line = asked.get(f"{ITEM}{one.item_id}")
    return line is None or was_declined(line)


def _is_waiting(one: meetings.ApprovedAtOnce, asked: Asked) -> bool:
    line = asked.get(f"{ITEM}{one.item_id}")
    return line is not None and line.state is signatures.RequestState.WAITING


def _to_draw_up(
    meeting: meetings.MeetingLine, found: Sequence[meetings.ApprovedAtOnce], asked: Asked, href: str
) -> Waiting:
    """Name the §§, whose task they are and since when, the last day of the notice, and who declined."""
    text = ngettext(
        "omedelbart justerad paragraf ska upprättas: %(paragraphs)s från %(day)s",
        "omedelbart justerade paragrafer ska upprättas: %(paragraphs)s från %(day)s",
        len(found),
    ) % _named(meeting, found)
    note = _("Väntar på %(who)s sedan %(since)s. Anslaget ska vara uppe senast %(latest)s (KL 8:12).") % {
        "who": found[0].secretary or _("sekreteraren"),
        "since": short_date(meeting.day),
        "latest": short_date(meetings.latest_notice(meeting.day)),
    }
    lines = (asked.get(f"{ITEM}{one.item_id}") for one in found)
    refusals = [refusal_of(line) for line in lines if line is not None]
    return Waiting(len(found), text, href, " ".join([*filter(None, refusals), note]))


def _to_sign(
    meeting: meetings.MeetingLine, found: Sequence[meetings.ApprovedAtOnce], asked: Asked, href: str
) -> Waiting:
    """Name the §§ that are drawn up, and who has yet to sign them."""
    text = ngettext(
        "omedelbart justerad paragraf väntar på underskrifter: %(paragraphs)s från %(day)s",
        "omedelbart justerade paragrafer väntar på underskrifter: %(paragraphs)s från %(day)s",
        len(found),
    ) % _named(meeting, found)
    signers = [one for item in found for one in asked[f"{ITEM}{item.item_id}"].signers]
    names = dict.fromkeys(one.name for one in signers if one.signed_at is None)
    return Waiting(len(found), text, href, _("Inte klara: %(names)s") % {"names": ", ".join(names)})


def _named(meeting: meetings.MeetingLine, found: Sequence[meetings.ApprovedAtOnce]) -> dict[str, str]:
    numbers = meetings.paragraph_ranges(one.paragraph for one in found)
    mark = "§" if len(found) == 1 else "§§"
    return {"paragraphs": f"{mark} {numbers}", "day": short_date(meeting.day)}
