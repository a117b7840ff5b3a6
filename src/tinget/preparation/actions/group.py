"""The preparatory group's meetings: attendance, notes, and what was said of each matter."""

import datetime as dt
from collections.abc import Mapping

from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.organisation.api import Actor, boards, require
from tinget.preparation import models
from tinget.preparation.permissions import GROUP
from tinget.preparation.queries import GroupMeetingNotFound
from tinget.preparation.rules.lines import GroupMeetingTold


def note_group_meeting(
    actor: Actor,
    *,
    authority: int,
    told: GroupMeetingTold,
    today: dt.date,
    group_meeting_id: int | None = None,
) -> int:
    """Note a meeting of the group, planned or held; return its id."""
    require(actor, GROUP, authority=authority)
    row = _meeting(actor, authority, group_meeting_id)
    row.held_on, row.starts_at = told.held_on, told.starts_at
    row.place, row.notes = told.place.strip(), told.notes.strip()
    row.save()
    places = boards(authority, on=told.held_on)
    there = {place.id: told.attendance(place.id, on=today) for place in places}
    for municipality_id, present in there.items():
        models.GroupAttendance.objects.update_or_create(
            authority_id=authority,
            meeting=row,
            municipality_id=municipality_id,
            defaults={"present": present},
        )
    _note_matters(row, told.said)
    changes = {"held_on": told.held_on.isoformat(), "present": list(there.values()).count(True)}
    on = f"preparation.groupmeeting:{row.pk}"
    ledger.append(actor, "note_group_meeting", on=on, authority=authority, changes=changes)
    return row.pk


def _meeting(actor: Actor, authority: int, group_meeting_id: int | None) -> models.GroupMeeting:
    if group_meeting_id is None:
        return models.GroupMeeting(authority_id=authority, is_demonstration=actor.is_demonstration)
    row = models.GroupMeeting.objects.select_for_update().filter(authority_id=authority, pk=group_meeting_id)
    found = row.first()
    if found is None:
        raise GroupMeetingNotFound(str(group_meeting_id))
    if found.is_demonstration is not actor.is_demonstration:
        raise NotPossible(_("Påhittade möten och verkliga hålls isär."))
    return found


def _note_matters(row: models.GroupMeeting, said: Mapping[int, str]) -> None:
    for preparation_id, text in said.items():
        matter = models.Preparation.objects.filter(
            authority_id=row.authority_id, pk=preparation_id, is_demonstration=row.is_demonstration
        )
        if not matter.exists():
            raise NotPossible(_("Ärendet bereds inte i nämnden."))
        if text.strip():
            models.GroupMatter.objects.update_or_create(
                authority_id=row.authority_id,
                meeting=row,
                preparation_id=preparation_id,
                defaults={"text": text.strip()},
            )
        else:
            models.GroupMatter.objects.filter(meeting=row, preparation_id=preparation_id).delete()
