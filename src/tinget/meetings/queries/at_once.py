"""A § that was approved at the meeting: who approved it with the chair, and what its own minutes say."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from tinget.foundation.errors import NotPossible
from tinget.meetings.models import Item, Presence
from tinget.meetings.queries.minutes import minutes_content
from tinget.meetings.queries.playing import play
from tinget.meetings.rules.lines import ApprovedAtOnce, ApproverLine
from tinget.meetings.rules.minutes_content import Approval, MinutesContent, Named


def approver_at_once(item_id: int) -> ApproverLine | None:
    """Return who approved the § with the chair at the meeting, or None where nobody did (KL 5:69)."""
    item = Item.objects.select_related("meeting").filter(pk=item_id, is_immediate=True).first()
    if item is None:
        return None
    sitting = play(item.meeting).sitting
    seats = [one.approved_by for one in sitting.items if int(one.paragraph) == item.paragraph]
    seat = seats[-1] if seats else None
    if seat is None:
        return None
    row = Presence.objects.filter(
        meeting=item.meeting, municipality=seat.municipality, present_as=seat.as_.value
    ).first()
    return ApproverLine(row.person_id, row.name, row.party) if row else None


def approved_at_once(meeting_ids: Collection[int]) -> list[ApprovedAtOnce]:
    """List the §§ that were approved at these meetings themselves, in order; none of published facts."""
    rows = Item.objects.select_related("meeting").filter(
        meeting_id__in=meeting_ids,
        is_immediate=True,
        paragraph__isnull=False,
        meeting__held_on__isnull=False,
        meeting__is_published_fact=False,
    )
    return [
        ApprovedAtOnce(row.pk, row.meeting_id, row.paragraph or 0, row.meeting.secretary_name)
        for row in rows.order_by("meeting_id", "position")
    ]


def paragraph_content(item_id: int, *, generated_on: date) -> MinutesContent:
    """Gather what the minutes of one §, approved at once, say; the others' texts may not be ready yet."""
    approver = approver_at_once(item_id)
    if approver is None:
        raise NotPossible(_("Paragrafen är inte omedelbart justerad."))
    item = Item.objects.get(pk=item_id)
    whole = minutes_content(item.meeting_id, generated_on=generated_on)
    paragraph = str(item.paragraph)
    return replace(
        whole,
        paragraphs=(paragraph,),
        items=tuple(one for one in whole.items if one.paragraph == paragraph),
        approvers=(Named(name=approver.name, party=approver.party or None),),
        approval=Approval(text=_("Omedelbart, vid sammanträdet")),
    )
