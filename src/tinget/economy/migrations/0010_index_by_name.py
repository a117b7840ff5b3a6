"""Which index raised an allocation, and which one the agreement says."""

from django.db import migrations, models

OWNED = """
SELECT tinget_own('economy_agreedindex', published => true);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("economy", "0009_bankgiro"),
    ]

    operations = [
        migrations.AddField(
            model_name="allocation",
            name="index_name",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name="allocation",
            name="index_month",
            field=models.CharField(blank=True, max_length=7),
        ),
        migrations.CreateModel(
            name="AgreedIndex",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("service", models.CharField(max_length=200)),
                ("name", models.CharField(max_length=20)),
                ("month", models.PositiveSmallIntegerField(null=True)),
                ("first", models.DateField()),
                ("last", models.DateField(null=True)),
                ("text", models.CharField(max_length=300)),
                ("source", models.CharField(max_length=300)),
                ("published_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["service", "first"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("authority_id", "service", "first"), name="agreed_index_once"
                    )
                ],
            },
        ),
        migrations.RunSQL(OWNED, migrations.RunSQL.noop),
    ]
