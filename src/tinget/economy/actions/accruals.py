"""Spread a cost over the months that it is for, and take that back."""

import datetime as dt

from django.utils.translation import gettext as _

from tinget.economy import models
from tinget.economy.permissions import BOOKS
from tinget.economy.queries import FigureNotFound
from tinget.economy.rules.accruals import MOST_MONTHS, Accrual
from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.organisation.api import Actor, require


def add_accrual(
    actor: Actor, *, authority: int, accrual: Accrual, text: str, source: str, at: dt.datetime
) -> int:
    """Keep an accrual; it is open to all at once, as the outcome that it explains. Returns its id."""
    require(actor, BOOKS, authority=authority)
    return keep_accrual(actor, authority=authority, accrual=accrual, text=text, source=source, at=at)


def keep_accrual(
    actor: Actor, *, authority: int, accrual: Accrual, text: str, source: str, at: dt.datetime
) -> int:
    """Keep an accrual for another action, which has checked its own permission."""
    if accrual.last < accrual.first:
        raise NotPossible(_("Den sista dagen kan inte vara tidigare än den första."))
    if accrual.months > MOST_MONTHS:
        raise NotPossible(_("En kostnad kan gälla högst tio år. Dela upp den på flera."))
    row = models.Accrual.objects.create(
        authority_id=authority,
        line=accrual.line,
        text=text,
        amount=accrual.amount,
        booked_on=accrual.booked_on,
        first=accrual.first,
        last=accrual.last,
        source=source,
        published_at=at,
    )
    ledger.append(
        actor,
        "add_accrual",
        on=f"economy.accrual:{row.pk}",
        authority=authority,
        changes={"line": accrual.line, "amount": accrual.amount, "source": source},
    )
    return row.pk


def take_back_accrual(actor: Actor, *, authority: int, accrual: int, at: dt.datetime) -> int:
    """Let an accrual count no more; it stays in the ledger. Returns the year it was booked in."""
    require(actor, BOOKS, authority=authority)
    row = models.Accrual.objects.select_for_update().filter(authority_id=authority, pk=accrual).first()
    if row is None:
        raise FigureNotFound
    if row.taken_back_at is not None:
        raise NotPossible(_("Periodiseringen är redan tagen tillbaka."))
    row.taken_back_at = at
    row.save()
    ledger.append(actor, "take_back_accrual", on=f"economy.accrual:{row.pk}", authority=authority)
    return row.booked_on.year
