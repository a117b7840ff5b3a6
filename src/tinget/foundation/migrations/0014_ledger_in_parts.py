"""The ledger lies in parts by authority: it grows with every act and is never made smaller.

It is copied in batches while it is read and written; a stop in between is taken up where it was.
"""

import time
from pathlib import Path
from typing import LiteralString

from django.db import OperationalError, migrations, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from psycopg import sql
from psycopg.errors import LockNotAvailable

PARTS = 8
BATCH = 20_000
TRIES = 20  # a second apart
TABLES = ("foundation_ledgerentry", "foundation_ledgerlink")  # in this order: links have a key to entries


def _of(statement: LiteralString, table: str) -> sql.Composed:
    return sql.SQL(statement).format(sql.Identifier(table))


def _is_in_parts(table: str, schema_editor: BaseDatabaseSchemaEditor) -> bool:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT relkind = 'p' FROM pg_class WHERE oid = %s::regclass", [table])
        return bool(cursor.fetchone()[0])


def lay_in_parts(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Lay, fill, and at last let the parts be the tables, both at once."""
    whole = [table for table in TABLES if not _is_in_parts(table, schema_editor)]
    with schema_editor.connection.cursor() as cursor:
        for table in whole:
            cursor.execute("SELECT tinget_lay_parts(%s, %s)", [table, PARTS])
        for table in whole:
            cursor.execute(_of("SELECT coalesce(max(id), 0) FROM {}", table))
            (last,) = cursor.fetchone()
            for first in range(1, last + 1, BATCH):
                cursor.execute("SELECT tinget_fill_parts(%s, %s, %s)", [table, first, first + BATCH - 1])
        for pause in (*[1] * TRIES, None):
            try:
                _take(schema_editor, whole)
            except OperationalError as problem:
                if pause is None or not isinstance(problem.__cause__, LockNotAvailable):
                    raise
                time.sleep(pause)
            else:
                break
        for table in whole:
            cursor.execute(_of("ANALYZE {}", table))


def _take(schema_editor: BaseDatabaseSchemaEditor, tables: list[str]) -> None:
    """Let the parts be the tables.

    Locked in the order in which they are written. Whoever reads in the other order could hold this up while it
    holds them up; it gives way within half a second, before the database looks for whom to break off.
    """
    using = schema_editor.connection.alias
    with transaction.atomic(using=using), schema_editor.connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '500ms'")
        for table in tables:
            cursor.execute(_of("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE", table))
        for table in reversed(tables):
            cursor.execute("SELECT tinget_take_parts(%s)", [table])


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("foundation", "0013_written")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"), migrations.RunSQL.noop
        ),
        migrations.RunPython(lay_in_parts, migrations.RunPython.noop),
    ]
