"""Searching reads the newest entries in steps that follow how many hits there are."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("foundation", "0006_request_key")]

    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
