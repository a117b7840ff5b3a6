"""Tables of payment approval: who may, and the suppliers' invoices that wait for it."""

from typing import ClassVar

from django.db import models

from tinget.foundation.models import OwnedModel

BOOKKEEPING = "Räkenskapsinformation: gallras tidigast sju år efter räkenskapsåret."


class ApprovalRight(OwnedModel):
    """A person's right to check or approve invoices: for a service or all, up to a limit, for a time."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {"person_id": "den som har attesträtten"}
    DISPOSAL: ClassVar[str] = BOOKKEEPING

    person_id = models.BigIntegerField()
    step = models.CharField(max_length=10)
    service = models.CharField(max_length=200, blank=True)  # empty: every service
    limit = models.BigIntegerField(null=True)  # whole SEK, of the invoice's sum
    first = models.DateField()
    last = models.DateField(null=True)
    decision = models.CharField(max_length=200)

    class Meta:
        ordering = ["-first", "id"]


class SupplierInvoice(OwnedModel):
    """What a supplier charges for services; paid only when two people have attested it."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "supplier": "kan vara en person med eget företag",
        "received_by": "den som tog emot fakturan",
        "concerns": "den vars egen kostnad det är",
        "checked_by": "den som sakgranskade",
        "approved_by": "den som beslutsattesterade",
        "returned_by": "den som skickade tillbaka",
        "returned_reason": "kan nämna en person",
        "lines": "texten kan nämna en person",
    }
    DISPOSAL: ClassVar[str] = BOOKKEEPING

    supplier = models.CharField(max_length=200)
    number = models.CharField(max_length=60)
    issued_on = models.DateField()
    due_on = models.DateField()
    lines = models.JSONField()  # [service, text, öre without VAT, first day or null, last day or null]
    received_by = models.BigIntegerField()
    received_at = models.DateTimeField()
    concerns = models.BigIntegerField(null=True)
    checked_by = models.BigIntegerField(null=True)
    checked_at = models.DateTimeField(null=True)
    approved_by = models.BigIntegerField(null=True)
    approved_at = models.DateTimeField(null=True)
    returned_by = models.BigIntegerField(null=True)
    returned_at = models.DateTimeField(null=True)
    returned_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority_id", "supplier", "number"],
                condition=models.Q(returned_at=None),
                name="supplier_invoice_once",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by=None)
                | models.Q(checked_by__isnull=False) & ~models.Q(approved_by=models.F("checked_by")),
                name="supplier_invoice_attested_by_two",
            ),
        ]
