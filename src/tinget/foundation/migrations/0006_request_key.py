"""The keys of requests by the API, so that each is done once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("foundation", "0005_search")]

    operations = [
        migrations.CreateModel(
            name="RequestKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("key", models.UUIDField()),
                ("digest", models.CharField(max_length=64)),
                ("made", models.BigIntegerField()),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["authority_id", "created_at"], name="request_key_by_age")],
                "constraints": [
                    models.UniqueConstraint(fields=("authority_id", "key"), name="request_key_once")
                ],
            },
        ),
        migrations.RunSQL("SELECT tinget_own('foundation_requestkey')", migrations.RunSQL.noop),
    ]
