"""Putting a prepared case on an agenda: its proposal becomes the item's, its points the decision's draft."""

import datetime as dt

from django.utils.translation import gettext as _

from tinget.foundation.errors import NotPossible
from tinget.meetings import api as meetings
from tinget.organisation import api as organisation
from tinget.preparation import api as preparation
from tinget.preparation.api import Step

AHEAD = frozenset({meetings.MeetingState.PLANNED, meetings.MeetingState.OPEN})


def meetings_ahead(authority: int, *, demonstration: bool) -> list[meetings.MeetingLine]:
    """List the meetings whose agenda can still take an item, the nearest first."""
    found = [one for one in meetings.meetings(authority) if one.is_demonstration is demonstration]
    return sorted((one for one in found if one.state in AHEAD), key=lambda one: (one.day, one.id))


def place_prepared(
    actor: organisation.Actor, *, authority: int, preparation_id: int, meeting_id: int, at: dt.datetime
) -> int:
    """Put the case on the agenda with its texts, note it in the preparation, and return the item."""
    view = preparation.preparation(authority, preparation_id)
    if view.line.step is not Step.READY or view.line.case_id is None:
        raise NotPossible(_("Ärendet är inte klart för dagordningen."))
    if meeting_id not in {one.id for one in meetings_ahead(authority, demonstration=actor.is_demonstration)}:
        raise NotPossible(_("Sammanträdets dagordning kan inte ändras."))
    wording = meetings.ItemWording(
        title=view.line.title,
        rapporteur=view.rapporteur,
        proposal=view.proposal,
        summary=view.background,
        decision_text=view.lead,
        decision_points=view.points,
    )
    item_id = meetings.place_case_on_agenda(
        actor, meeting_id=meeting_id, case_id=view.line.case_id, wording=wording
    )
    meetings.write_item(actor, item_id=item_id, wording=wording)
    preparation.move_preparation(actor, preparation_id=preparation_id, to=Step.ON_AGENDA, at=at)
    return item_id
