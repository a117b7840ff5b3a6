"""The table of results that are taken off, or put on, a later year's bills."""

from typing import ClassVar

from django.db import models

from tinget.economy.models.figures import KEPT
from tinget.foundation.models import OwnedModel


class Settlement(OwnedModel):
    """A decision that a year's surplus or deficit goes to a later year's bills, until it is taken back."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = KEPT

    year = models.PositiveSmallIntegerField()
    to_year = models.PositiveSmallIntegerField()
    decision = models.CharField(max_length=200)
    decided_on = models.DateField()
    rows = models.JSONField()  # [municipality's id, whole SEK, above 0 a surplus], as they were when decided
    taken_back_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority_id", "year"],
                condition=models.Q(taken_back_at=None),
                name="settlement_once_a_year",
            ),
            models.CheckConstraint(
                condition=models.Q(to_year__gt=models.F("year")), name="settlement_in_a_later_year"
            ),
        ]
