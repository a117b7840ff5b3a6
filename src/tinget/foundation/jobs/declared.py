"""The plumbing's own jobs."""

from tinget.foundation import mail
from tinget.foundation.jobs import housekeeping  # noqa: F401 -- importing it declares its jobs
from tinget.foundation.jobs.queue import job

send_mail = job(mail.SEND_MAIL, stepwise=True)(mail.deliver)
