"""Check-out: one person works on a document and others see it; and when a new version may be laid in."""

import datetime as dt
import hmac
from dataclasses import dataclass
from enum import StrEnum

LASTS = dt.timedelta(days=3)


class Ending(StrEnum):
    """How a check-out ended."""

    CHECKED_IN = "checked_in"
    RELEASED = "released"
    FORCED = "forced"
    EXPIRED = "expired"
    FROZEN = "frozen"


class Refusal(StrEnum):
    """Why no new version may be laid in."""

    FROZEN = "frozen"
    LOCKED = "locked"
    LOCK_LOST = "lock_lost"


@dataclass(frozen=True, slots=True)
class Lock:
    """A check-out in force: who, since when and until when; whoever has the token may lay in a version."""

    token: str
    person_id: int | None
    name: str
    since: dt.datetime
    until: dt.datetime

    def in_force(self, at: dt.datetime) -> bool:
        """Whether it has not run out."""
        return at < self.until

    def is_held_by(self, person: int | None) -> bool:
        """Whether this person has checked it out."""
        return person is not None and self.person_id == person


def refusal(
    *, frozen: bool, lock: Lock | None, person: int | None, token: str, at: dt.datetime
) -> Refusal | None:
    """Tell why a version may not be laid in, or None.

    A token that is given must be the one in force: who has lost the lock is told, rather than let write over
    what others have done meanwhile.
    """
    if frozen:
        return Refusal.FROZEN
    in_force = lock if lock is not None and lock.in_force(at) else None
    if token:
        known = in_force is not None and hmac.compare_digest(in_force.token.encode(), token.encode())
        return None if known else Refusal.LOCK_LOST
    if in_force is not None and not in_force.is_held_by(person):
        return Refusal.LOCKED
    return None
