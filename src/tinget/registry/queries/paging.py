"""What all lists share: what the asker may see of an authority, and counts that never count everything."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from tinget.foundation.scoping import current_scope

PAGE = 50
COUNTED = 500


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows there are, counted no further than 500."""

    number: int

    @property
    def is_capped(self) -> bool:
        """Whether there are more than were counted."""
        return self.number > COUNTED

    def __str__(self) -> str:
        return f"{COUNTED}+" if self.is_capped else str(self.number)


def sees_all(authority: int) -> bool:
    """Whether the asker holds any mandate in the authority, and so sees its register whole."""
    return authority in current_scope().authorities


def seen_of(rows: QuerySet[Any], authority: int) -> QuerySet[Any]:
    """Narrow rows to one authority and, for whoever looks in from outside, to what is published.

    Row security does the same; said here too, PostgreSQL can use the index over published rows.
    """
    rows = rows.filter(authority_id=authority)
    if sees_all(authority):
        return rows
    return rows.filter(published_at__isnull=False)


def counted(rows: QuerySet[Any]) -> Count:
    """Count at most one more than the cap."""
    return Count(rows.order_by()[: COUNTED + 1].count())
