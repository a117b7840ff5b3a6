"""Jobs: asked for in the same transaction as the write that needs them, run under one authority's scope."""

from tinget.foundation.jobs.chores import ask_once, by_clock, chore, each_minute
from tinget.foundation.jobs.queue import JobLine, JobState, Work, enqueue, job, jobs_of, retry, work

__all__ = [
    "JobLine",
    "JobState",
    "Work",
    "ask_once",
    "by_clock",
    "chore",
    "each_minute",
    "enqueue",
    "job",
    "jobs_of",
    "retry",
    "work",
]
