"""What the clock asks for: reminders, time stamps before they end, orders whose page was left."""

import datetime as dt

from tinget.foundation import clock, jobs
from tinget.foundation.errors import NotPossible
from tinget.foundation.scoping import Scope, scoped
from tinget.organisation.api import authorities, system_actor
from tinget.signatures import actions

LOOK, REMIND = "signatures.look_for_waiting", "signatures.remind"
SEE, PRESERVE = "signatures.see_to_stamps", "signatures.preserve"
NIGHT = "20 2 * * *"
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


@jobs.job(actions.CLOSE_LEFT, unrestricted=True)
def close_left(*, authority: int, signing_id: int, left_at: str) -> None:
    """Close an order with an e-identity whose page was left and not opened again."""
    left, worker = dt.datetime.fromisoformat(left_at), system_actor(authority)
    actions.close_left_eid(worker, signing_id=signing_id, left_at=left, at=clock.now())


@jobs.by_clock(SEE, cron=NIGHT)
def see_to_stamps() -> None:
    """Ask for each authority's signed files to be kept provable, one job each."""
    for authority in authorities():
        with scoped(Scope(authorities=frozenset({authority.id}))):
            jobs.enqueue(PRESERVE, authority=authority.id)


@jobs.job(PRESERVE, stepwise=True)
def preserve(*, authority: int) -> None:
    """Renew the time stamps that end soon, each file by itself; what fails is tried again the next night.

    The first that failed is raised at the end, so that the job shows as failed and says why.
    """
    inside, at = Scope(authorities=frozenset({authority}), unrestricted=True), clock.now()
    with scoped(inside):
        actions.forget_eid(system_actor(authority), authority=authority, at=at)
        due = actions.due_for_renewal(authority, at=at)
    failed: list[NotPossible] = []
    for request_id in due:
        try:
            with scoped(inside):
                actions.renew_stamp(system_actor(authority), request_id=request_id, at=at)
        except NotPossible as problem:
            failed.append(problem)
    if failed:
        raise failed[0]
