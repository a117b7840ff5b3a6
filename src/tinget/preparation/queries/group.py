"""Reads of the preparatory group's meetings."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.http import Http404

from tinget.organisation.api import Municipality, municipalities
from tinget.preparation import models
from tinget.preparation.queries.preparations import WITHHELD, lines_of
from tinget.preparation.rules.lines import AttendanceLine, GroupMeetingView, PreparationLine

Said = list[tuple[int, date, str]]


class GroupMeetingNotFound(Http404):
    """No such meeting of the group."""


def group_meetings(authority: int) -> list[GroupMeetingView]:
    """List the group's meetings, newest first."""
    rows = models.GroupMeeting.objects.filter(authority_id=authority).prefetch_related(
        "attendance", "matters__preparation"
    )
    return _views(authority, list(rows))


def group_meeting(authority: int, group_meeting_id: int) -> GroupMeetingView:
    """Find a meeting of the group, or GroupMeetingNotFound."""
    row = models.GroupMeeting.objects.filter(authority_id=authority, pk=group_meeting_id).first()
    if row is None:
        raise GroupMeetingNotFound(str(group_meeting_id))
    return _views(authority, [row])[0]


def said_of(line: PreparationLine) -> Said:
    """List what the group said of a matter; of a secret case's no words."""
    said = said_whole(line.id)
    return [(meeting, day, WITHHELD) for meeting, day, _text in said] if line.is_secret else said


def said_whole(preparation_id: int) -> Said:
    """List what the group said of a matter: the meeting, its day and the words, newest first."""
    rows = models.GroupMatter.objects.filter(preparation_id=preparation_id).select_related("meeting")
    return [
        (one.meeting_id, one.meeting.held_on, one.text)
        for one in rows.order_by("-meeting__held_on", "-meeting_id")
    ]


def _views(authority: int, rows: Sequence[models.GroupMeeting]) -> list[GroupMeetingView]:
    """Make the values of these rows, with a fixed number of queries however many they are."""
    told = {one.preparation_id: one.preparation for row in rows for one in row.matters.all()}
    lines = {line.id: line for line in lines_of(authority, list(told.values()))}
    places = municipalities()
    return [_view(row, lines, places) for row in rows]


def _view(
    row: models.GroupMeeting, lines: Mapping[int, PreparationLine], places: Sequence[Municipality]
) -> GroupMeetingView:
    told = list(row.matters.all())
    there = {one.municipality_id: one for one in row.attendance.all()}
    attendance = tuple(
        AttendanceLine(place.id, place.name, there[place.id].present) for place in places if place.id in there
    )
    return GroupMeetingView(
        id=row.pk,
        held_on=row.held_on,
        starts_at=row.starts_at,
        place=row.place,
        notes=row.notes,
        attendance=attendance,
        matters=tuple(
            (lines[one.preparation_id], WITHHELD if lines[one.preparation_id].is_secret else one.text)
            for one in told
        ),
        is_demonstration=row.is_demonstration,
    )
