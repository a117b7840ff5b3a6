"""Decisions that a year's surplus or deficit goes to a later year's bills."""

from django.db import migrations, models

# They are shown on the page of the year's result, which is open to all.
OWNED = "SELECT tinget_own('economy_settlement', published => true);"


class Migration(migrations.Migration):
    dependencies = [("economy", "0011_budget_line")]

    operations = [
        migrations.CreateModel(
            name="Settlement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("year", models.PositiveSmallIntegerField()),
                ("to_year", models.PositiveSmallIntegerField()),
                ("decision", models.CharField(max_length=200)),
                ("decided_on", models.DateField()),
                ("rows", models.JSONField()),
                ("published_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["year"],
                "constraints": [
                    models.UniqueConstraint(fields=("authority_id", "year"), name="settlement_once_a_year"),
                    models.CheckConstraint(
                        condition=models.Q(("to_year__gt", models.F("year"))),
                        name="settlement_in_a_later_year",
                    ),
                ],
            },
        ),
        migrations.RunSQL(OWNED, migrations.RunSQL.noop),
    ]
