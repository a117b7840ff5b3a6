"""What the workflows remember for themselves."""

from typing import ClassVar

from django.db import models

from tinget.foundation.models import OwnedModel


class LoadedFacts(models.Model):
    """A set of published facts that has been loaded, by the hash of its files."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = "Bevaras; visar varifrån uppgifterna kom."

    sha256 = models.CharField(max_length=64, unique=True)
    loaded_at = models.DateTimeField()


class ImportedMinutes(OwnedModel):
    """A file of published minutes and what was understood of it; facts only once a person has accepted it."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "text": "the published minutes name those present and those who signed",
        "facts": "the names in the minutes, as they were read",
        "created_by": "who took the file in",
    }
    DISPOSAL: ClassVar[str] = (
        "Utkastet tas bort av den som äger det, eller gallras ett år efter godkännandet."
    )

    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    text = models.TextField()
    facts = models.JSONField()
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=200)
    accepted_at = models.DateTimeField(null=True)
    meeting_id = models.BigIntegerField(null=True)
    record_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "sha256"], name="imported_minutes_once"),
        ]
