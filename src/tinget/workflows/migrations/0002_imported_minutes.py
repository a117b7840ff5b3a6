"""Old minutes that were taken in, and what was understood of them."""

from django.db import migrations, models

OWNED = "SELECT tinget_own('workflows_importedminutes');"


class Migration(migrations.Migration):
    dependencies = [("workflows", "0001_workflows"), ("foundation", "0001_foundation")]
    operations = [
        migrations.CreateModel(
            name="ImportedMinutes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("name", models.CharField(max_length=200)),
                ("size", models.BigIntegerField()),
                ("media_type", models.CharField(max_length=100)),
                ("text", models.TextField()),
                ("facts", models.JSONField()),
                ("created_at", models.DateTimeField()),
                ("created_by", models.CharField(max_length=200)),
                ("accepted_at", models.DateTimeField(null=True)),
                ("meeting_id", models.BigIntegerField(null=True)),
                ("record_id", models.BigIntegerField(null=True)),
            ],
            options={"ordering": ["-id"]},
        ),
        migrations.AddConstraint(
            model_name="importedminutes",
            constraint=models.UniqueConstraint(
                fields=("authority_id", "sha256"), name="imported_minutes_once"
            ),
        ),
        migrations.RunSQL(OWNED, migrations.RunSQL.noop),
    ]
