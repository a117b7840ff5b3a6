"""Tables of how cost is shared out."""

from typing import ClassVar

from django.db import models

from tinget.economy.models.figures import KEPT
from tinget.economy.rules.billing import Billing
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
    billing = models.CharField(max_length=10, default=Billing.ADVANCE.value)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="replaced_by", null=True, db_constraint=False
    )
    index_name = models.CharField(max_length=20, blank=True)
    index_month = models.CharField(max_length=7, blank=True)  # 2026-10: whose value was used
    is_published_fact = models.BooleanField(default=False)
    is_demonstration = models.BooleanField(default=False)
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


class AgreedIndex(OwnedModel):
    """By which index, read in which month, an agreement says that a service's cost is raised."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = KEPT

    service = models.CharField(max_length=200)
    name = models.CharField(max_length=20)
    month = models.PositiveSmallIntegerField(null=True)
    first = models.DateField()
    last = models.DateField(null=True)
    text = models.CharField(max_length=300)
    source = models.CharField(max_length=300)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["service", "first"]
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "service", "first"], name="agreed_index_once"),
        ]
