"""Tables of how cost is shared out."""

from typing import ClassVar

from django.db import models

from tinget.economy.models.figures import KEPT
from tinget.foundation.models import OwnedModel


class Allocation(OwnedModel):
    """A service's cost for a year, shared out: printed by a document, or made here from a question."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = KEPT

    slug = models.SlugField(max_length=60)
    service = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    printed_sum = models.BigIntegerField(null=True)
    source = models.CharField(max_length=300, blank=True)
    question = models.JSONField(null=True)  # what `allocate` accepts; null: printed, the model is not stated
    explanation = models.JSONField(null=True)  # of a printed table: which models make it
    decision = models.CharField(max_length=200, blank=True)  # who adopted it, and where that stands
    is_published_fact = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-year", "service", "id"]
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "slug"], name="allocation_slug_once"),
        ]


class AllocationRow(OwnedModel):
    """What one municipality pays for the service in the year, whole SEK."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = KEPT

    allocation = models.ForeignKey(
        Allocation, on_delete=models.PROTECT, related_name="rows", db_constraint=False
    )
    municipality = models.ForeignKey("organisation.Municipality", on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["allocation", "municipality"], name="allocation_row_once"),
        ]
