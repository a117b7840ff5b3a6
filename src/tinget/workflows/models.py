"""What the workflows remember for themselves."""

from typing import ClassVar

from django.db import models


class LoadedFacts(models.Model):
    """A set of published facts that has been loaded, by the hash of its files."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {}
    DISPOSAL: ClassVar[str] = "Bevaras; visar varifrån uppgifterna kom."

    sha256 = models.CharField(max_length=64, unique=True)
    loaded_at = models.DateTimeField()
