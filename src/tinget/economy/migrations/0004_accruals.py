"""Accruals: costs spread over the months that they are for."""

from django.db import migrations, models

# They explain the year's page, which is open to all.
OWNED = "SELECT tinget_own('economy_accrual', published => true);"


class Migration(migrations.Migration):
    dependencies = [("economy", "0003_books")]

    operations = [
        migrations.CreateModel(
            name="Accrual",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("line", models.CharField(max_length=200)),
                ("text", models.CharField(max_length=200)),
                ("amount", models.BigIntegerField()),
                ("booked_on", models.DateField()),
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("source", models.CharField(max_length=200)),
                ("taken_back_at", models.DateTimeField(null=True)),
                ("published_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["booked_on", "id"],
                "indexes": [models.Index(fields=["authority_id", "booked_on"], name="accrual_by_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last__gte", models.F("first"))),
                        name="accrual_ends_after_it_begins",
                    )
                ],
            },
        ),
        migrations.RunSQL(OWNED, migrations.RunSQL.noop),
    ]
