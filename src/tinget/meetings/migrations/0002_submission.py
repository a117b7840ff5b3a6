"""The one-time key of the form that a row came from, so that the same form sent twice is done once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_meetings")]

    operations = [
        migrations.AddField(model_name="meeting", name="submission", field=models.UUIDField(null=True)),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                fields=("authority_id", "submission"), name="meeting_submitted_once"
            ),
        ),
    ]
