"""Django's cache in PostgreSQL, for limits that all processes share: a count lives out its time.

It has a line to the database of its own: what was counted stays although the request is rolled back, and two
requests that count the same wait for each other's statement, not for each other's page.
"""

import base64
import pickle
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import DEFAULT_DB_ALIAS, connections, router, transaction
from django.db.models import Model

COUNTS = "counts"
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
ONE = "SELECT 1 FROM tinget_cache WHERE cache_key = %s FOR UPDATE"
SAME_TIME = "UPDATE tinget_cache SET value = %s WHERE cache_key = %s"
OVER = "DELETE FROM tinget_cache WHERE expires < clock_timestamp()"


class Apart:
    """Leads what is cached to its own line; named in the settings."""

    def db_for_read(self, model: type, **_hints: Any) -> str | None:
        """Return the line's name for what is asked of as a table, but is no model: the cache."""
        return None if issubclass(model, Model) else COUNTS

    db_for_write = db_for_read


class SharedCache(DatabaseCache):
    """The cache without a highest number of entries: Django's own throws away others' counts to make room."""

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Add to a count and return it: each who adds gets another; ValueError where there is none."""
        line = self._line()
        with transaction.atomic(using=line), connections[line].cursor() as cursor:
            cursor.execute(ONE, [self.make_and_validate_key(key, version=version)])
            count: int | None = self.get(key, version=version)
            if count is None:
                raise ValueError(key)
            told = [self._text_of(count + delta), self.make_and_validate_key(key, version=version)]
            cursor.execute(SAME_TIME, told)
            return count + delta

    def _base_set(self, mode: str, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT) -> bool:
        until = self.get_backend_timeout(timeout)
        told: dict[str, str | datetime] = {
            "key": key,
            "value": self._text_of(value),
            "expires": FOR_EVER if until is None else datetime.fromtimestamp(until, UTC),
        }
        with connections[self._line()].cursor() as cursor:
            cursor.execute(STATEMENTS[mode], told)
            return bool(cursor.rowcount)

    def _line(self) -> str:
        return router.db_for_write(self.cache_model_class)

    def _text_of(self, value: Any) -> str:
        return base64.b64encode(pickle.dumps(value, self.pickle_protocol)).decode("ascii")


def forget_what_is_over() -> int:
    """Remove the entries whose time is out; return how many."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(OVER)
        return int(cursor.rowcount)
