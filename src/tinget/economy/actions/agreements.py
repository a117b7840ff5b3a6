"""Load the agreements that documents tell of."""

import datetime as dt
from collections.abc import Iterable

from tinget.economy import models
from tinget.economy.rules.agreements import Agreement, as_told


def load_agreements(authority: int, agreements: Iterable[Agreement], *, at: dt.datetime) -> int:
    """Keep each agreement as it is told now, for the action that loads; return how many were written."""
    changed = 0
    for one in agreements:
        values = {"subject": one.subject, "solution": one.solution, "told": as_told(one)}
        row = models.Agreement.objects.filter(authority_id=authority, slug=one.slug).first()
        if row is not None and all(getattr(row, name) == value for name, value in values.items()):
            continue
        models.Agreement.objects.update_or_create(
            authority_id=authority, slug=one.slug, defaults={**values, "published_at": at}
        )
        changed += 1
    return changed
