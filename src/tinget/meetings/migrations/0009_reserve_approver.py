"""A reserve for the approver of the minutes, and why somebody did not approve after all."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0008_calendar")]

    operations = [
        migrations.AddField("approver", "is_reserve", models.BooleanField(default=False)),
        migrations.AddField(
            "approver",
            "hindered_reason",
            models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
    ]
