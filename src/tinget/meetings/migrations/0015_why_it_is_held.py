"""Why a meeting is held, who asked for it, and the reason for a departure from the rule on that."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0014_late_entry")]

    operations = [
        migrations.AddField("meeting", "ground", models.CharField(blank=True, db_default="", max_length=10)),
        migrations.AddField("meeting", "asked_by", models.JSONField(null=True)),
        migrations.AddField(
            "meeting", "ground_reason", models.CharField(blank=True, db_default="", max_length=500)
        ),
    ]
