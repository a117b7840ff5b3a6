"""What was indexed of cases and records is on the web for a time, as they are themselves.

In batches, each by itself: a register of millions is not locked while it is done, and a stop in between is
taken up where it was.
"""

from django.apps.registry import Apps as StateApps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

BATCH = 20_000
LAST = "SELECT coalesce(max(id), 0) FROM foundation_searchentry"
UPDATE = """
UPDATE foundation_searchentry SET lapses = true
WHERE id BETWEEN %s AND %s AND kind IN ('arende', 'handling') AND NOT lapses
"""


def let_lapse(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Mark the entries of cases and records."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(LAST)
        (last,) = cursor.fetchone()
        for first in range(1, last + 1, BATCH):
            cursor.execute(UPDATE, [first, first + BATCH - 1])


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("workflows", "0004_saved_search"), ("foundation", "0009_public_for_a_time")]

    operations = [migrations.RunPython(let_lapse, migrations.RunPython.noop)]
