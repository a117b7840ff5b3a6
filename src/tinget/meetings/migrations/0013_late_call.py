"""Why the summons that called to the meeting departed from the rules."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0012_standstill")]

    operations = [
        migrations.AddField("meeting", "late_call_reason", models.CharField(blank=True, max_length=500))
    ]
