"""Tables of figures as documents print them: budgets, outcomes, forecasts, amounts, prices."""

from typing import ClassVar

from django.db import models

from tinget.foundation.models import OwnedModel

KEPT = "Bevaras: visar vad gemensamma tjänster har kostat och hur kostnaden delades."


class FinanceTable(OwnedModel):
    """A budget, an outcome or a forecast: as a document prints it (version 0), or made here in versions.

    Figures that disagree stay as they are printed or entered.
    """

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = KEPT

    slug = models.SlugField(max_length=60)
    kind = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    as_of = models.DateField()
    rounded_to = models.PositiveSmallIntegerField(default=1)
    index_name = models.CharField(max_length=20, blank=True)
    index_text = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=300)
    printed_total = models.JSONField(default=dict)
    version = models.PositiveSmallIntegerField(default=0)
    why = models.CharField(max_length=300, blank=True, default="")
    decision = models.CharField(max_length=200, blank=True, default="")  # by whom, and where it stands
    decided_on = models.DateField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-year", "-as_of", "kind", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "slug"], name="finance_table_slug_once"),
        ]


class FinanceLine(OwnedModel):
    """A line of a table; `figures` has SEK by column, null where the document prints none.

    `budget_line` is what the year's budget calls the line, where the document prints another name.
    """

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = KEPT

    table = models.ForeignKey(
        FinanceTable, on_delete=models.PROTECT, related_name="lines", db_constraint=False
    )
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    budget_line = models.CharField(max_length=200, blank=True, default="")
    figures = models.JSONField(default=dict)
    explanation = models.CharField(max_length=500, blank=True, default="")
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["table", "position"], name="finance_line_position_once"),
        ]


class PrintedAmount(OwnedModel):
    """An amount that a document prints for a line and a year, held against that year's budget."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = KEPT

    slug = models.SlugField(max_length=60)
    line = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    amount = models.BigIntegerField()
    what = models.CharField(max_length=300)
    source = models.CharField(max_length=300)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-year", "line", "id"]
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "slug"], name="printed_amount_slug_once"),
        ]


class UnitPrice(OwnedModel):
    """A price per unit, or between which prices it lies."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = KEPT

    service = models.CharField(max_length=60)
    item = models.CharField(max_length=100)
    year = models.PositiveSmallIntegerField()
    price = models.BigIntegerField(null=True)
    least = models.BigIntegerField(null=True)
    most = models.BigIntegerField(null=True)
    unit = models.CharField(max_length=60)
    source = models.CharField(max_length=300)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-year", "service", "item"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority_id", "service", "item", "year"], name="unit_price_once_a_year"
            ),
        ]
