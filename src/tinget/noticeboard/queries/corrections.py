"""A board's times as they were told, those that were put right too: for the staff alone."""

import datetime as dt
from dataclasses import dataclass

from django.http import Http404

from tinget.noticeboard import models
from tinget.noticeboard.permissions import FOLLOW
from tinget.organisation.api import Actor, require


class DisplayNotFound(Http404):
    """No such time on the board, or none that counts still."""


@dataclass(frozen=True, slots=True)
class ToldTime:
    """A time on a board as it was told; one with `corrected_at` counts no longer."""

    id: int
    posting_id: int
    up_on: dt.date
    down_on: dt.date | None
    up_by: str
    down_by: str
    corrected_at: dt.datetime | None
    corrected_note: str


def told_times(actor: Actor, *, authority: int, posting_id: int) -> list[ToldTime]:
    """Return everything that was told of a posting, oldest first, for the authority's staff."""
    require(actor, FOLLOW, authority=authority)
    rows = models.Display.objects.filter(authority_id=authority, posting_id=posting_id)
    return [
        ToldTime(
            row.pk,
            row.posting_id,
            row.up_on,
            row.down_on,
            row.up_by,
            row.down_by,
            row.corrected_at,
            row.corrected_note,
        )
        for row in rows
    ]


def told_time(actor: Actor, *, authority: int, posting_id: int, display_id: int) -> ToldTime:
    """Return one time that counts, or raise DisplayNotFound."""
    told = told_times(actor, authority=authority, posting_id=posting_id)
    found = next((one for one in told if one.id == display_id and one.corrected_at is None), None)
    if found is None:
        raise DisplayNotFound
    return found
