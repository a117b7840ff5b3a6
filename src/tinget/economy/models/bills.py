"""The table of bills."""

from typing import ClassVar

from django.db import models

from tinget.foundation.models import OwnedModel


class Bill(OwnedModel):
    """What a municipality is billed for a year; never changed: a credit is a bill of its own."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = "Räkenskapsinformation: gallras tidigast sju år efter räkenskapsåret."

    number = models.CharField(max_length=30)
    municipality = models.ForeignKey("organisation.Municipality", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    issued_on = models.DateField()
    due_on = models.DateField()
    vat = models.CharField(max_length=2)
    reference = models.CharField(max_length=60)
    lines = models.JSONField()  # [text, whole SEK without VAT, the word of its allocation]
    bankgiro = models.CharField(max_length=9, blank=True)
    is_demonstration = models.BooleanField(default=False)
    credits = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="credit", null=True, db_constraint=False
    )

    class Meta:
        ordering = ["-year", "id"]
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "number"], name="bill_number_once"),
        ]


class SupplierBilling(OwnedModel):
    """A service that its supplier bills each municipality for directly, so that the host never does."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = "Bevaras: visar vem som har fakturerat de gemensamma tjänsterna."

    service = models.CharField(max_length=200)
    supplier = models.CharField(max_length=200, blank=True)
    text = models.CharField(max_length=300)
    source = models.CharField(max_length=300)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["service"]
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "service"], name="supplier_billing_once"),
        ]
