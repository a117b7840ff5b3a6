"""A person's own calendar: opened at a secret address, and closed again."""

import datetime as dt
import hashlib
import secrets

from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.organisation.api import Actor, require
from tinget.summons.models import CalendarFeed
from tinget.summons.permissions import READ

TOKEN_BYTES = 32


def digest(token: str) -> str:
    """Return what is stored of a secret address."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def open_calendar(actor: Actor, *, authority: int, at: dt.datetime) -> str:
    """Give the actor a calendar and return the secret of its address, shown once; an earlier one ends."""
    require(actor, READ, authority=authority)
    if actor.person_id is None:
        raise NotPossible(_("En egen kalender hör till en person."))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row, _is_new = CalendarFeed.objects.update_or_create(
        authority_id=authority,
        person_id=actor.person_id,
        defaults={"token_sha256": digest(token), "opened_at": at},
    )
    ledger.append(actor, "open_calendar", on=f"summons.calendarfeed:{row.pk}", authority=authority)
    return token


def close_calendar(actor: Actor, *, authority: int) -> None:
    """End the actor's calendar: its address leads nowhere any more."""
    require(actor, READ, authority=authority)
    row = CalendarFeed.objects.filter(authority_id=authority, person_id=actor.person_id or 0).first()
    if row is None:
        return
    on = f"summons.calendarfeed:{row.pk}"
    row.delete()
    ledger.append(actor, "close_calendar", on=on, authority=authority)
