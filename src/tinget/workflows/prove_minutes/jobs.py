"""Time stamps from outside over each ledger: every night, and when the last person has signed a paper."""

from tinget.foundation import clock, jobs, ledger
from tinget.foundation.scoping import Scope, scoped
from tinget.organisation.api import authorities
from tinget.signatures import api as signatures

LOOK, ANCHOR = "prove_minutes.look_for_heads", "prove_minutes.anchor"
NIGHT = "50 1 * * *"  # the queue's clock is UTC


@jobs.by_clock(LOOK, cron=NIGHT)
def look_for_heads() -> None:
    """Ask for each authority's ledger to be stamped, one job each."""
    for authority in authorities():
        with scoped(Scope(authorities=frozenset({authority.id}))):
            jobs.enqueue(ANCHOR, authority=authority.id)


@jobs.job(ANCHOR)
def anchor(*, authority: int) -> None:
    """Stamp the ledger's head, unless nothing was written since the last time."""
    now = clock.now()
    ledger.anchor(authority, timestamper=signatures.evidence(now).timestamper, at=now)


def follow_signature(event: signatures.DocumentSigned) -> None:
    """Have the ledger stamped as soon as it tells that a paper is signed by all."""
    if event.complete:
        jobs.enqueue(ANCHOR, authority=event.authority)
