"""The tables of cases: the case itself, its parties, notes, tags, related cases and follow-up dates."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tinget.foundation.models import OwnedModel
from tinget.registry.rules import (
    AS_PRINTED_LENGTH,
    CLASS_CODE_LENGTH,
    REASON_LENGTH,
    TITLE_LENGTH,
    UNIT_LENGTH,
    CaseStatus,
)

STATUSES = [status.value for status in CaseStatus]
PUBLISHED = Q(published_at__isnull=False)

STATUS_TEXTS: dict[CaseStatus, str | Promise] = {
    CaseStatus.OPEN: _("öppet"),
    CaseStatus.CLOSED: _("avslutat"),
    CaseStatus.VOIDED: _("makulerat"),
    CaseStatus.UNKNOWN: _("läget är inte känt"),
}


class Case(OwnedModel):
    """A case in an authority's register; its number is never used again."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "title": "kan nämna den som ärendet rör",
        "note": "kan nämna den som ärendet rör",
        "officer_id": "den som handlägger ärendet",
        "void_reason": "kan nämna en person",
    }
    DISPOSAL: ClassVar[str] = "Diariet bevaras; handlingarna enligt informationshanteringsplanen."

    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    class_code = models.CharField(max_length=CLASS_CODE_LENGTH, blank=True)
    title = models.CharField(max_length=TITLE_LENGTH)
    registered_on = models.DateField(null=True)
    status = models.CharField(max_length=10, default=CaseStatus.OPEN.value)
    note = models.TextField(blank=True)
    as_printed = models.CharField(max_length=AS_PRINTED_LENGTH, blank=True)
    officer_id = models.BigIntegerField(null=True)
    unit = models.CharField(max_length=UNIT_LENGTH, blank=True)
    deadline_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    void_reason = models.CharField(max_length=REASON_LENGTH, blank=True)
    is_secret = models.BooleanField(default=False)
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
            models.CheckConstraint(
                condition=~Q(status=CaseStatus.VOIDED.value) | ~Q(void_reason=""),
                name="case_voided_for_reason",
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
            models.Index(fields=["authority_id", "class_code", "year", "serial"], name="case_by_class"),
            models.Index(fields=["authority_id", "officer_id", "year", "serial"], name="case_by_officer"),
            models.Index(fields=["authority_id", "registered_on"], name="case_by_day"),
            models.Index(
                fields=["authority_id", "deadline_on"],
                name="case_by_deadline",
                condition=Q(status=CaseStatus.OPEN.value, deadline_on__isnull=False),
            ),
        ]


class CaseParty(OwnedModel):
    """Somebody whom the case concerns, or who takes part in it."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "name": "den som är part i ärendet",
        "contact": "hur parten nås",
    }
    DISPOSAL: ClassVar[str] = "Följer ärendet."

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="parties"
    )
    name = models.CharField(max_length=200)
    part = models.CharField(max_length=60, blank=True)
    contact = models.CharField(max_length=300, blank=True)
    restriction_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="party_has_name")]
        indexes = [models.Index(fields=["case", "id"], name="party_of_case")]


class CaseNote(OwnedModel):
    """A working note in a case, by one person at one time; no official record by itself."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "text": "kan nämna den som ärendet rör",
        "written_by": "den som skrev",
    }
    DISPOSAL: ClassVar[str] = "När ärendet avslutas, om den inte tillför något i sak."

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="notes"
    )
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=200)
    restriction_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="note_has_text")]
        indexes = [models.Index(fields=["case", "id"], name="note_of_case")]


class CaseTag(OwnedModel):
    """A word by which cases are found together."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = "Följer ärendet."

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="tags"
    )
    word = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "word"], name="tag_once"),
            models.CheckConstraint(condition=~Q(word=""), name="tag_has_word"),
        ]
        indexes = [models.Index(fields=["authority_id", "word"], name="tag_by_word")]


class RelatedCase(OwnedModel):
    """A case about the same matter: one of ours by key, one of another authority by its name and number."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = "Följer ärendet."

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="related"
    )
    other = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, db_constraint=False, related_name="related_from"
    )
    authority_name = models.CharField(max_length=200, blank=True)
    number = models.CharField(max_length=AS_PRINTED_LENGTH, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(other__isnull=False, authority_name="", number="")
                | (Q(other__isnull=True) & ~Q(authority_name="") & ~Q(number="")),
                name="related_is_ours_or_theirs",
            ),
            models.UniqueConstraint(
                fields=["case", "other"], condition=Q(other__isnull=False), name="related_once"
            ),
            models.UniqueConstraint(
                fields=["case", "authority_name", "number"],
                condition=Q(other__isnull=True),
                name="related_elsewhere_once",
            ),
        ]


class FollowUp(OwnedModel):
    """A day on which somebody is to look at the case again (bevakning)."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "text": "kan nämna en person",
        "person_id": "den som bevakar",
    }
    DISPOSAL: ClassVar[str] = "När ärendet avslutas."

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="follow_ups"
    )
    due_on = models.DateField()
    text = models.CharField(max_length=300)
    person_id = models.BigIntegerField(null=True)
    done_at = models.DateTimeField(null=True)
    restriction_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="follow_up_has_text")]
        indexes = [
            models.Index(fields=["case", "id"], name="follow_up_of_case"),
            models.Index(
                fields=["authority_id", "due_on"], condition=Q(done_at__isnull=True), name="follow_up_due"
            ),
        ]
