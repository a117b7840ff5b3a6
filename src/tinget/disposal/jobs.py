"""The jobs of disposal: each does one batch and asks for the next, so that every batch commits by itself."""

from tinget.disposal import actions
from tinget.disposal.actions.proposing import PROPOSE_JOB
from tinget.disposal.actions.reviewing import DISPOSE_JOB
from tinget.disposal.queries import run
from tinget.foundation import clock, jobs
from tinget.organisation.api import Actor, system_actor


@jobs.job(PROPOSE_JOB, unrestricted=True)
def propose(*, authority: int, run_id: int) -> None:
    """Propose from the next records of the register."""
    if actions.propose_batch(_actor(authority, run_id), authority=authority, run_id=run_id):
        jobs.enqueue(PROPOSE_JOB, authority=authority, run_id=run_id)


@jobs.job(DISPOSE_JOB, unrestricted=True)
def dispose(*, authority: int, run_id: int) -> None:
    """Dispose of the next records; when none is left remove files; when none is left certify."""
    actor, at = _actor(authority, run_id), clock.now()
    if actions.dispose_batch(actor, authority=authority, run_id=run_id, at=at) or actions.remove_files(
        actor, authority=authority, run_id=run_id
    ):
        jobs.enqueue(DISPOSE_JOB, authority=authority, run_id=run_id)
        return
    actions.certify(actor, authority=authority, run_id=run_id, at=at)


def _actor(authority: int, run_id: int) -> Actor:
    return system_actor(authority, demonstration=run(authority, run_id).is_demonstration)
