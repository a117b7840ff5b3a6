"""What other modules may know and ask of the organisation."""

from tinget.organisation.permissions import ACTION_TEXTS, ROLE_TEXTS, require
from tinget.organisation.rules.offices import (
    Authority,
    AuthorityKind,
    Evidence,
    MandateChoice,
    Municipality,
    Office,
    PersonName,
    Seat,
    SizeClass,
    Standing,
    Term,
)
from tinget.organisation.rules.roles import (
    EVERY_PERSON,
    SEAT_ROLES,
    VISITOR,
    Actor,
    Permission,
    Role,
    permits,
    system_actor,
)

__all__ = [
    "ACTION_TEXTS",
    "EVERY_PERSON",
    "ROLE_TEXTS",
    "SEAT_ROLES",
    "VISITOR",
    "Actor",
    "Authority",
    "AuthorityKind",
    "Evidence",
    "MandateChoice",
    "Municipality",
    "Office",
    "Permission",
    "PersonName",
    "Role",
    "Seat",
    "SizeClass",
    "Standing",
    "Term",
    "permits",
    "require",
    "system_actor",
]
