"""What the clock asks for: signed minutes leave the web when the time to appeal has run out."""

from tinget.documents import api as documents
from tinget.foundation import jobs
from tinget.foundation.scoping import Scope, scoped
from tinget.meetings import api as meetings
from tinget.organisation.api import authorities, system_actor
from tinget.workflows.publish_minutes.reading import has_expired

LOOK, LEAVE = "publish_minutes.look_for_expired", "publish_minutes.leave_the_web"
EARLY = "20 3 * * *"  # the queue's clock is UTC


@jobs.by_clock(LOOK, cron=EARLY)
def look_for_expired() -> None:
    """Ask for each authority's minutes to be looked through, one job each."""
    for authority in authorities():
        with scoped(Scope(authorities=frozenset({authority.id}))):
            jobs.enqueue(LEAVE, authority=authority.id)


@jobs.job(LEAVE)
def leave_the_web(*, authority: int) -> None:
    """Take signed minutes that can be appealed no more off the web; their web version and proof stay."""
    actor = system_actor(authority)
    for line in meetings.meetings(authority):
        if line.is_published_fact or line.state is not meetings.MeetingState.ANNOUNCED:
            continue
        meeting = meetings.meeting_by_id(line.id)
        if meeting.minutes_document_id is not None and has_expired(meeting):
            documents.withdraw(actor, document_id=meeting.minutes_document_id)
