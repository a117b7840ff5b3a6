"""The consultation about a budget: the host adopts it after asking the others (samverkansavtalet 5)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tinget.kernel.dates import DAY
from tinget.kernel.stances import Stance, count_answers

REMINDED = (-7, -1, 1, 8)  # days from the last day to answer


class Way(StrEnum):
    """How an answer came to the staff, who note it for the municipality."""

    MAIL = "mail"
    LETTER = "letter"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Came:
    """How an answer came, and the registered record that it is; a letter always is one (OSL 5:1)."""

    way: Way
    record: str = ""  # the record's id as printed
    record_id: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A municipality in the consultation; the host asks, and is not asked itself."""

    name: str
    is_host: bool
    answered_on: date | None = None
    stance: Stance | None = None
    text: str = ""
    reported_on: date | None = None
    email: str = ""
    reminded_on: date | None = None
    came: Came | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a consultation has come."""

    asked: int
    answered: int
    missing: tuple[str, ...]
    late: bool  # the last day has passed and somebody has not answered
    unreported: tuple[str, ...]  # councils not told yet
    stances: tuple[tuple[Stance, int], ...]  # how many answered so, those that somebody chose
    without_address: tuple[str, ...]  # have not answered and cannot be reminded


def standing(municipalities: Iterable[Asked], *, answer_by: date, on: date) -> Standing:
    """Count the answers; the host's own is not waited for, but its council is told as the others."""
    listed = list(municipalities)
    others = [one for one in listed if not one.is_host]
    count = Counter(one.stance for one in others if one.stance is not None)
    asked = [(one.name, one.answered_on is not None) for one in others]
    counted = count_answers(asked, answer_by=answer_by, on=on)
    return Standing(
        asked=counted.asked,
        answered=counted.answered,
        missing=counted.missing,
        late=counted.late,
        unreported=tuple(one.name for one in listed if one.reported_on is None),
        stances=tuple((stance, count[stance]) for stance in Stance if count[stance]),
        without_address=tuple(one.name for one in others if one.answered_on is None and not one.email),
    )


def reminder_due(*, sent_on: date, answer_by: date, reminded_on: date | None, on: date) -> bool:
    """Tell whether a reminder is due: one of its days has come since the question and the last reminder."""
    days = [day for step in REMINDED if (day := answer_by + step * DAY) > sent_on and day <= on]
    return bool(days) and (reminded_on is None or reminded_on < days[-1])
