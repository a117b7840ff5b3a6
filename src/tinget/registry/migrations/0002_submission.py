"""The one-time key of the form that a row came from, so that the same form sent twice is done once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_registry")]

    operations = [
        migrations.AddField(model_name="case", name="submission", field=models.UUIDField(null=True)),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                fields=("authority_id", "submission"), name="case_submitted_once"
            ),
        ),
        migrations.AddField(model_name="record", name="submission", field=models.UUIDField(null=True)),
        migrations.AddConstraint(
            model_name="record",
            constraint=models.UniqueConstraint(
                fields=("authority_id", "submission"), name="record_submitted_once"
            ),
        ),
    ]
