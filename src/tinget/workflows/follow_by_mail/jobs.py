"""What the clock asks for: each morning's letters, one job each, and forgetting what was never confirmed."""

from tinget.foundation import clock, jobs
from tinget.foundation.scoping import PUBLIC, Scope, scoped
from tinget.organisation import api as organisation
from tinget.workflows.follow_by_mail import letters, subscribing
from tinget.workflows.follow_by_mail.rules import days_to_tell

LOOK, MAIL = "follow_by_mail.look_for_news", "follow_by_mail.mail_news"
MORNING = "35 5 * * *"  # the queue's clock is UTC


@jobs.by_clock(LOOK, cron=MORNING)
def look_for_news() -> None:
    """Ask for each subscription's letter: what fails for one stops nobody else."""
    for authority in organisation.authorities():
        with scoped(Scope(authorities=frozenset({authority.id}))):
            subscribing.forget_unconfirmed(authority.id, at=clock.now())
            for number in subscribing.to_tell(authority.id, today=clock.today()):
                jobs.enqueue(MAIL, authority=authority.id, subscription_id=number)


@jobs.job(MAIL)
def mail_news(*, authority: int, subscription_id: int) -> None:
    """Write of what is new, as anybody may read it; where nothing is, write nothing."""
    found = subscribing.followed(subscription_id)
    days = days_to_tell(found.told_until, clock.today()) if found and found.told_until else None
    if found is None or days is None:
        return
    with scoped(PUBLIC):
        lines = letters.news(organisation.authority_by_id(authority), found.wanted, days)
    subscribing.told(found.id, until=days.last)
    if lines:
        letters.send(found, lines)
