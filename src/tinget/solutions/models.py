"""Tables of the shared solutions: their life, and who pays, is connected and uses."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tinget.foundation.models import OwnedModel

KEPT = "Bevaras: visar vad kommunerna har gemensamt och sedan när."


class Solution(OwnedModel):
    """A solution that the municipalities share."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {"contact": "kan nämna den som svarar för lösningen"}
    DISPOSAL: ClassVar[str] = KEPT

    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    in_operation_since = models.CharField(max_length=200, blank=True)  # as documents say, which may disagree
    owner = models.CharField(max_length=200, blank=True)
    supplier = models.CharField(max_length=200, blank=True)
    product = models.CharField(max_length=200, blank=True)
    information_class = models.CharField(max_length=100, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    source = models.CharField(max_length=300)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "slug"], name="solution_slug_once"),
        ]


class Status(OwnedModel):
    """The state of a solution from a day on, with the decision behind it; never changed, only added to."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = KEPT

    solution = models.ForeignKey(
        Solution, on_delete=models.PROTECT, related_name="statuses", db_constraint=False
    )
    on = models.DateField()
    phase = models.CharField(max_length=20)
    text = models.CharField(max_length=300)
    decision = models.CharField(max_length=100, blank=True)  # "§ 16"; empty: the source names no decision
    source = models.CharField(max_length=300)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["on", "id"]


class Participation(OwnedModel):
    """That a municipality pays for, is connected to or uses a solution, from a day to a day."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = KEPT

    solution = models.ForeignKey(
        Solution, on_delete=models.PROTECT, related_name="participations", db_constraint=False
    )
    municipality = models.ForeignKey("organisation.Municipality", on_delete=models.PROTECT, related_name="+")
    taking = models.CharField(max_length=20)
    first = models.DateField()
    first_is_evidence = models.BooleanField(default=False)  # the document's day: it may have begun before
    last = models.DateField(null=True)
    source = models.CharField(max_length=300)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["first", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["solution", "municipality", "taking", "first"], name="participation_once_from_a_day"
            ),
            models.UniqueConstraint(
                fields=["solution", "municipality", "taking"],
                condition=Q(last__isnull=True),
                name="participation_one_open",
            ),
            models.CheckConstraint(
                condition=Q(last__isnull=True) | Q(last__gte=F("first")), name="participation_forwards"
            ),
        ]


class PrintedNumber(OwnedModel):
    """A number that a document prints: of municipalities (`taking`), or of what is done (`what`)."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = KEPT

    solution = models.ForeignKey(
        Solution, on_delete=models.PROTECT, related_name="numbers", db_constraint=False
    )
    on = models.DateField()
    taking = models.CharField(max_length=20, blank=True)
    what = models.CharField(max_length=100)
    count = models.PositiveIntegerField()
    at_least = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["on", "id"]
