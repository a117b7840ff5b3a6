"""The plumbing's tables, the functions that put a table under row security, and the chained ledger."""

from pathlib import Path

from django.db import migrations, models
from django.db.models.expressions import RawSQL

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="LedgerEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("salt", models.BinaryField(null=True)),
                ("entry", models.TextField(null=True)),
                (
                    "on",
                    models.GeneratedField(
                        db_persist=True,
                        expression=RawSQL("((entry)::jsonb ->> 'on')", []),
                        output_field=models.TextField(null=True),
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["authority_id", "on", "id"], name="ledger_on_idx")]},
        ),
        migrations.CreateModel(
            name="LedgerLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("position", models.BigIntegerField()),
                ("entry_id", models.BigIntegerField()),
                ("digest", models.BinaryField()),
                ("hash", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("authority_id", "position"), name="ledger_position_once"),
                    models.UniqueConstraint(
                        fields=("authority_id", "entry_id"), name="ledger_entry_linked_once"
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="LedgerHead",
            fields=[
                ("authority_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("count", models.BigIntegerField()),
                ("hash", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Serial",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("series", models.CharField(max_length=60)),
                ("year", models.IntegerField()),
                ("last", models.IntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("authority_id", "series", "year"), name="serial_once")
                ]
            },
        ),
        migrations.CreateModel(
            name="OutgoingMail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("to", models.EmailField(max_length=254, verbose_name="till")),
                ("subject", models.CharField(max_length=200, verbose_name="ämne")),
                ("body", models.TextField(verbose_name="text")),
                ("created_at", models.DateTimeField(verbose_name="skapat")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="skickat")),
                ("failure", models.TextField(blank=True, verbose_name="fel")),
            ],
        ),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]
