"""Reads of the classification scheme: its versions, the tree of one, and what it says of a class."""

import datetime as dt
from dataclasses import dataclass

from django.http import Http404

from tinget.registry.models import ClassificationScheme, SchemeClass
from tinget.registry.rules import ClassLine, Scheme, tree, valid_on

VERSIONS = 100
CLASSES = 5_000


class SchemeNotFound(Http404):
    """No such version of the classification scheme, or none that the asker may see."""


@dataclass(frozen=True, slots=True)
class ClassCheck:
    """What the scheme says of a class on a day; without a scheme nothing is known, and nothing wrong."""

    scheme: Scheme | None
    found: bool
    title: str

    @property
    def departs(self) -> bool:
        """Whether a complete scheme is in force and lacks the class."""
        return self.scheme is not None and self.scheme.is_complete and not self.found


def schemes(authority: int) -> list[Scheme]:
    """List the versions, the newest first."""
    rows = ClassificationScheme.objects.filter(authority_id=authority).order_by("-valid_from")[:VERSIONS]
    return [_scheme(row) for row in rows]


def scheme(authority: int, scheme_id: int) -> Scheme:
    """Find one version, or SchemeNotFound."""
    row = ClassificationScheme.objects.filter(authority_id=authority, pk=scheme_id).first()
    if row is None:
        raise SchemeNotFound(str(scheme_id))
    return _scheme(row)


def scheme_on(authority: int, day: dt.date) -> Scheme | None:
    """Return the version valid on the day."""
    return valid_on(schemes(authority), day)


def classes_of(scheme_id: int) -> list[ClassLine]:
    """Return the version's classes as a tree, in order."""
    rows = SchemeClass.objects.filter(scheme_id=scheme_id)[:CLASSES]
    return tree(rows.values_list("code", "title"))


def check_class(authority: int, code: str, day: dt.date) -> ClassCheck:
    """Look the class up in the version valid on the day."""
    valid = scheme_on(authority, day)
    if valid is None or not code:
        return ClassCheck(valid, found=False, title="")
    row = SchemeClass.objects.filter(scheme_id=valid.id, code=code).first()
    return ClassCheck(valid, found=row is not None, title=row.title if row else "")


def _scheme(row: ClassificationScheme) -> Scheme:
    return Scheme(
        id=row.pk,
        authority_id=row.authority_id,
        name=row.name,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        source=row.source,
        is_complete=row.is_complete,
    )
