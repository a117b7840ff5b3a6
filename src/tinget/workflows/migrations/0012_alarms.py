"""What has been told of the installation's faults."""

from django.db import migrations, models

OWN = "SELECT tinget_own('workflows_alarm');"


class Migration(migrations.Migration):
    dependencies = [("workflows", "0011_subscriptions")]

    operations = [
        migrations.CreateModel(
            name="Alarm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("key", models.CharField(max_length=200)),
                ("what", models.CharField(max_length=200)),
                ("raised_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["authority_id", "key"],
                        condition=models.Q(("ended_at__isnull", True)),
                        name="alarm_stands_once",
                    ),
                ],
            },
        ),
        migrations.RunSQL(OWN, migrations.RunSQL.noop),
    ]
