"""Keeping signed files provable: a new time stamp before the certificate of the newest one ends."""

import datetime as dt

from django.db.models import Q

from tinget.foundation import events, ledger
from tinget.organisation.api import Actor, require
from tinget.signatures import models, queries
from tinget.signatures.actions.papers import add_file, end_of_stamp, renewed_file
from tinget.signatures.actions.rows import locked
from tinget.signatures.events import StampRenewed
from tinget.signatures.permissions import PRESERVE
from tinget.signatures.rules import RENEWED_BEFORE, FileReason, RequestState

BATCH = 200


def due_for_renewal(authority: int, *, at: dt.datetime) -> list[int]:
    """Return the requests whose newest stamp ends within ninety days, or is not known yet; 200 at most."""
    rows = models.SigningRequest.objects.filter(authority_id=authority, state=RequestState.COMPLETE.value)
    due = rows.filter(Q(stamped_until__lt=at + RENEWED_BEFORE) | Q(stamped_until=None))
    return list(due.order_by("stamped_until", "pk").values_list("pk", flat=True)[:BATCH])


def renew_stamp(actor: Actor, *, request_id: int, at: dt.datetime) -> bool:
    """Set another time stamp over a signed file, if its newest one ends soon; return whether it was done.

    NotPossible where the newest stamp holds no longer: then it is too late, and somebody must know.
    """
    row = locked(request_id)
    require(actor, PRESERVE, authority=row.authority_id)
    before = queries.request(row.pk).file
    row.stamped_until = end_of_stamp(row.authority_id, before)
    if row.stamped_until >= at + RENEWED_BEFORE:
        row.save(update_fields=["stamped_until"])
        return False
    file = renewed_file(row, before, at=at)
    row.stamped_until = end_of_stamp(row.authority_id, file)
    row.save(update_fields=["stamped_until"])
    add_file(row, file, reason=FileReason.RENEWED, at=at)
    events.raise_event(
        StampRenewed(
            authority=row.authority_id,
            request_id=row.pk,
            about=row.about,
            before=before,
            file=file,
            name=row.name,
            at=at,
            is_demonstration=row.is_demonstration,
        )
    )
    ledger.append(
        actor,
        "renew_stamp",
        on=f"signatures.signingrequest:{row.pk}",
        authority=row.authority_id,
        changes={"before": before.sha256, "sha256": file.sha256},
    )
    return True
