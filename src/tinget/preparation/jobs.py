"""What the clock asks for: reminding the municipalities of referrals, and taking up what comes back."""

from django.conf import settings

from tinget.foundation import clock, jobs
from tinget.foundation.scoping import Scope, scoped
from tinget.organisation.api import authorities, system_actor
from tinget.preparation import actions

LOOK, REMIND, TAKE_UP = "preparation.look_for_silence", "preparation.remind", "preparation.take_up"
MORNING = "50 5 * * *"  # the queue's clock is UTC


@jobs.by_clock(LOOK, cron=MORNING)
def look_for_silence() -> None:
    """Ask for each authority's reminders and its recurring matters, one job each."""
    for authority in authorities():
        with scoped(Scope(authorities=frozenset({authority.id}))):
            jobs.enqueue(REMIND, authority=authority.id)
            jobs.enqueue(TAKE_UP, authority=authority.id)


@jobs.job(REMIND, unrestricted=True)
def remind(*, authority: int) -> None:
    """Write to those who have not answered; a second run of the day writes to nobody."""
    actions.remind_municipalities(system_actor(authority), authority=authority, at=clock.now())


@jobs.job(TAKE_UP)
def take_up(*, authority: int) -> None:
    """Begin to prepare what is due of the yearly wheel, once; in a demonstration it is made up."""
    actor = system_actor(authority, demonstration=settings.TINGET_DEMO)
    actions.take_up_due(actor, authority=authority, at=clock.now())
