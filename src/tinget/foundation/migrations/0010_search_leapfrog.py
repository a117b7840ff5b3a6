"""Words and months are asked for apart, so that the index leaps between them instead of reading a word's whole list."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("foundation", "0009_public_for_a_time")]

    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
