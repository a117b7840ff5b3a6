"""Changes proposed to minutes before they are signed."""

import django.db.models.deletion
from django.db import migrations, models

OWN = """
SELECT tinget_own('workflows_minuteschange');
SELECT tinget_own_key('workflows_minuteschange', 'meeting_id', 'meetings_meeting');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0009_deliveries"),
        ("meetings", "0003_events"),
        ("organisation", "0001_organisation"),
    ]

    operations = [
        migrations.CreateModel(
            name="MinutesChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("paragraph", models.PositiveIntegerField(null=True)),
                ("text", models.TextField()),
                ("proposed_by", models.CharField(max_length=150)),
                ("proposed_at", models.DateTimeField()),
                ("is_accepted", models.BooleanField(null=True)),
                ("answer", models.TextField(blank=True)),
                ("answered_by", models.CharField(blank=True, max_length=150)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.person",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answered_at__isnull", True), ("is_accepted__isnull", True))
                        | models.Q(("answered_at__isnull", False), ("is_accepted__isnull", False)),
                        name="minutes_change_answered_whole",
                    )
                ],
            },
        ),
        migrations.RunSQL(OWN, migrations.RunSQL.noop),
    ]
