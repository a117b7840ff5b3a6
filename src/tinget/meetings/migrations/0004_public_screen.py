"""Which items are never handled in public, and what visitors see of a sitting that is."""

import django.db.models.deletion
from django.db import migrations, models

OWN = """
SELECT tinget_own('meetings_publicscreen', published => true);
SELECT tinget_own_key('meetings_publicscreen', 'meeting_id', 'meetings_meeting');
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0003_events")]

    operations = [
        migrations.AddField(
            model_name="item",
            name="closed_for",
            field=models.CharField(blank=True, max_length=20, default=""),
        ),
        migrations.AlterField(
            model_name="item", name="closed_for", field=models.CharField(blank=True, max_length=20)
        ),
        migrations.CreateModel(
            name="PublicScreen",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField()),
                ("shown", models.JSONField()),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.meeting",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="publicscreen",
            constraint=models.UniqueConstraint(fields=("meeting",), name="public_screen_once"),
        ),
        migrations.RunSQL(OWN, migrations.RunSQL.noop),
    ]
