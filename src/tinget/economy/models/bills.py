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
    lines = models.JSONField()  # [text, whole SEK without VAT]
    credits = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="credit", null=True, db_constraint=False
    )

    class Meta:
        ordering = ["-year", "id"]
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "number"], name="bill_number_once"),
        ]
