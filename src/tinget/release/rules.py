"""Release of records: what can be decided of each, how far a request has come, and the clocks."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from tinget.kernel.dates import Reckoning, Step, day_off, weeks_after

WEEKS_TO_APPEAL = 3
TEXT_LENGTH, NAME_LENGTH, REASON_LENGTH, PROVISION_LENGTH = 4_000, 200, 4_000, 200
DAYS_WITHOUT_REMARK = 2  # promptness has no figure in the law; after this the list says how long it has been


class Channel(StrEnum):
    """How a request came."""

    FORM = "form"
    EMAIL = "email"
    PHONE = "phone"
    VISIT = "visit"
    LETTER = "letter"


class Way(StrEnum):
    """How the asker wants it, or got it."""

    DOWNLOAD = "download"
    EMAIL = "email"
    PAPER = "paper"


class Outcome(StrEnum):
    """What an official found of one record (OSL 6:3): a marking decides nothing, the test is made anew."""

    WAITING = "waiting"
    RELEASED = "released"
    MASKED = "masked"
    REFUSED = "refused"


class State(StrEnum):
    """How far a request has come, reckoned from what has been done."""

    RECEIVED = "received"
    ASSESSED = "assessed"
    DELIVERED = "delivered"
    REFUSED = "refused"
    DECISION_ASKED = "decision_asked"
    DECIDED = "decided"
    APPEALED = "appealed"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Done:
    """What has been done about a request."""

    outcomes: tuple[Outcome, ...]
    delivered: bool = False
    decision_asked: bool = False
    decided: bool = False
    appealed: bool = False
    closed: bool = False


def state_of(done: Done) -> State:
    """Say how far a request has come: the furthest thing that was done counts."""
    if done.closed:
        return State.CLOSED
    for happened, state in (
        (done.appealed, State.APPEALED),
        (done.decided, State.DECIDED),
        (done.decision_asked, State.DECISION_ASKED),
        (done.delivered, State.DELIVERED),
    ):
        if happened:
            return state
    if not done.outcomes or Outcome.WAITING in done.outcomes:
        return State.RECEIVED
    return State.REFUSED if all(one is Outcome.REFUSED for one in done.outcomes) else State.ASSESSED


def may_ask_for_decision(done: Done) -> bool:
    """Whether something was withheld, so that the asker may have the authority's own decision (OSL 6:3)."""
    withheld = {Outcome.REFUSED, Outcome.MASKED} & set(done.outcomes)
    return bool(withheld) and not done.decision_asked and not done.closed


def last_day_to_appeal_refusal(received_on: dt.date) -> Reckoning:
    """Reckon the last day to appeal from the day on which the asker received the decision (FL 44 §)."""
    end = weeks_after(received_on, WEEKS_TO_APPEAL)
    steps = [
        Step(received_on, "Den som begärde handlingen tog emot beslutet.", "FL 44 §, OSL 6:7"),
        Step(end, "Tre veckor senare, samma veckodag.", "FL 44 §, lag 1930:173 1 §"),
    ]
    while (why := day_off(end)) is not None:
        end += dt.timedelta(days=1)
        steps.append(Step(end, f"Dagen flyttas fram eftersom den föll på {why}.", "lag 1930:173 2 §"))
    return Reckoning(end, tuple(steps))


def days_waited(received_on: dt.date, until: dt.date) -> int:
    """Count the days that a request has waited; both are whole days."""
    return max(0, (until - received_on).days)


def is_in_time(appealed_on: dt.date, received_on: dt.date | None) -> bool:
    """Whether an appeal came in time; while nobody knows when the decision was received, it did."""
    return received_on is None or appealed_on <= last_day_to_appeal_refusal(received_on).date
