"""The consultation about a budget: the host adopts it after asking the others (samverkansavtalet 5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Stance(StrEnum):
    """What a municipality answers."""

    AGREES = "agrees"
    OBJECTS = "objects"
    NO_VIEW = "no_view"


@dataclass(frozen=True, slots=True)
class Asked:
    """A municipality in the consultation; the host asks, and is not asked itself."""

    name: str
    is_host: bool
    answered_on: date | None = None
    stance: Stance | None = None
    text: str = ""
    reported_on: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a consultation has come."""

    asked: int
    answered: int
    missing: tuple[str, ...]
    late: bool  # the last day has passed and somebody has not answered
    unreported: tuple[str, ...]  # councils not told yet


def standing(municipalities: Iterable[Asked], *, answer_by: date, on: date) -> Standing:
    """Count the answers; the host's own is not waited for, but its council is told as the others."""
    listed = list(municipalities)
    others = [one for one in listed if not one.is_host]
    missing = tuple(one.name for one in others if one.answered_on is None)
    return Standing(
        asked=len(others),
        answered=len(others) - len(missing),
        missing=missing,
        late=bool(missing) and on > answer_by,
        unreported=tuple(one.name for one in listed if one.reported_on is None),
    )
