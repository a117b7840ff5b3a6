"""The tables of the classification scheme: its versions, and the classes of each."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tinget.foundation.models import OwnedModel
from tinget.registry.rules import CLASS_CODE_LENGTH, TITLE_LENGTH


class ClassificationScheme(OwnedModel):
    """A version of the authority's classification scheme, and the days it is valid."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = "Bevaras."

    name = models.CharField(max_length=TITLE_LENGTH)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=300, blank=True)
    is_complete = models.BooleanField(default=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "valid_from"], name="scheme_begins_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="scheme_has_days"
            ),
        ]


class SchemeClass(OwnedModel):
    """A class of one version of the scheme; a title that is not known is empty."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = "Bevaras."

    scheme = models.ForeignKey(
        ClassificationScheme, on_delete=models.PROTECT, db_constraint=False, related_name="classes"
    )
    code = models.CharField(max_length=CLASS_CODE_LENGTH)
    title = models.CharField(max_length=TITLE_LENGTH, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "code"], name="class_once")]
