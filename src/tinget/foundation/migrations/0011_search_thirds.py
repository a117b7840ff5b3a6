"""Searching reads a month's entries a third at a time, so that a common word in a large register costs no more than it shows.

The shelves are laid in batches, each by itself, and only then read: nothing is locked or missed while it is done, and
a stop in between is taken up where it was.
"""

from pathlib import Path

from django.apps.registry import Apps as StateApps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

BATCH = 20_000
LAST = "SELECT coalesce(max(id), 0) FROM foundation_searchentry"
LAY = """
UPDATE foundation_searchentry SET sorted_on = sorted_on
WHERE id BETWEEN %s AND %s
    AND NOT tsvector_to_array(words) @> tinget_search_shelves(authority_id, published_at IS NOT NULL, sorted_on)
"""


def _sql(part: str) -> str:
    return Path(__file__).with_name(f"0011_search_thirds_{part}.sql").read_text(encoding="utf-8")


def lay_thirds(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let the entries that there are stand on the new shelves."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(LAST)
        (last,) = cursor.fetchone()
        for first in range(1, last + 1, BATCH):
            cursor.execute(LAY, [first, first + BATCH - 1])


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("foundation", "0010_search_leapfrog")]

    operations = [
        migrations.RunSQL(_sql("laid"), migrations.RunSQL.noop),
        migrations.RunPython(lay_thirds, migrations.RunPython.noop),
        migrations.RunSQL(_sql("read"), migrations.RunSQL.noop),
    ]
