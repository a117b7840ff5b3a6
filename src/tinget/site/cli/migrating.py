"""Migrating while people work: a migration that cannot get its lock gives way, and is tried again."""

import sys
import time

from django.core.management import call_command
from django.db import OperationalError, connections
from django.db.migrations.executor import MigrationExecutor
from psycopg.errors import LockNotAvailable

from tinget.site.cli.installation import Stopped

PAUSES = (1, 2, 4, 8, 15, 30)  # seconds: with five of waiting each time, about a minute and a half


def migrate() -> None:
    """Run what is missing; raise Stopped when somebody has held a table all the while."""
    for pause in (*PAUSES, None):
        try:
            if _is_any_missing():
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


def _is_any_missing() -> bool:
    executor = MigrationExecutor(connections["owner"])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
