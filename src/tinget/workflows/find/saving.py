"""Saved searches: kept, removed, followed by e-mail or as a feed; each its owner's alone."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.signing import BadSignature, Signer
from django.db import connection
from django.http import Http404
from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.organisation.api import Actor, require
from tinget.workflows.find.asked import FIELDS
from tinget.workflows.find.permissions import SAVE
from tinget.workflows.models import SavedSearch

MOST = 50  # saved searches of one person
NAME_LENGTH = 100
TOKEN_BYTES = 24
LINK = Signer(salt="find.stop_mail")


class SearchNotSaved(Http404):
    """No such saved search, or none of the asker's."""


@dataclass(frozen=True, slots=True)
class LinkHolder:
    """Whoever has the link in a letter about a saved search: that is all that is known of them."""

    who: str = "den som fått brevet"
    acting_as: str = "innehavare av länken i brevet"


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved search as it is shown."""

    id: int
    authority_id: int
    person_id: int
    name: str
    query: Mapping[str, str]
    seen_at: dt.datetime
    by_mail: bool
    mailed_at: dt.datetime | None
    has_feed: bool


def save(actor: Actor, *, authority: int, name: str, query: Mapping[str, str], at: dt.datetime) -> int:
    """Keep a search under a name; what is there now counts as seen."""
    person, name = _person(actor, authority), " ".join(name.split())[:NAME_LENGTH]
    kept = {field: value for field, value in query.items() if field in FIELDS and value}
    if not name:
        raise NotPossible(_("Skriv vad sökningen ska heta."))
    if not kept:
        raise NotPossible(_("Sök efter något först, så kan sökningen sparas."))
    if SavedSearch.objects.filter(authority_id=authority, person_id=person).count() >= MOST:
        raise NotPossible(_("Du har redan %(most)s sparade sökningar. Ta bort någon först.") % {"most": MOST})
    made = SavedSearch.objects.create(
        authority_id=authority, person_id=person, name=name, query=kept, created_at=at, seen_at=at
    )
    _tell(actor, "save_search", made)
    return made.pk


def remove(actor: Actor, *, authority: int, search_id: int) -> None:
    """Keep the search no more; its feed ends and no mail comes."""
    row = _mine(actor, authority, search_id)
    _tell(actor, "remove_search", row)
    row.delete()


def follow_by_mail(actor: Actor, *, authority: int, search_id: int, wanted: bool, at: dt.datetime) -> None:
    """Begin to send what is new once a day, from now on, or end it."""
    row = _mine(actor, authority, search_id)
    row.by_mail, row.mailed_at = wanted, at if wanted else None
    row.save(update_fields=["by_mail", "mailed_at"])
    _tell(actor, "follow_search", row)


def link_to_stop(authority: int, search_id: int) -> str:
    """Return the secret of the address where the letters are ended; it is reckoned anew, and kept nowhere."""
    return LINK.sign_object([authority, search_id])


def search_of_link(authority: int, token: str) -> int:
    """Return the search that such a secret is about, or SearchNotSaved."""
    try:
        about, search_id = LINK.unsign_object(token)
    except (BadSignature, ValueError) as wrong:
        raise SearchNotSaved from wrong
    if about != authority:
        raise SearchNotSaved
    return int(search_id)


def stop_mail(*, authority: int, search_id: int) -> None:
    """End the letters, for whoever has the link; the search stays. Without letters nothing is done."""
    row = SavedSearch.objects.select_for_update().filter(authority_id=authority, pk=search_id).first()
    if row is None:
        raise SearchNotSaved(str(search_id))
    if not row.by_mail:
        return
    row.by_mail, row.mailed_at = False, None
    row.save(update_fields=["by_mail", "mailed_at"])
    on = f"find.savedsearch:{row.pk}"
    ledger.append(LinkHolder(), "stop_search_mail", on=on, authority=authority)


def open_feed(actor: Actor, *, authority: int, search_id: int) -> str:
    """Give the search a feed and return the secret of its address, shown once; an earlier one ends."""
    row = _mine(actor, authority, search_id)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row.token_sha256 = digest(token)
    row.save(update_fields=["token_sha256"])
    _tell(actor, "follow_search", row)
    return token


def close_feed(actor: Actor, *, authority: int, search_id: int) -> None:
    """End the feed: its address leads nowhere any more."""
    row = _mine(actor, authority, search_id)
    row.token_sha256 = None
    row.save(update_fields=["token_sha256"])
    _tell(actor, "follow_search", row)


def saved(authority: int, person: int) -> list[Saved]:
    """List a person's saved searches, by name."""
    rows = SavedSearch.objects.filter(authority_id=authority, person_id=person)
    return [_line(row) for row in rows.order_by("name", "pk")]


def saved_by_id(actor: Actor, *, authority: int, search_id: int) -> Saved:
    """Find one of the asker's saved searches, or SearchNotSaved."""
    return _line(_mine(actor, authority, search_id))


def see(actor: Actor, *, authority: int, search_id: int, at: dt.datetime) -> None:
    """Count what is there now as seen; of this nothing is told."""
    row = _mine(actor, authority, search_id)
    row.seen_at = at
    row.save(update_fields=["seen_at"])


def owner_of_feed(token: str) -> tuple[int, int, int]:
    """Return authority, person and number of the search whose feed has this secret, or SearchNotSaved."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM tinget_saved_search_of(%s)", [digest(token)])
        row = cursor.fetchone()
    if row is None:
        raise SearchNotSaved
    return row[0], row[1], row[2]


def row_of(search_id: int) -> Saved | None:
    """Return a saved search within the scope of a job, which reads everybody's."""
    row = SavedSearch.objects.filter(pk=search_id).first()
    return _line(row) if row else None


def due_for_mail(authority: int, *, before: dt.datetime) -> list[int]:
    """List the searches whose owners were last written to before this moment."""
    rows = SavedSearch.objects.filter(authority_id=authority, by_mail=True, mailed_at__lt=before)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def mailed(search_id: int, *, at: dt.datetime) -> None:
    """Remember that the owner has been written to, or that nothing was new."""
    SavedSearch.objects.filter(pk=search_id).update(mailed_at=at)


def digest(token: str) -> str:
    """Return what is stored of a secret address."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _mine(actor: Actor, authority: int, search_id: int) -> SavedSearch:
    person = _person(actor, authority)
    rows = SavedSearch.objects.select_for_update()
    row = rows.filter(pk=search_id, authority_id=authority, person_id=person).first()
    if row is None:
        raise SearchNotSaved(str(search_id))
    return row


def _person(actor: Actor, authority: int) -> int:
    require(actor, SAVE, authority=authority)
    if actor.person_id is None:
        raise SearchNotSaved
    return actor.person_id


def _tell(actor: Actor, action: str, row: SavedSearch) -> None:
    """Say that it was done; what somebody looks for is nobody else's business."""
    ledger.append(actor, action, on=f"find.savedsearch:{row.pk}", authority=row.authority_id)


def _line(row: SavedSearch) -> Saved:
    return Saved(
        id=row.pk,
        authority_id=row.authority_id,
        person_id=row.person_id,
        name=row.name,
        query=row.query,
        seen_at=row.seen_at,
        by_mail=row.by_mail,
        mailed_at=row.mailed_at,
        has_feed=row.token_sha256 is not None,
    )
