"""Addresses of visitors who want letters of what is new."""

import django.db.models.deletion
from django.db import migrations, models

OWN = "SELECT tinget_own('workflows_subscription');"


class Migration(migrations.Migration):
    dependencies = [("workflows", "0010_minutes_changes"), ("organisation", "0001_organisation")]

    operations = [
        migrations.CreateModel(
            name="Subscription",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("email", models.EmailField(max_length=254)),
                ("meetings", models.BooleanField()),
                ("decisions", models.BooleanField()),
                ("asked_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("told_until", models.DateField(null=True)),
                (
                    "municipality",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.municipality",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["authority_id", "email"],
                        condition=models.Q(("confirmed_at__isnull", True)),
                        name="subscription_waits_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("meetings", True)) | models.Q(("decisions", True)),
                        name="subscription_is_about_something",
                    ),
                ],
            },
        ),
        migrations.RunSQL(OWN, migrations.RunSQL.noop),
    ]
