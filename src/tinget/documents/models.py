"""The tables of documents and their versions."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tinget.documents.rules import NAME_LENGTH, TITLE_LENGTH
from tinget.foundation.models import OwnedModel


class Document(OwnedModel):
    """A document; what it says lies in its versions."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {"title": "kan nämna den som dokumentet handlar om"}
    DISPOSAL: ClassVar[str] = (
        "Följer den handling som dokumentet hör till, enligt informationshanteringsplanen."
    )

    title = models.CharField(max_length=TITLE_LENGTH)
    is_demonstration = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True)
    restriction_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="document_has_title")]


class Version(OwnedModel):
    """A file as it was at one time; never changed."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "created_by": "den som lade in versionen",
        "name": "filnamnet kan nämna en person",
        "comment": "kan nämna en person",
    }
    DISPOSAL: ClassVar[str] = "Följer dokumentet."

    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="versions"
    )
    number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=150)
    name = models.CharField(max_length=NAME_LENGTH)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=200)
    comment = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField(null=True)
    restriction_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="version_number_once"),
            models.CheckConstraint(condition=Q(number__gt=0), name="version_number_from_one"),
        ]
        indexes = [models.Index(fields=["authority_id", "sha256"], name="version_by_content")]
