"""Where municipalities' own systems are told, by which secret, and what became of each message."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.crypto import salted_hmac

from tinget.noticeboard import models
from tinget.noticeboard.permissions import FOLLOW
from tinget.noticeboard.queries.on_board import notice_content, on_board, summons_content
from tinget.noticeboard.rules.hooks import MOST_ATTEMPTS, TOLD_TEXTS, Told, key_of
from tinget.organisation.api import Actor, Authority, require

PURPOSE = "tinget.noticeboard.hook"
LISTED = 50


@dataclass(frozen=True, slots=True)
class MessageLine:
    """A message as the board's page lists it."""

    told: Told
    paragraphs: str
    made_at: dt.datetime
    attempts: int
    tried_at: dt.datetime | None
    delivered_at: dt.datetime | None
    why: str

    @property
    def text(self) -> str:
        """What it tells, in Swedish."""
        return TOLD_TEXTS[self.told]

    @property
    def is_given_up(self) -> bool:
        """Whether it has been tried as often as it will be."""
        return self.delivered_at is None and self.attempts >= MOST_ATTEMPTS


@dataclass(frozen=True, slots=True)
class Errand:
    """A message that is to be sent: where to, and by which secret."""

    address: str
    secret: bytes
    key: str
    body: str


def secret_of(hook: models.BoardHook) -> bytes:
    """Derive the secret of a municipality's system from the site's own, so that it is kept nowhere."""
    what = f"{hook.authority_id}:{hook.municipality_id}:{hook.secret_number}"
    return salted_hmac(PURPOSE, what, algorithm="sha256").digest()


def hook_address(actor: Actor, *, authority: int, municipality: int) -> str:
    """Return where the municipality's system is told, for the staff; empty: nowhere."""
    require(actor, FOLLOW, authority=authority)
    rows = models.BoardHook.objects.filter(authority_id=authority, municipality_id=municipality)
    return rows.values_list("address", flat=True).first() or ""


def messages_to(actor: Actor, *, authority: int, municipality: int) -> list[MessageLine]:
    """Return the messages to the municipality's system, newest first, at most 50, for the staff."""
    require(actor, FOLLOW, authority=authority)
    rows = models.HookMessage.objects.filter(authority_id=authority, hook__municipality_id=municipality)
    return [_line(row) for row in rows[:LISTED]]


def has_hooks(authority: int) -> bool:
    """Tell whether any municipality's system is to be told."""
    return models.BoardHook.objects.filter(authority_id=authority).exclude(address="").exists()


def carried_by(authority: Authority, municipality: int, *, today: dt.date) -> dict[str, Mapping[str, Any]]:
    """Return what the municipality's board is to carry, as its JSON has it, by the notices' keys."""
    return {
        key_of(view.id, is_summons=view.summons is not None): summons_content(
            authority, view, posting, view.summons
        )
        if view.summons
        else notice_content(authority, view, posting)
        for view, posting in on_board(authority.id, municipality, today=today)
    }


def errand(message_id: int) -> Errand | None:
    """Return what is to be sent; None when it has arrived, or nobody is to be told any more."""
    row = models.HookMessage.objects.select_related("hook").filter(pk=message_id).first()
    if row is None or row.delivered_at is not None or not row.hook.address:
        return None
    return Errand(row.hook.address, secret_of(row.hook), row.key, row.body)


def _line(row: models.HookMessage) -> MessageLine:
    return MessageLine(
        told=Told(row.told),
        paragraphs=row.paragraphs,
        made_at=row.made_at,
        attempts=row.attempts,
        tried_at=row.tried_at,
        delivered_at=row.delivered_at,
        why=row.why,
    )
