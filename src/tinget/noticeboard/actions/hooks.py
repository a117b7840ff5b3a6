"""Telling municipalities' own systems what their boards are to carry: where, what, and how it went."""

import datetime as dt
import secrets
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db.models import F
from django.utils.translation import gettext as _

from tinget.foundation import jobs, ledger
from tinget.foundation.errors import NotPossible
from tinget.noticeboard import models, queries
from tinget.noticeboard.permissions import FOLLOW, TELL
from tinget.noticeboard.rules.hooks import MOST_ATTEMPTS, Told, body_of, changes, secret_text
from tinget.organisation.api import Actor, Authority, Municipality, require

TELL_HOOKS, DELIVER = "noticeboard.tell_hooks", "noticeboard.deliver"
KEPT = dt.timedelta(days=365)


def set_hook(actor: Actor, *, authority: int, municipality: int, address: str) -> None:
    """Say where the municipality's own system is told; an empty address ends it."""
    require(actor, FOLLOW, authority=authority)
    if address and not address.startswith("https://") and not settings.TINGET_INNER_ADDRESSES:
        raise NotPossible(
            _("Adressen måste börja med https://, så att ingen annan kan läsa det som skickas.")
        )
    row = _hook(authority, municipality)
    if row.address == address:
        return
    before, row.address, row.told = row.address, address, {}
    row.save(update_fields=["address", "told"])
    if address:
        jobs.enqueue(TELL_HOOKS, authority=authority)
    ledger.append(
        actor,
        "set_hook",
        on=f"noticeboard.boardhook:{row.pk}",
        authority=authority,
        changes={"board": municipality, "address": [before or None, address or None]},
    )


def renew_secret(actor: Actor, *, authority: int, municipality: int) -> str:
    """Make a new secret for the municipality's system and return it, to be shown once."""
    require(actor, FOLLOW, authority=authority)
    row = _hook(authority, municipality)
    row.secret_number = F("secret_number") + 1
    row.save(update_fields=["secret_number"])
    row.refresh_from_db()
    ledger.append(
        actor,
        "renew_hook_secret",
        on=f"noticeboard.boardhook:{row.pk}",
        authority=authority,
        changes={"board": municipality},
    )
    return secret_text(queries.secret_of(row))


def try_hook(actor: Actor, *, authority: Authority, municipality: Municipality, at: dt.datetime) -> None:
    """Send a message that only tries whether messages arrive, and once more what was given up."""
    require(actor, FOLLOW, authority=authority.id)
    row = _hook(authority.id, municipality.id)
    if not row.address:
        raise NotPossible(_("Skriv och spara adressen först."))
    given_up = row.messages.filter(delivered_at__isnull=True, attempts__gte=MOST_ATTEMPTS)
    again = list(given_up.order_by("pk").values_list("pk", flat=True))
    given_up.update(attempts=0)
    for message in again:
        jobs.enqueue(DELIVER, authority=authority.id, message=message)
    _write(row, Told.TRIAL, _around(authority, municipality), paragraphs="", at=at)
    ledger.append(
        actor,
        "try_hook",
        on=f"noticeboard.boardhook:{row.pk}",
        authority=authority.id,
        changes={"board": municipality.id, "again": len(again)},
    )


def follow_notices(authority: int, _on: str, _action: str, _changes: Mapping[str, Any]) -> None:
    """After each entry about a notice or a posting: ask for the systems to be told, where there are any."""
    if queries.has_hooks(authority):
        jobs.enqueue(TELL_HOOKS, authority=authority)


def tell_hooks(
    actor: Actor, *, authority: Authority, boards: Mapping[int, Municipality], at: dt.datetime
) -> None:
    """Write to each system what has changed since it was last told; forget what was written a year ago."""
    require(actor, TELL, authority=authority.id)
    models.HookMessage.objects.filter(authority_id=authority.id, made_at__lt=at - KEPT).delete()
    rows = models.BoardHook.objects.select_for_update().filter(authority_id=authority.id)
    for row in rows.exclude(address="").order_by("pk"):
        now = queries.carried_by(authority, row.municipality_id, today=at.date())
        found = changes(row.told, now) if row.municipality_id in boards else []
        for one in found:
            data = {**_around(authority, boards[row.municipality_id]), one.noun: dict(one.notice)}
            _write(row, one.told, data, paragraphs=str(one.notice.get("paragraphs", "")), at=at)
        if found:
            row.told = dict(now)
            row.save(update_fields=["told"])


def note_delivery(actor: Actor, *, message_id: int, why: str, at: dt.datetime) -> None:
    """Note how an attempt went; an empty `why`: it arrived."""
    row = models.HookMessage.objects.select_for_update().get(pk=message_id)
    require(actor, TELL, authority=row.authority_id)
    row.attempts, row.tried_at, row.why = row.attempts + 1, at, why
    row.delivered_at = None if why else at
    row.save(update_fields=["attempts", "tried_at", "why", "delivered_at"])


def _hook(authority: int, municipality: int) -> models.BoardHook:
    models.BoardHook.objects.get_or_create(authority_id=authority, municipality_id=municipality)
    return models.BoardHook.objects.select_for_update().get(
        authority_id=authority, municipality_id=municipality
    )


def _around(authority: Authority, municipality: Municipality) -> dict[str, Any]:
    return {"authority": authority.name, "municipality": municipality.name}


def _write(
    hook: models.BoardHook, told: Told, data: Mapping[str, Any], *, paragraphs: str, at: dt.datetime
) -> None:
    row = models.HookMessage.objects.create(
        authority_id=hook.authority_id,
        hook=hook,
        key=f"msg_{secrets.token_hex(16)}",
        told=told.value,
        paragraphs=paragraphs,
        body=body_of(told, data, moment=at.isoformat()),
        made_at=at,
    )
    jobs.enqueue(DELIVER, authority=hook.authority_id, message=row.pk)
