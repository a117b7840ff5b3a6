"""What the clock asks for: reminding those who have yet to sign."""

from tinget.foundation import clock, jobs
from tinget.foundation.scoping import Scope, scoped
from tinget.organisation.api import authorities, system_actor
from tinget.signatures import actions

LOOK, REMIND = "signatures.look_for_waiting", "signatures.remind"
MORNING = "50 5 * * *"  # the queue's clock is UTC


@jobs.by_clock(LOOK, cron=MORNING)
def look_for_waiting() -> None:
    """Ask for each authority's reminders, one job each."""
    for authority in authorities():
        with scoped(Scope(authorities=frozenset({authority.id}))):
            jobs.enqueue(REMIND, authority=authority.id)


@jobs.job(REMIND)
def remind(*, authority: int) -> None:
    """Write to those who are due for it; a second run of the day writes to nobody."""
    actions.remind_waiting(system_actor(authority), authority=authority, at=clock.now())
