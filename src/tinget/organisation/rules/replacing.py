"""When somebody leaves an office in mid-term and another takes it: the day decides who holds it."""

from dataclasses import dataclass
from datetime import date, timedelta

from tinget.organisation.rules.offices import Term
from tinget.organisation.rules.roles import SEAT_ROLES, Role

REPLACEABLE = SEAT_ROLES | {Role.CHAIR, Role.VICE_CHAIR}
NO_REASON = "Skriv varför uppdraget upphör."
NO_DECISION = "Ange det beslut som gör att uppdraget upphör, till exempel fullmäktiges."
ALREADY_ENDED = "Uppdraget har redan upphört."
BEFORE_IT_BEGAN = "Sista dagen kan inte ligga före den första."
AFTER_IT_ENDED = "Uppdraget slutar redan tidigare än så."


@dataclass(frozen=True, slots=True)
class Ending:
    """How an office ends before its time: the last day it is held, why, and by whose decision."""

    last: date
    reason: str
    decision: str

    @property
    def first_after(self) -> date:
        """The day from which another may hold it."""
        return self.last + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Successor:
    """Who takes the office over; the address is where they sign in, the party as the election told it."""

    name: str
    email: str
    party: str = ""


def faults_of(ending: Ending, term: Term, *, today: date) -> list[str]:
    """Tell what stands against ending an office so; an unknown first day stands against nothing."""
    told = []
    if term.last is not None and term.last < today:
        return [ALREADY_ENDED]
    if term.first is not None and ending.last < term.first:
        told.append(BEFORE_IT_BEGAN)
    if term.last is not None and ending.last > term.last:
        told.append(AFTER_IT_ENDED)
    if not ending.reason.strip():
        told.append(NO_REASON)
    if not ending.decision.strip():
        told.append(NO_DECISION)
    return told
