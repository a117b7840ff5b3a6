"""Visitors' pages from a read replica, where one is named: same transaction and scope, another server."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connections
from django.http import HttpRequest

ALIAS = "replica"
REST = 10.0  # seconds before a replica that was found wanting is asked again
# A server that follows nobody is no replica, whatever it knows; one without news is as old as its last.
LAG = """
SELECT CASE
    WHEN NOT pg_is_in_recovery() THEN 'infinity'
    WHEN EXISTS (SELECT FROM pg_stat_wal_receiver)
         AND pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0
    ELSE coalesce(extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()), 'infinity')
END::float
"""
FAULTS = (DatabaseError, InterfaceError)


class _Rest:
    """Until when this process leaves the replica alone."""

    until = 0.0


def may_answer(request: HttpRequest) -> bool:
    """Tell whether the replica may answer: it is new enough, and who asks only reads and is unknown."""
    is_plain_visit = (
        request.method in {"GET", "HEAD"} and not request.COOKIES and "Authorization" not in request.headers
    )
    if ALIAS not in settings.DATABASES or not is_plain_visit or request.path in settings.TINGET_NEVER_REPLICA:
        return False
    if time.monotonic() < _Rest.until:
        return False
    try:
        is_new_enough = _lag() <= settings.TINGET_REPLICA_SECONDS
    except FAULTS:
        is_new_enough = False
    if not is_new_enough:
        leave_alone()
    return is_new_enough


def leave_alone() -> None:
    """Ask the primary alone for a while."""
    _Rest.until = time.monotonic() + REST
    connections[ALIAS].close()


@contextmanager
def reading() -> Iterator[None]:
    """Let everything that this thread asks of the application's database go to the replica."""
    primary = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = connections[ALIAS]
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = primary


def _lag() -> float:
    """Return how many seconds the replica may be behind; infinity when it does not follow."""
    with connections[ALIAS].cursor() as cursor:
        cursor.execute(LAG)
        (seconds,) = cursor.fetchone()
        return float(seconds)
