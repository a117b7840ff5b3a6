"""What the clock asks for: signed minutes leave the web when the time to appeal has run out."""

import datetime as dt

from tinget.documents import api as documents
from tinget.foundation import clock, jobs, ledger
from tinget.foundation.scoping import Scope, scoped
from tinget.meetings import api as meetings
from tinget.organisation.api import Actor, authorities, system_actor
from tinget.workflows.publish_minutes.at_once import expired_papers
from tinget.workflows.publish_minutes.drawing_up import MEETING
from tinget.workflows.publish_minutes.reading import has_expired
from tinget.workflows.publish_minutes.web_words import say_decisions_on_the_web

LOOK, LEAVE = "publish_minutes.look_for_expired", "publish_minutes.leave_the_web"
EVERY = 10_000  # meetings: more than a committee holds in a century
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
    actor, today = system_actor(authority), clock.today()
    for line in meetings.meetings(authority, limit=EVERY):
        if not line.is_published_fact and line.is_held:
            _leave(actor, meetings.meeting_by_id(line.id), today=today)


def _leave(actor: Actor, meeting: meetings.MeetingView, *, today: dt.date) -> None:
    """Withdraw what has expired; that the meeting's ledger tells of it lets the search forget it, too."""
    leaving = expired_papers(meeting, today=today)
    if meeting.minutes_document_id is not None and has_expired(meeting):
        papers = [one.document_id for one in meeting.addenda if one.document_id is not None]
        leaving += [meeting.minutes_document_id, *papers]
    withdrawn = [one for one in leaving if documents.withdraw(actor, document_id=one)]
    if withdrawn:
        ledger.append(
            actor,
            "leave_the_web",
            on=f"{MEETING}{meeting.id}",
            authority=meeting.authority,
            changes={"documents": withdrawn},
        )
    if has_expired(meeting):
        say_decisions_on_the_web(actor, meeting.id)
