"""The tables of the register: cases, records and decisions, and the Swedish words for their states."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tinget.foundation.models import OwnedModel
from tinget.registry.rules import CLASS_CODE_LENGTH, COUNTERPART_LENGTH, TITLE_LENGTH, CaseStatus, Direction

STATUSES = [status.value for status in CaseStatus]
DIRECTIONS = [direction.value for direction in Direction]
PUBLISHED = Q(published_at__isnull=False)

STATUS_TEXTS: dict[CaseStatus, str | Promise] = {
    CaseStatus.OPEN: _("öppet"),
    CaseStatus.CLOSED: _("avslutat"),
    CaseStatus.UNKNOWN: _("läget är inte känt"),
}
DIRECTION_TEXTS: dict[Direction, str | Promise] = {
    Direction.RECEIVED: _("inkommen"),
    Direction.DRAWN_UP: _("upprättad"),
    Direction.DISPATCHED: _("expedierad"),
    Direction.UNKNOWN: _("uppgift saknas"),
}


class Case(OwnedModel):
    """A case in an authority's register; its number is never used again."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "title": "kan nämna den som ärendet rör",
        "note": "kan nämna den som ärendet rör",
    }
    DISPOSAL: ClassVar[str] = "Diariet bevaras; handlingarna enligt informationshanteringsplanen."

    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    class_code = models.CharField(max_length=CLASS_CODE_LENGTH, blank=True)
    title = models.CharField(max_length=TITLE_LENGTH)
    registered_on = models.DateField(null=True)
    status = models.CharField(max_length=10, default=CaseStatus.OPEN.value)
    note = models.TextField(blank=True)
    is_demonstration = models.BooleanField(default=False)
    is_published_fact = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True)
    submission = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "year", "serial"], name="case_number_once"),
            models.UniqueConstraint(fields=["authority_id", "submission"], name="case_submitted_once"),
            models.CheckConstraint(condition=Q(status__in=STATUSES), name="case_status_known"),
            models.CheckConstraint(condition=~Q(title=""), name="case_has_title"),
            models.CheckConstraint(
                condition=Q(registered_on__isnull=False) | Q(is_published_fact=True), name="case_has_day"
            ),
        ]
        indexes = [
            models.Index(fields=["authority_id", "status", "year", "serial"], name="case_by_status"),
            models.Index(
                fields=["authority_id", "status", "year", "serial"],
                name="case_published_by_status",
                condition=PUBLISHED,
            ),
            models.Index(
                fields=["authority_id", "year", "serial"], name="case_published", condition=PUBLISHED
            ),
            models.Index(fields=["authority_id", "class_code"], name="case_by_class"),
        ]


class Record(OwnedModel):
    """A record (handling), in a case or by itself; its id is kept as printed where others gave it."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "title": "kan nämna den som handlingen rör",
        "counterpart": "avsändare eller mottagare",
    }
    DISPOSAL: ClassVar[str] = "Enligt informationshanteringsplanen; uppgiften i diariet bevaras."

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, db_constraint=False, db_index=False, related_name="records"
    )
    year = models.PositiveSmallIntegerField(null=True)
    serial = models.PositiveIntegerField(null=True)
    as_printed = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=TITLE_LENGTH)
    direction = models.CharField(max_length=10)
    dated_on = models.DateField(null=True)
    counterpart = models.CharField(max_length=COUNTERPART_LENGTH, blank=True)
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, null=True, db_constraint=False, related_name="+"
    )
    registered_on = models.DateField(null=True)
    is_demonstration = models.BooleanField(default=False)
    is_published_fact = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True)
    submission = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "submission"], name="record_submitted_once"),
            # What was printed before us may carry the same id twice; what we number never does.
            models.UniqueConstraint(
                fields=["authority_id", "year", "serial"],
                name="record_number_once",
                condition=Q(is_published_fact=False),
            ),
            models.CheckConstraint(condition=Q(direction__in=DIRECTIONS), name="record_direction_known"),
            models.CheckConstraint(condition=~Q(title=""), name="record_has_title"),
            models.CheckConstraint(
                condition=Q(is_published_fact=True) | Q(serial__isnull=False, registered_on__isnull=False),
                name="record_has_number_and_day",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "id"], name="record_of_case"),
            models.Index(fields=["authority_id", "as_printed"], name="record_as_printed"),
            models.Index(fields=["authority_id", "id"], name="record_published", condition=PUBLISHED),
        ]


class Decision(OwnedModel):
    """A decision of the authority; a meeting's item or a delegate made it, the register owns it."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "title": "kan nämna den som beslutet rör",
        "text": "kan nämna den som beslutet rör",
        "points": "kan nämna den som beslutet rör",
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
    paragraph = models.PositiveIntegerField()
    decided_on = models.DateField()
    title = models.CharField(max_length=TITLE_LENGTH)
    text = models.TextField(blank=True)
    points = models.JSONField(default=list)
    kind = models.CharField(max_length=40, blank=True)
    source_on = models.CharField(max_length=60)
    is_demonstration = models.BooleanField(default=False)
    is_published_fact = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            # Paragraphs continue within the calendar year, so one names one decision.
            models.UniqueConstraint(fields=["authority_id", "year", "paragraph"], name="decision_once"),
            models.CheckConstraint(condition=~Q(title=""), name="decision_has_title"),
        ]
        indexes = [
            models.Index(fields=["case", "id"], name="decision_of_case"),
            models.Index(
                fields=["authority_id", "year", "paragraph"], name="decision_published", condition=PUBLISHED
            ),
        ]
