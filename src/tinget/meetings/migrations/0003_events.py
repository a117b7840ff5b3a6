"""What happens at a meeting, event by event; the application may append and read, never change."""

import django.db.models.deletion
from django.db import migrations, models

OWN = """
SELECT tinget_own('meetings_meetingevent');
SELECT tinget_own_key('meetings_meetingevent', 'meeting_id', 'meetings_meeting');
SELECT tinget_own_key('meetings_meetingevent', 'item_id', 'meetings_item');
REVOKE UPDATE, DELETE, TRUNCATE ON meetings_meetingevent FROM tinget_app;
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_submission")]

    operations = [
        migrations.AddField(
            model_name="presence", name="is_present", field=models.BooleanField(default=True)
        ),
        migrations.CreateModel(
            name="MeetingEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=20)),
                ("values", models.JSONField(null=True)),
                ("at", models.DateTimeField()),
                ("by_id", models.BigIntegerField(null=True)),
                ("by_name", models.CharField(max_length=150)),
                ("verdict", models.CharField(max_length=20)),
                ("rule", models.CharField(blank=True, max_length=10)),
                ("source", models.CharField(blank=True, max_length=100)),
                ("finding", models.TextField(blank=True)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("corrects", models.PositiveIntegerField(null=True)),
                (
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.item",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={"ordering": ["number"]},
        ),
        migrations.AddConstraint(
            model_name="meetingevent",
            constraint=models.UniqueConstraint(fields=("meeting", "number"), name="meeting_event_once"),
        ),
        migrations.AddConstraint(
            model_name="meetingevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("verdict", "allowed"),
                    models.Q(("verdict", "needs_reason"), models.Q(("reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="meeting_event_has_its_reason",
            ),
        ),
        migrations.RunSQL(OWN, migrations.RunSQL.noop),
    ]
