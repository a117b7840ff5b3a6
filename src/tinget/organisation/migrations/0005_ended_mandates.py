"""Why and by which decision an office ended before its time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisation", "0004_assignments")]

    operations = [
        migrations.AddField(
            model_name="mandate",
            name="ended_decision",
            field=models.CharField(blank=True, max_length=200, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="mandate",
            name="ended_reason",
            field=models.CharField(blank=True, max_length=300, default=""),
            preserve_default=False,
        ),
    ]
