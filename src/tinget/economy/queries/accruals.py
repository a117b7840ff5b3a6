"""Reads of accruals."""

from dataclasses import dataclass

from tinget.economy import models
from tinget.economy.rules.accruals import Accrual


@dataclass(frozen=True, slots=True)
class AccrualView:
    """An accrual with what it is and where that stands."""

    id: int
    accrual: Accrual
    text: str
    source: str


def accruals(authority: int, year: int) -> list[AccrualView]:
    """Return the accruals that are booked in the year or for a day of it, those taken back left out."""
    rows = models.Accrual.objects.filter(
        authority_id=authority,
        taken_back_at=None,
        first__year__lte=year,
        last__year__gte=year,
    ) | models.Accrual.objects.filter(authority_id=authority, taken_back_at=None, booked_on__year=year)
    return [
        AccrualView(
            row.pk,
            Accrual(row.line, row.amount, row.booked_on, row.first, row.last),
            row.text,
            row.source,
        )
        for row in rows
    ]
