"""The table of accruals."""

from typing import ClassVar

from django.db import models

from tinget.economy.models.figures import KEPT
from tinget.foundation.models import OwnedModel


class Accrual(OwnedModel):
    """A cost, whole SEK, that is booked on one day and is for other days; taken back, it counts no more."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = KEPT

    line = models.CharField(max_length=200)
    text = models.CharField(max_length=200)
    amount = models.BigIntegerField()
    booked_on = models.DateField()
    first = models.DateField()
    last = models.DateField()
    source = models.CharField(max_length=200)
    taken_back_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["booked_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last__gte=models.F("first")), name="accrual_ends_after_it_begins"
            ),
        ]
        indexes = [models.Index(fields=["authority_id", "booked_on"], name="accrual_by_day")]
