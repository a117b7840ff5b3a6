"""What the clock asks for: each morning, reminding the boards that have not told what they could."""

from tinget.foundation import clock, jobs
from tinget.foundation.scoping import Scope, scoped
from tinget.noticeboard import actions
from tinget.organisation.api import authorities, system_actor

LOOK, REMIND = "noticeboard.look_for_silence", "noticeboard.remind"
MORNING = "40 5 * * *"  # the queue's clock is UTC


@jobs.by_clock(LOOK, cron=MORNING)
def look_for_silence() -> None:
    """Ask for each authority's reminders, one job each."""
    for authority in authorities():
        with scoped(Scope(authorities=frozenset({authority.id}))):
            jobs.enqueue(REMIND, authority=authority.id)


@jobs.job(REMIND)
def remind(*, authority: int) -> None:
    """Write to the registrars who have something to tell; a second run of the day writes to nobody."""
    actions.remind_registrars(system_actor(authority), authority=authority, at=clock.now())
