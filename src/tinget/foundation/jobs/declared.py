"""The plumbing's own jobs."""

import time

from tinget.foundation import files, mail, shared_cache
from tinget.foundation.jobs import housekeeping  # noqa: F401 -- importing it declares its jobs
from tinget.foundation.jobs.chores import by_clock
from tinget.foundation.jobs.queue import job

COPIES_KEPT = 30 * 24 * 3600  # seconds since somebody read them

send_mail = job(mail.SEND_MAIL, stepwise=True)(mail.deliver)


@by_clock("foundation.forget_copies", cron="40 2 * * *")
def forget_copies() -> None:
    """Remove the copies of files in a bucket that nobody has read for a month."""
    files.forget_copies(unread_since=time.time() - COPIES_KEPT)


@by_clock("foundation.forget_counts", cron="*/5 * * * *")
def forget_counts() -> None:
    """Remove what was counted and counts no more."""
    shared_cache.forget_what_is_over()
