"""Writing and reading ledger entries."""

import datetime as dt
import json
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import connection
from django.db.models import TextField
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext

from tinget.foundation import clock
from tinget.foundation.models import LedgerEntry

SALT_BYTES = 16
HISTORY_LIMIT = 200

_texts: dict[str, str] = {}
_listeners: list[tuple[str, "Listener"]] = []

Listener = Callable[[int, str, str, Mapping[str, Any]], None]


class LedgerActor(Protocol):
    """What the ledger needs to know of a person."""

    @property
    def who(self) -> str:
        """Return who acted."""
        ...

    @property
    def acting_as(self) -> str:
        """Return in which office."""
        ...


@dataclass(frozen=True)
class LedgerLine:
    """One entry as it is shown; all but `entry_id` is None when disposed of."""

    entry_id: int
    at: dt.datetime | None
    who: str | None
    acting_as: str | None
    action: str | None
    changes: Mapping[str, Any]


def append(
    actor: LedgerActor,
    action: str,
    *,
    on: str,
    authority: int,
    changes: Mapping[str, Any] | None = None,
    restriction: int | None = None,
) -> None:
    """Write what was done; the database links it into the authority's chain just before commit.

    An entry whose changes only some may see carries their restriction.
    """
    LedgerEntry.objects.create(
        authority_id=authority,
        salt=secrets.token_bytes(SALT_BYTES),
        entry=_canonical(actor, action, on=on, changes=changes or {}),
        restriction_id=restriction,
    )
    for prefix, listener in _listeners:
        if on.startswith(prefix):
            listener(authority, on, action, changes or {})


def listen(prefix: str, listener: Listener) -> None:
    """Call the function of (authority, on, action, changes) after each entry on such an object; from wiring.

    It runs in the same transaction: an error in it undoes the act.
    """
    if (prefix, listener) not in _listeners:
        _listeners.append((prefix, listener))


def dispose(actor: LedgerActor, *, entry_id: int, reason: str) -> None:
    """Empty an entry's values, as a disposal rule allows; the link stays, and an entry tells of it."""
    on = f"foundation.ledgerentry:{entry_id}"
    disposal = _canonical(actor, "dispose_ledger_entry", on=on, changes={"reason": reason})
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tinget_dispose_ledger_entry(%s, %s, %s)",
            [entry_id, secrets.token_bytes(SALT_BYTES), disposal],
        )


def dispose_about(
    actor: LedgerActor,
    *,
    authority: int,
    on: Iterable[str],
    reason: str,
    naming: tuple[str, Iterable[int]] | None = None,
) -> int:
    """Empty what is told on these objects, and what else names one of the ids under the key in `naming`.

    Returns how many entries were emptied; each leaves a disposal entry of its own.
    """
    rows = LedgerEntry.objects.filter(authority_id=authority).exclude(entry=None)
    told = set(rows.filter(on__in=list(on)).values_list("pk", flat=True))
    if naming is not None:
        key, ids = naming
        named = RawSQL("(entry::jsonb #>> %s)", [f"{{changes,{key}}}"], output_field=TextField())
        rows = rows.alias(named=named).filter(named__in=[str(one) for one in ids])
        told |= set(rows.values_list("pk", flat=True))
    for entry_id in sorted(told):
        dispose(actor, entry_id=entry_id, reason=reason)
    return len(told)


def history(authority: int, on: str) -> list[LedgerLine]:
    """Return what happened to one object, newest first, at most 200 lines."""
    rows = LedgerEntry.objects.filter(authority_id=authority, on=on).order_by("-id")[:HISTORY_LIMIT]
    return [_line(row) for row in rows]


def describe(texts: Mapping[str, str]) -> None:
    """Add Swedish words for actions; called by the wiring for each module."""
    _texts.update(texts)


def text_of(action: str) -> str:
    """Return the action in Swedish, or its name where nobody described it."""
    return gettext(_texts.get(action, action))


def _canonical(actor: LedgerActor, action: str, *, on: str, changes: Mapping[str, Any]) -> str:
    entry = {
        "at": clock.now().isoformat(),
        "who": actor.who,
        "as": actor.acting_as,
        "action": action,
        "on": on,
        "changes": dict(changes),
    }
    return json.dumps(entry, ensure_ascii=False, sort_keys=True, default=str)


def _line(row: LedgerEntry) -> LedgerLine:
    if row.entry is None:
        return LedgerLine(row.pk, None, None, None, None, {})
    entry = json.loads(row.entry)
    moment = dt.datetime.fromisoformat(entry["at"])
    return LedgerLine(row.pk, moment, entry["who"], entry["as"], entry["action"], entry["changes"])
