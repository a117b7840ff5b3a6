"""The preparatory group's meetings: attendance, notes, and what was said of each matter."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.organisation.api import Actor, boards, require
from tinget.preparation import models
from tinget.preparation.permissions import GROUP
from tinget.preparation.queries import GroupMeetingNotFound


@dataclass(frozen=True, slots=True)
class Attended:
    """Whether a municipality was there; None is not noted."""

    municipality_id: int
    present: bool | None


def note_group_meeting(  # noqa: PLR0913 -- a meeting is told by this many facts
    actor: Actor,
    *,
    authority: int,
    held_on: dt.date,
    group_meeting_id: int | None = None,
    starts_at: dt.time | None = None,
    place: str = "",
    notes: str = "",
    attended: Sequence[Attended] = (),
    said: Mapping[int, str] | None = None,
) -> int:
    """Note a meeting of the group, planned or held; return its id. `said` is by the preparation's id."""
    require(actor, GROUP, authority=authority)
    row = _meeting(actor, authority, group_meeting_id)
    row.held_on, row.starts_at, row.place, row.notes = held_on, starts_at, place.strip(), notes.strip()
    row.save()
    there = {one.municipality_id: one for one in attended}
    for municipality in boards(authority, on=held_on):
        one = there.get(municipality.id, Attended(municipality.id, present=None))
        models.GroupAttendance.objects.update_or_create(
            authority_id=authority,
            meeting=row,
            municipality_id=municipality.id,
            defaults={"present": one.present},
        )
    _note_matters(row, said or {})
    changes = {"held_on": held_on.isoformat(), "present": sum(one.present is True for one in attended)}
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
