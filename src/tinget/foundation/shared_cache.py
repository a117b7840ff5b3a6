"""Django's cache in PostgreSQL, for limits that all processes share: a count lives out its time."""

import base64
import pickle
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connection

FOR_EVER = datetime(9999, 1, 1, tzinfo=UTC)
# One statement each: two who write the same key wait for one another, and neither is lost.
STATEMENTS = {
    "set": "INSERT INTO tinget_cache (cache_key, value, expires)"
    " VALUES (%(key)s, %(value)s, %(expires)s)"
    " ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires",
    "add": "INSERT INTO tinget_cache AS kept (cache_key, value, expires)"
    " VALUES (%(key)s, %(value)s, %(expires)s)"
    " ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires"
    " WHERE kept.expires < clock_timestamp()",
    "touch": "UPDATE tinget_cache SET expires = %(expires)s WHERE cache_key = %(key)s",
}
OVER = "DELETE FROM tinget_cache WHERE expires < clock_timestamp()"


class SharedCache(DatabaseCache):
    """The cache without a highest number of entries: Django's own throws away others' counts to make room."""

    def _base_set(self, mode: str, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT) -> bool:
        until = self.get_backend_timeout(timeout)
        told: dict[str, str | datetime] = {
            "key": key,
            "value": base64.b64encode(pickle.dumps(value, self.pickle_protocol)).decode("ascii"),
            "expires": FOR_EVER if until is None else datetime.fromtimestamp(until, UTC),
        }
        with connection.cursor() as cursor:
            cursor.execute(STATEMENTS[mode], told)
            return bool(cursor.rowcount)


def forget_what_is_over() -> int:
    """Remove the entries whose time is out; return how many."""
    with connection.cursor() as cursor:
        cursor.execute(OVER)
        return int(cursor.rowcount)
