"""Agreements, as documents tell of them."""

from django.db import migrations, models

# They are told by public documents and open to all.
OWNED = "SELECT tinget_own('economy_agreement', published => true);"


class Migration(migrations.Migration):
    dependencies = [("economy", "0013_consultation_reminders")]

    operations = [
        migrations.CreateModel(
            name="Agreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("slug", models.SlugField(max_length=60)),
                ("subject", models.CharField(max_length=200)),
                ("solution", models.CharField(blank=True, max_length=60)),
                ("told", models.JSONField()),
                ("published_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["subject", "slug"],
                "constraints": [
                    models.UniqueConstraint(fields=("authority_id", "slug"), name="agreement_slug_once")
                ],
            },
        ),
        migrations.RunSQL(OWNED, migrations.RunSQL.noop),
    ]
