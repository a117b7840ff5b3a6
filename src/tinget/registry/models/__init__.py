"""The register's tables, by noun."""

from tinget.registry.models.cases import (
    STATUS_TEXTS,
    Case,
    CaseNote,
    CaseParty,
    CaseTag,
    FollowUp,
    RelatedCase,
)
from tinget.registry.models.classification import ClassificationScheme, SchemeClass
from tinget.registry.models.decisions import Decision
from tinget.registry.models.records import (
    DIRECTION_TEXTS,
    MADE_OFFICIAL_TEXTS,
    MEDIA_TEXTS,
    RECORD_STATE_TEXTS,
    Record,
)
from tinget.registry.models.secrecy import Look, SecrecyMarking, Withheld

__all__ = [
    "DIRECTION_TEXTS",
    "MADE_OFFICIAL_TEXTS",
    "MEDIA_TEXTS",
    "RECORD_STATE_TEXTS",
    "STATUS_TEXTS",
    "Case",
    "CaseNote",
    "CaseParty",
    "CaseTag",
    "ClassificationScheme",
    "Decision",
    "FollowUp",
    "Look",
    "Record",
    "RelatedCase",
    "SchemeClass",
    "SecrecyMarking",
    "Withheld",
]
