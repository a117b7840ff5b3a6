"""A worker process on the demonstration's database, and what stands in its queue."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(__file__).with_name("worker_with_jobs.py")
WITHIN = 180  # seconds


@contextmanager
def a_worker(data: str, **variables: str):
    """Start a worker; it is killed at the end, if it has not been already."""
    environment = os.environ | {
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "DJANGO_SETTINGS_MODULE": "tinget.site.settings",
        "TINGET_DATA": data,
        "TINGET_DEMO": "1",
        **variables,
    }
    process = subprocess.Popen([sys.executable, str(PROGRAM)], env=environment, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_for(found, *, within: float = WITHIN):
    """Ask again until there is an answer, and return it."""
    until = time.monotonic() + within
    while not (answer := found()):
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.05)
    return answer


def ask(query: str, *arguments):
    """Return the rows of a query on the queue's own tables, which know no row security."""
    with connection.cursor() as cursor:
        cursor.execute(query, arguments)
        return cursor.fetchall() if cursor.description else []


def newest(name: str):
    """Return id, state, attempts and the seconds until the next attempt of the newest job of this name."""
    rows = ask(
        "SELECT id, status::text, attempts, extract(epoch FROM scheduled_at - now())::float8"
        " FROM procrastinate_jobs WHERE task_name = %s ORDER BY id DESC LIMIT 1",
        name,
    )
    return rows[0] if rows else None


def due_now(job_id: int, **values: int) -> None:
    """Let a waiting job be due, and wake the worker as any new job does."""
    attempts = values.get("attempts")
    ask(
        "UPDATE procrastinate_jobs SET scheduled_at = now(), attempts = coalesce(%s, attempts) WHERE id = %s",
        attempts,
        job_id,
    )
    wake()


def wake() -> None:
    """Make the worker look into the queue at once; otherwise it does every fifth second."""
    from procrastinate.contrib.django import app

    app.configure_task("foundation.remove_old_jobs", queue="housekeeping").defer(timestamp=0)
