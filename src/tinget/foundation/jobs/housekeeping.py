"""What keeps the queue itself in order: what a lost worker had begun is taken up, old jobs are removed."""

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from tinget.foundation.jobs.queue import RETRIES

QUEUE = "housekeeping"  # these jobs belong to no authority, and no page lists them
SILENT = 30  # seconds without a sign of life (a worker gives one every ten) before it counts as lost
DAYS_KEPT = 30
HOURS_KEPT_OF_OURS = 1
TAKE_UP = "foundation.take_up_lost_jobs"
REMOVE = "foundation.remove_old_jobs"


@app.periodic(cron="* * * * *")
@app.task(name=TAKE_UP, queue=QUEUE, pass_context=True)
async def take_up_lost_jobs(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 -- the queue gives it
    """Put back in the queue what a lost worker had begun; a job that has had all its attempts has failed.

    Otherwise a job that kills its worker would go on doing so. What the clock asks for fails at once: it is
    asked for anew, and put back it would meet the one that waits already.
    """
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT):
        if job.attempts < RETRIES and job.queue != QUEUE:
            await manager.retry_job(job)
        else:
            await manager.finish_job(job, Status.FAILED, delete_job=False)


@app.periodic(cron="17 * * * *")
@app.task(name=REMOVE, queue=QUEUE, pass_context=True)
async def remove_old_jobs(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 -- the queue gives it
    """Remove what is done since a month, and our own since an hour; what failed stays for somebody to see."""
    manager = context.app.job_manager
    await manager.delete_old_jobs(nb_hours=HOURS_KEPT_OF_OURS, queue=QUEUE, include_failed=True)
    await manager.delete_old_jobs(nb_hours=DAYS_KEPT * 24)
