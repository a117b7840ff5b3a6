"""When an event was written down, where that was afterwards; the application may append and read."""

import django.db.models.deletion
from django.db import migrations, models

OWN = """
SELECT tinget_own('meetings_lateentry');
SELECT tinget_own_key('meetings_lateentry', 'event_id', 'meetings_meetingevent');
REVOKE UPDATE, DELETE, TRUNCATE ON meetings_lateentry FROM tinget_app;
"""
KEY = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [("meetings", "0013_late_call")]

    operations = [
        migrations.CreateModel(
            name="LateEntry",
            fields=[
                ("id", KEY),
                ("authority_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "event",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="late_entry",
                        to="meetings.meetingevent",
                    ),
                ),
            ],
        ),
        migrations.RunSQL(OWN, migrations.RunSQL.noop),
    ]
