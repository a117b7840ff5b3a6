"""Drafts: a file taken in and read, corrected by a person, or thrown away; nothing here is a fact yet."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tinget.foundation import files, ledger
from tinget.foundation.errors import Expected, NotPossible
from tinget.foundation.files import FileRefused
from tinget.foundation.files.store import Readable
from tinget.organisation import api as organisation
from tinget.workflows.import_minutes.errors import Unreadable
from tinget.workflows.import_minutes.permissions import IMPORT
from tinget.workflows.import_minutes.reading import MOST_BYTES, text_of
from tinget.workflows.import_minutes.rules.facts import MinutesRead
from tinget.workflows.import_minutes.rules.read import read_minutes
from tinget.workflows.models import ImportedMinutes

ACCEPT = frozenset({"application/pdf", "text/plain"})
NAME_LENGTH = 200
SHOWN_DRAFTS = 50


class DraftNotFound(Expected):
    """There is no such draft in the asker's scope."""


@dataclass(frozen=True)
class Taken:
    """What taking a file in gave; `is_new` is false where the same file was there already."""

    draft: ImportedMinutes
    is_new: bool


def take_in(
    actor: organisation.Actor, *, authority: int, content: Readable | bytes, name: str, at: dt.datetime
) -> Taken:
    """Store and read a file; the same file again gives the draft that is there.

    Raises FileRefused where it is no PDF or text, or holds no text that can be read.
    """
    organisation.require(actor, IMPORT, authority=authority)
    stored = files.store(authority, content, name=name, limit=MOST_BYTES, accept=ACCEPT)
    known = ImportedMinutes.objects.filter(authority_id=authority, sha256=stored.sha256).first()
    if known is not None:
        return Taken(known, is_new=False)
    with files.open_stored(authority, stored.sha256) as file:
        text = _text(file.read(), name)
    draft = ImportedMinutes.objects.create(
        authority_id=authority,
        sha256=stored.sha256,
        name=Path(name).name[:NAME_LENGTH],
        size=stored.size,
        media_type=stored.media_type,
        text=text,
        facts=facts_of(read_minutes(text), name),
        created_at=at,
        created_by=actor.name,
    )
    changes = {"name": draft.name, "sha256": draft.sha256}
    ledger.append(actor, "take_in_minutes", on=_on(draft), authority=authority, changes=changes)
    return Taken(draft, is_new=True)


def _text(data: bytes, name: str) -> str:
    try:
        return text_of(data).replace("\x00", "")
    except Unreadable as problem:
        told = {"name": name, "why": str(problem)}
        raise FileRefused(_("”%(name)s” kan inte läsas: %(why)s.") % told) from problem


def facts_of(read: MinutesRead, name: str) -> dict[str, Any]:
    """Give what a draft keeps: what is printed of a file, and what acceptance needs besides."""
    facts = read.printed(name)
    for printed, notice in zip(facts["meeting"]["notices"], read.meeting.notices, strict=True):
        printed["kept_at"] = notice.kept_at
    return facts | {"body": read.body, "parties": read.parties}


def draft_of(authority: int, draft_id: int) -> ImportedMinutes:
    """Find a draft of the authority, or raise DraftNotFound."""
    found = ImportedMinutes.objects.filter(authority_id=authority, pk=draft_id).first()
    if found is None:
        raise DraftNotFound(_("Det inlästa protokollet finns inte."))
    return found


def drafts(authority: int) -> list[ImportedMinutes]:
    """Give the files that were taken in, newest first, without their texts."""
    return list(ImportedMinutes.objects.filter(authority_id=authority).defer("text")[:SHOWN_DRAFTS])


@transaction.atomic
def correct(
    actor: organisation.Actor, draft: ImportedMinutes, *, paragraph: str | None, values: Mapping[str, Any]
) -> None:
    """Write a person's corrections to the meeting (no paragraph) or an item; its doubts are then settled."""
    organisation.require(actor, IMPORT, authority=draft.authority_id)
    row = locked(draft)
    target = row.facts["meeting"] if paragraph is None else item_of(row, paragraph)
    changed = sorted(name for name, value in values.items() if target.get(name) != value)
    target.update(values)
    row.facts["doubts"] = [one for one in row.facts["doubts"] if not _belongs(one["field"], paragraph)]
    row.save(update_fields=["facts"])
    changes = {"paragraph": paragraph, "fields": changed}
    ledger.append(actor, "correct_imported_minutes", on=_on(row), authority=row.authority_id, changes=changes)


def _belongs(field: str, paragraph: str | None) -> bool:
    start = "meeting." if paragraph is None else f"items.{paragraph}."
    return field.startswith(start)


def item_of(draft: ImportedMinutes, paragraph: str) -> dict[str, Any]:
    """Find an item of a draft by its paragraph, or raise DraftNotFound."""
    for item in draft.facts["items"]:
        if item["paragraph"] == paragraph:
            found: dict[str, Any] = item
            return found
    raise DraftNotFound(_("Paragrafen finns inte i det inlästa protokollet."))


@transaction.atomic
def discard(actor: organisation.Actor, draft: ImportedMinutes) -> None:
    """Throw a draft away; what was accepted stays."""
    organisation.require(actor, IMPORT, authority=draft.authority_id)
    row = locked(draft)
    ledger.append(
        actor, "discard_imported_minutes", on=_on(row), authority=row.authority_id, changes={"name": row.name}
    )
    row.delete()


def locked(draft: ImportedMinutes) -> ImportedMinutes:
    """Lock the row of a draft that is not accepted; raise NotPossible where it is."""
    row = ImportedMinutes.objects.select_for_update().filter(pk=draft.pk).first()
    if row is None:
        raise DraftNotFound(_("Det inlästa protokollet finns inte."))
    if row.accepted_at is not None:
        raise NotPossible(_("Protokollet är redan godkänt och ändras inte här."))
    return row


def _on(draft: ImportedMinutes) -> str:
    return f"workflows.importedminutes:{draft.pk}"


def rows_of(text: str) -> list[str]:
    """Give the lines of the original, numbered as the reader numbers them."""
    return [row.replace("\f", "") for row in re.split(r"\r\n|\n|\r", text)]
