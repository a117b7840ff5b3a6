"""The table of decisions."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tinget.foundation.models import OwnedModel
from tinget.registry.models.cases import PUBLISHED, Case
from tinget.registry.rules import SERIES_LENGTH, TITLE_LENGTH


class Decision(OwnedModel):
    """A decision of the authority; a meeting's item or a delegate made it, the register owns it."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "title": "kan nämna den som beslutet rör",
        "text": "kan nämna den som beslutet rör",
        "points": "kan nämna den som beslutet rör",
        "web_words": "det som är kvar för besökare när personuppgifter har tagits bort",
    }
    DISPOSAL: ClassVar[str] = "Bevaras."

    case = models.ForeignKey(
        Case,
        on_delete=models.PROTECT,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="decisions",
    )
    year = models.PositiveSmallIntegerField()
    # A meeting's decision has its paragraph; a delegate's has a number in a series of its own: D 2026/14.
    paragraph = models.PositiveIntegerField(null=True)
    series = models.CharField(max_length=SERIES_LENGTH, blank=True)
    number = models.PositiveIntegerField(null=True)
    decided_on = models.DateField()
    title = models.CharField(max_length=TITLE_LENGTH)
    text = models.TextField(blank=True)
    points = models.JSONField(default=list)
    kind = models.CharField(max_length=40, blank=True)
    source_on = models.CharField(max_length=60)
    is_demonstration = models.BooleanField(default=False)
    is_published_fact = models.BooleanField(default=False)
    reopened_at = models.DateTimeField(null=True)  # from when it does not stand, until it is made anew
    published_at = models.DateTimeField(null=True)
    # Title, text and points as visitors read them; null as long as those are the decision's own.
    web_words = models.JSONField(null=True)

    class Meta:
        constraints = [
            # Paragraphs continue within the calendar year, so one names one decision.
            models.UniqueConstraint(fields=["authority_id", "year", "paragraph"], name="decision_once"),
            models.UniqueConstraint(
                fields=["authority_id", "series", "year", "number"], name="decision_once_in_series"
            ),
            models.CheckConstraint(
                condition=Q(paragraph__isnull=False, series="", number__isnull=True)
                | (Q(paragraph__isnull=True, number__isnull=False) & ~Q(series="")),
                name="decision_has_one_number",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="decision_has_title"),
        ]
        indexes = [
            models.Index(fields=["case", "id"], name="decision_of_case"),
            models.Index(
                fields=["authority_id", "year", "paragraph"], name="decision_published", condition=PUBLISHED
            ),
        ]
