"""A reader's own notes: kept and removed by the reader, and seen by nobody else."""

import datetime as dt

from django.http import Http404
from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.meetings import api as meetings
from tinget.organisation.api import Actor, require
from tinget.summons.models import Note
from tinget.summons.permissions import READ

MOST = 500  # notes of one person to one meeting


class NoteNotFound(Http404):
    """No such note, or none of the asker's."""


def keep_note(actor: Actor, *, meeting_id: int, item_id: int, text: str, quote: str, at: dt.datetime) -> int:
    """Keep a note at an item of the agenda; the ledger says that one was kept, never what it says."""
    meeting = meetings.meeting_by_id(meeting_id)
    require(actor, READ, authority=meeting.authority)
    text, quote = text.strip(), quote.strip()
    if not text and not quote:
        raise NotPossible(_("Skriv något att anteckna, eller klistra in orden du vill stryka för."))
    if all(item.id != item_id for item in meeting.items):
        raise NotPossible(_("Punkten står inte längre på dagordningen."))
    if Note.objects.filter(meeting_id=meeting_id, person_id=actor.person_id or 0).count() >= MOST:
        raise NotPossible(_("Du har redan %(most)s anteckningar. Ta bort någon först.") % {"most": MOST})
    row = Note.objects.create(
        authority_id=meeting.authority, meeting_id=meeting_id, item_id=item_id,
        person_id=actor.person_id or 0, text=text, quote=quote, at=at,
    )  # fmt: skip
    ledger.append(actor, "keep_note", on=f"summons.note:{row.pk}", authority=meeting.authority)
    return row.pk


def remove_note(actor: Actor, *, note_id: int) -> None:
    """Take away one of the actor's own notes."""
    row = Note.objects.filter(pk=note_id, person_id=actor.person_id or 0).first()
    if row is None:
        raise NoteNotFound(str(note_id))
    require(actor, READ, authority=row.authority_id)
    on = f"summons.note:{row.pk}"
    row.delete()
    ledger.append(actor, "remove_note", on=on, authority=row.authority_id)
