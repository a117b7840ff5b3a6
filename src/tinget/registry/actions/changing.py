"""How a case's or record's fields change: only what differs, told as from and to, never past a marking."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tinget.foundation.errors import NotPossible
from tinget.registry.models import Case, Record

TOLD = frozenset({"title", "counterpart", "note"})  # what a marking may withhold from the public entry


def values_to_change(row: Case | Record, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the given values that differ from the row's; refuse those that a secrecy marking withholds."""
    changed = {field: value for field, value in given.items() if getattr(row, field) != value}
    if row.is_secret and TOLD & set(changed):
        raise NotPossible(
            _("Uppgifterna är sekretessmarkerade och kan inte ändras här. Häv markeringen först.")
        )
    return changed


def must_not_be_marked(row: Case | Record) -> None:
    """Refuse to add words about somebody to what is marked secret: they would stand in the open."""
    if row.is_secret:
        raise NotPossible(
            _("Ärendet är sekretessmarkerat. Det går inte att skriva till parter eller anteckningar här.")
        )


def told(row: Case | Record, changed: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Say each change as from and to, for the ledger."""
    return {field: {"from": getattr(row, field), "to": value} for field, value in changed.items()}
