"""The same form sent twice is done once: its one-time key is kept on the row that came of it."""

import uuid

from django.db import connection


def hold(authority: int, submission: uuid.UUID) -> None:
    """Let the other request with this key end first; what it made can be looked up after."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"submission:{authority}:{submission}"]
        )
