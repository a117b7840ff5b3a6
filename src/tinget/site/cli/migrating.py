"""Migrating while people work: a migration that cannot get its lock gives way, and is tried again."""

import sys
import time

from django.core.management import call_command
from django.db import OperationalError, connections
from django.db.migrations.executor import MigrationExecutor
from psycopg import sql
from psycopg.errors import LockNotAvailable

from tinget.site.cli.installation import Stopped

PAUSES = (1, 2, 4, 8, 15, 30)  # seconds: with five of waiting each time, about a minute and a half

# What building without locking the table leaves when it is broken off: an index that nobody may use.
UNFINISHED = """
SELECT relnamespace::regnamespace::text, relname FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
WHERE NOT indisvalid AND relkind = 'i' AND pg_get_userbyid(relowner) = current_user
  AND indexrelid NOT IN (SELECT index_relid FROM pg_stat_progress_create_index)
"""
LEFT_OVER = ("_ccnew", "_ccold")  # PostgreSQL's own names for the other of two while one is built anew


def migrate() -> None:
    """Run what is missing; raise Stopped when somebody has held a table all the while."""
    for pause in (*PAUSES, None):
        try:
            is_missing = _is_any_missing()
            _finish_indexes(is_missing=is_missing)
            if is_missing:
                call_command("migrate", database="owner", interactive=False, verbosity=0, stdout=sys.stderr)
        except OperationalError as problem:
            if not isinstance(problem.__cause__, LockNotAvailable):
                raise
            connections["owner"].close()
            if pause is None:
                raise Stopped(
                    "En ändring av databasen fick inte sitt lås: någon arbetar länge med samma uppgifter. "
                    "Det som är gjort är kvar, och den gamla versionen kan arbeta vidare. Försök igen.", 1
                ) from problem  # fmt: skip
            sys.stderr.write(f"En ändring av databasen väntar på sitt lås; nytt försök om {pause} s.\n")
            time.sleep(pause)
        else:
            return


def _finish_indexes(*, is_missing: bool) -> None:
    """Take away what a broken-off migration left, since it will build it again; build others anew."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(UNFINISHED)
        for schema, name in cursor.fetchall():
            is_for_nothing = is_missing or name.rstrip("0123456789").endswith(LEFT_OVER)
            act = "DROP INDEX CONCURRENTLY {}" if is_for_nothing else "REINDEX INDEX CONCURRENTLY {}"
            sys.stderr.write(f"Indexet {name} blev inte färdigt förra gången. Det görs om.\n")
            cursor.execute(sql.SQL(act).format(sql.Identifier(schema, name)))


def _is_any_missing() -> bool:
    executor = MigrationExecutor(connections["owner"])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
