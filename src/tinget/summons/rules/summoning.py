"""When a summons goes out and by whom: departures are recorded with a reason (reglemente 10 §, rule 4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tinget.kernel.dates import in_words
from tinget.kernel.words import word as _
from tinget.summons.rules.content import Content, is_called_elsewhere

DAYS_BEFORE = 5
REMINDED_BEFORE = timedelta(days=14)  # the latest day
SOURCE = "reglemente 10 §"
RULE = "4"


class Kind(StrEnum):
    """What the letter is: the first summons, one with changes, or that the meeting is moved or cancelled."""

    FIRST = "first"
    CHANGED = "changed"
    MOVED = "moved"
    CANCELLED = "cancelled"


class CalledBy(StrEnum):
    """Who calls."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    ELDEST = "eldest"


KIND_TEXTS: dict[Kind, str] = {
    Kind.FIRST: _("Kallelse"),
    Kind.CHANGED: _("Ändrad kallelse"),
    Kind.MOVED: _("Flyttat sammanträde"),
    Kind.CANCELLED: _("Inställt sammanträde"),
}
CALLED_BY_TEXTS: dict[CalledBy, str] = {
    CalledBy.CHAIR: _("ordföranden"),
    CalledBy.VICE_CHAIR: _("vice ordföranden"),
    CalledBy.ELDEST: _("den äldsta ledamoten"),
}


@dataclass(frozen=True, slots=True)
class Departure:
    """Where a summons departs from a rule: it goes out all the same, with a reason."""

    rule: str
    source: str
    text: str


def latest_day(meeting_day: date) -> date:
    """Give the last day to call: at latest five days before the day of the meeting (reglemente 10 §)."""
    return meeting_day - timedelta(days=DAYS_BEFORE)


def is_time(meeting_day: date, today: date) -> bool:
    """Tell whether whoever calls should be reminded: from two weeks before the latest day."""
    return today >= latest_day(meeting_day) - REMINDED_BEFORE


def departures(
    content: Content, *, called_by: CalledBy, sent_on: date, before: Content | None = None, has_matters: bool
) -> list[Departure]:
    """List what a summons sent that day departs from; `before` is what was called to last.

    A later summons that only changes the agenda is held to no day: the day is that of the call.
    """
    return list(_departures(content, called_by, sent_on, before, has_matters=has_matters))


def _departures(
    content: Content, called_by: CalledBy, sent_on: date, before: Content | None, *, has_matters: bool
) -> Iterator[Departure]:
    calls_anew = before is None or is_called_elsewhere(before, content)
    latest = latest_day(content.day)
    if calls_anew and sent_on > latest:
        yield Departure(
            RULE,
            SOURCE,
            f"Kallelsen skulle ha skickats senast {in_words(latest)}, fem dagar före sammanträdesdagen."
            " Ange varför den är sen.",
        )
    if content.start is None or not content.place:
        yield Departure(RULE, SOURCE, "Kallelsen ska ange tid och plats. Ange varför någon av dem saknas.")
    if before is None and not has_matters:
        yield Departure(
            RULE, SOURCE, "Dagordningen ska följa med kallelsen. Ange varför den skickas utan ärenden."
        )
    if called_by is CalledBy.ELDEST:
        yield Departure(
            RULE,
            SOURCE,
            "Den äldsta ledamoten kallar bara när varken ordföranden eller vice ordföranden kan."
            " Ange vad som hindrar dem.",
        )
