"""Tables of the consultation about a budget: what was asked when, and each municipality's part."""

from typing import ClassVar

from django.db import models

from tinget.economy.models.figures import KEPT, FinanceTable
from tinget.foundation.models import OwnedModel


class BudgetConsultation(OwnedModel):
    """A budget sent to the municipalities for their answers, before the host adopts it."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = KEPT

    table = models.OneToOneField(
        FinanceTable, on_delete=models.PROTECT, related_name="consultation", db_constraint=False
    )
    sent_on = models.DateField()
    answer_by = models.DateField()
    committee_decision = models.CharField(max_length=200, blank=True)
    committee_on = models.DateField(null=True)


class ConsultedMunicipality(OwnedModel):
    """A municipality's answer, and when its council was told what was decided."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "text": "kan nämna den som svarade",
        "email": "e-postadress till den som svarar för kommunen",
    }
    DISPOSAL: ClassVar[str] = KEPT

    consultation = models.ForeignKey(
        BudgetConsultation, on_delete=models.PROTECT, related_name="municipalities", db_constraint=False
    )
    municipality = models.ForeignKey("organisation.Municipality", on_delete=models.PROTECT, related_name="+")
    email = models.EmailField(blank=True, default="")
    reminded_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    stance = models.CharField(max_length=10, blank=True)
    text = models.TextField(blank=True)
    came_as = models.CharField(max_length=10, blank=True, default="")  # empty: noted before this was asked
    record_id = models.BigIntegerField(null=True)  # in the register; no key, so that it may be disposed of
    record = models.CharField(max_length=30, blank=True, default="")  # its id, as printed
    reported_on = models.DateField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "municipality"], name="consulted_once"),
        ]
