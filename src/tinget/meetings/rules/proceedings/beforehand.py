"""What is known before a sitting begins: the seats, the summons, and who leads by office or by age."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tinget.kernel.dates import in_words
from tinget.meetings.rules.findings import Finding, Verdict
from tinget.meetings.rules.proceedings.room import Seat
from tinget.meetings.rules.seats import PresentAs

DAYS_OF_SUMMONS = 5


class PresideAs(StrEnum):
    """By what right somebody presides."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    ELECTED = "elected"
    ELDEST = "eldest"


Chosen = tuple[Seat, PresideAs]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known before the sitting begins; `seniority` is the seats, eldest first."""

    seats: int
    summoned_on: date | None
    held_on: date
    is_public: bool
    chair: Seat | None
    vice_chair: Seat | None
    seniority: Sequence[Seat]


def late_summons(facts: Facts) -> Finding | None:
    """Judge when the summons went out, where that is known (reglemente 10 §, rule 4)."""
    latest = facts.held_on - timedelta(days=DAYS_OF_SUMMONS)
    if facts.summoned_on is None or facts.summoned_on <= latest:
        return None
    text = (
        f"Kallelsen skulle ha skickats senast {in_words(latest)}, fem dagar före sammanträdesdagen."
        " Ange varför den kom senare."
    )
    return Finding(Verdict.NEEDS_REASON, "4", "reglemente 10 §", text)


def presiding_among(facts: Facts, chosen: Chosen | None, serving: Sequence[Seat]) -> Seat | None:
    """Tell who of these leads: who was chosen, else the chair, the vice chair, the eldest (R 16)."""
    offices = [seat for seat in (facts.chair, facts.vice_chair) if seat is not None]
    in_order = [*([chosen[0]] if chosen else []), *offices, *facts.seniority]
    return next((seat for seat in in_order if seat in serving), None)


def out_of_order(facts: Facts, seat: Seat, by: PresideAs, serving: Sequence[Seat]) -> Finding | None:
    """Ask for a reason where another leads than the order of the rules says (reglemente 16 §, rule 7)."""
    neither = facts.chair not in serving and facts.vice_chair not in serving
    eldest = next(iter(_eldest_first(facts, serving)), None)
    in_order = {
        PresideAs.CHAIR: seat == facts.chair,
        PresideAs.VICE_CHAIR: seat == facts.vice_chair and facts.chair not in serving,
        PresideAs.ELECTED: neither,
        PresideAs.ELDEST: neither and eldest in (None, seat),
    }
    if in_order[by]:
        return None
    text = (
        "Ordföranden leder, annars vice ordföranden. Är ingen av dem med väljer nämnden en annan,"
        " och till dess leder den som är äldst. Ange varför det gick till på annat sätt."
    )
    return Finding(Verdict.NEEDS_REASON, "7", "reglemente 16 §", text)


def _eldest_first(facts: Facts, serving: Sequence[Seat]) -> list[Seat]:
    """List those who serve by age; substitutes only where no member does."""
    by_age = [seat for seat in facts.seniority if seat in serving]
    return [seat for seat in by_age if seat.as_ is PresentAs.MEMBER] or by_age
