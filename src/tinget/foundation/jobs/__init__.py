"""Jobs: asked for in the same transaction as the write that needs them, run under one authority's scope."""

from tinget.foundation.jobs.queue import JobLine, JobState, enqueue, job, jobs_of, retry

__all__ = ["JobLine", "JobState", "enqueue", "job", "jobs_of", "retry"]
