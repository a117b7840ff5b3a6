"""What somebody who is asked answers, and how many have: shared by consultations and referrals."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tinget.kernel.words import word as _


class Stance(StrEnum):
    """What a municipality answers."""

    AGREES = "agrees"
    OBJECTS = "objects"
    NO_VIEW = "no_view"


STANCE_WORDS = {Stance.AGREES: _("tillstyrker"), Stance.OBJECTS: _("avstyrker"), Stance.NO_VIEW: _("avstår")}


@dataclass(frozen=True, slots=True)
class Answers:
    """How many were asked and have answered, who has not, and whether the last day has passed."""

    asked: int
    answered: int
    missing: tuple[str, ...]
    late: bool


def count_answers(asked: Iterable[tuple[str, bool]], *, answer_by: date | None, on: date) -> Answers:
    """Count from (name, has answered); without a last day nobody is late."""
    listed = list(asked)
    missing = tuple(name for name, has_answered in listed if not has_answered)
    late = bool(missing) and answer_by is not None and on > answer_by
    return Answers(len(listed), len(listed) - len(missing), missing, late)
