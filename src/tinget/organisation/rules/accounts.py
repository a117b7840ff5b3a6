"""Accounts: what state one is in, how long an invitation lasts, and what an office must come with."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from tinget.kernel.words import word as _
from tinget.organisation.rules.offices import Office, PersonName
from tinget.organisation.rules.replacing import REPLACEABLE
from tinget.organisation.rules.roles import EVERY_PERSON, SEAT_ROLES, Role

INVITATION_LASTS = timedelta(days=7)
ADDRESS_LASTS = timedelta(days=2)
OF_A_MUNICIPALITY = SEAT_ROLES | {Role.BOARD_REGISTRAR, Role.PREPARATORY_GROUP}
ENDED_HERE = EVERY_PERSON - REPLACEABLE  # a seat or a place in the presidium is ended as it is replaced
NO_MUNICIPALITY = "Välj vilken kommun uppdraget gäller."
NO_DECISION = "Ange beslutet eller den som har bestämt uppdraget."
LAST_BEFORE_FIRST = "Sista dagen kan inte ligga före den första."


class AccountState(StrEnum):
    """How far somebody is from being able to sign in."""

    NONE = "none"
    WAITING = "waiting"
    LAPSED = "lapsed"
    OPEN = "open"
    CLOSED = "closed"


STATE_TEXTS = {
    AccountState.NONE: _("inget konto"),
    AccountState.WAITING: _("inbjuden"),
    AccountState.LAPSED: _("inte öppnat"),
    AccountState.OPEN: _("i bruk"),
    AccountState.CLOSED: _("avstängt"),
}


@dataclass(frozen=True, slots=True)
class Opening:
    """What is known of an account: whether it is switched on, was ever opened, and may be until when."""

    is_active: bool
    is_opened: bool
    invited_until: datetime | None

    def state_at(self, at: datetime) -> AccountState:
        """Tell the state at a moment; what is switched off is so whatever else is true."""
        if not self.is_active:
            return AccountState.CLOSED
        if self.is_opened:
            return AccountState.OPEN
        waiting = self.invited_until is not None and at < self.invited_until
        return AccountState.WAITING if waiting else AccountState.LAPSED


@dataclass(frozen=True, slots=True)
class AccountLine:
    """A person with an office in the authority, and the account they have or lack."""

    person: PersonName
    email: str
    state: AccountState
    last_login: datetime | None
    invited_until: datetime | None
    offices: tuple[Office, ...]
    has_steps: bool = False  # a key or a code app beside the password


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation that may be used: to whom, at which address, and until when."""

    id: int
    authority: int
    person: PersonName
    email: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class AddressAsked:
    """A change of address that waits: whose, from and to which, and whether the link at hand stops it."""

    id: int
    person: PersonName
    before: str
    email: str
    stops: bool


def faults_of_office(
    role: Role, *, municipality: int | None, first: date, last: date | None, decision: str
) -> list[str]:
    """Tell what an office that is to be given lacks."""
    told = []
    if role in OF_A_MUNICIPALITY and municipality is None:
        told.append(NO_MUNICIPALITY)
    if last is not None and last < first:
        told.append(LAST_BEFORE_FIRST)
    if not decision.strip():
        told.append(NO_DECISION)
    return told
