"""Chores: work that the clock asks for, of no single authority, whose steps are transactions of their own."""

import functools
from collections.abc import Callable

from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from tinget.foundation.jobs.housekeeping import QUEUE
from tinget.foundation.tracing import traced

Chore = Callable[..., None]


def chore(name: str) -> Callable[[Chore], Chore]:
    """Declare a chore: a function of JSON values that opens a scope for each of its steps.

    A failed one is not tried again: the clock asks anew. No page lists it, and it is forgotten in an hour.
    """

    def declare(function: Chore) -> Chore:
        app.task(name=name, queue=QUEUE)(traced(f"job {name}", queries=True)(function))
        return function

    return declare


def each_minute(name: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Declare what the clock asks for each minute; not while it still goes on."""
    return by_clock(name, cron="* * * * *")


def by_clock(name: str, *, cron: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Declare what the clock asks for at these times (UTC); not while it still goes on."""

    def declare(function: Callable[[], None]) -> Callable[[], None]:
        @traced(f"job {name}", queries=True)
        @functools.wraps(function)
        def run(timestamp: int) -> None:  # noqa: ARG001 -- the queue gives it
            function()

        task = app.task(name=name, queue=QUEUE, lock=name, queueing_lock=name)(run)
        app.periodic(cron=cron)(task)
        return function

    return declare


def ask_once(name: str, *, key: str, **arguments: str | int) -> None:
    """Ask for a chore unless one with the same key waits; two with the same key never run at once."""
    lock = f"{name} {key}"
    task = app.configure_task(name, queue=QUEUE, lock=lock, queueing_lock=lock, allow_unknown=True)
    try:
        task.defer(**arguments)
    except AlreadyEnqueued:
        return
