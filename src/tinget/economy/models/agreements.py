"""The table of agreements."""

from typing import ClassVar

from django.db import models

from tinget.economy.models.figures import KEPT
from tinget.foundation.models import OwnedModel


class Agreement(OwnedModel):
    """An agreement as documents tell of it: its time, its options and its price lines."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = KEPT

    slug = models.SlugField(max_length=60)
    subject = models.CharField(max_length=200)
    solution = models.CharField(max_length=60, blank=True)  # the word of the shared solution
    told = models.JSONField()  # the facts, as rules.agreements writes and reads them
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["subject", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "slug"], name="agreement_slug_once"),
        ]
