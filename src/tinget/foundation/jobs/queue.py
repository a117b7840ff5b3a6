"""Declaring, asking for and listing jobs; the queue itself is procrastinate's, in PostgreSQL."""

import datetime as dt
import functools
import json
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import connection
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from tinget.foundation.scoping import Scope, scoped
from tinget.foundation.tracing import traced

RETRIES = 7  # after the first attempt
SECONDS_BETWEEN = 5
LISTED = 100


class JobState(StrEnum):
    """Where a job is."""

    WAITING = "todo"
    RUNNING = "doing"
    DONE = "succeeded"
    FAILED = "failed"


@dataclass(frozen=True)
class JobLine:
    """One job as it is listed."""

    id: int
    name: str
    state: str
    attempts: int
    next_at: dt.datetime | None
    arguments: dict[str, Any]


@dataclass(frozen=True)
class Work:
    """The queue: the worker's last sign of life, what waits and since when, and how many jobs failed."""

    worker_seen_at: dt.datetime | None
    waiting: int
    waiting_since: dt.datetime | None
    failed: int


def job(
    name: str, *, unrestricted: bool = False, stepwise: bool = False
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Declare a job: a function of `authority` and JSON values, run in one transaction in that scope.

    It may run more than once; a failure is tried again after 5, 25, 125 … seconds, eight times in 27 hours.
    An `unrestricted` job reads also what only some may see; what it makes must be as restricted.
    A `stepwise` job opens the scope itself, for each step, so that what it notes of a failure is kept.
    """

    def declare(function: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(function)
        def run(*, authority: int, **arguments: Any) -> None:
            if stepwise:
                function(authority=authority, **arguments)
                return
            with scoped(Scope(authorities=frozenset({authority}), unrestricted=unrestricted)):
                function(authority=authority, **arguments)

        backoff = RetryStrategy(max_attempts=RETRIES, exponential_wait=SECONDS_BETWEEN)
        app.task(name=name, retry=backoff)(traced(f"job {name}", queries=True)(run))
        return run

    return declare


def enqueue(name: str, *, authority: int, after: dt.timedelta | None = None, **arguments: Any) -> None:
    """Ask for a job; it is there when, and only when, the running transaction commits.

    `after` puts it off, by some seconds more or less.
    """
    wait = {"seconds": int(after.total_seconds())} if after else None
    app.configure_task(name, allow_unknown=True, schedule_in=wait).defer(authority=authority, **arguments)


def jobs_of(authority: int) -> list[JobLine]:
    """Return the authority's newest jobs, at most 100; the queue's tables know no row security."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, task_name, status, attempts, scheduled_at, args FROM procrastinate_jobs"
            " WHERE (args ->> 'authority')::bigint = %s ORDER BY id DESC LIMIT %s",
            [authority, LISTED],
        )
        return [
            JobLine(job_id, task, state, attempts, next_at, json.loads(arguments))
            for job_id, task, state, attempts, next_at, arguments in cursor.fetchall()
        ]


def work() -> Work:
    """Tell how the whole queue fares, every authority's work and the clock's."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT max(last_heartbeat) FROM procrastinate_workers),"
            " count(*) FILTER (WHERE j.status = 'todo'),"
            " min(e.at) FILTER (WHERE j.status = 'todo' AND j.scheduled_at IS NULL),"
            " count(*) FILTER (WHERE j.status = 'failed')"
            " FROM procrastinate_jobs j LEFT JOIN procrastinate_events e"
            " ON e.job_id = j.id AND e.type = 'deferred' WHERE j.status IN ('todo', 'failed')"
        )
        return Work(*cursor.fetchone())


def retry(authority: int, job_id: int) -> bool:
    """Put a failed job of the authority back in the queue; False when there is no such failed job."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'todo', attempts = 0, scheduled_at = NULL"
            " WHERE id = %s AND status = 'failed' AND (args ->> 'authority')::bigint = %s",
            [job_id, authority],
        )
        return bool(cursor.rowcount)
