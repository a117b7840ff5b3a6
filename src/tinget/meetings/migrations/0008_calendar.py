"""How often a meeting's day, time or place was changed, and when last: what calendars go by."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0007_addenda")]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="changed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="meeting",
            name="changes",
            field=models.PositiveSmallIntegerField(default=0),
        ),
    ]
