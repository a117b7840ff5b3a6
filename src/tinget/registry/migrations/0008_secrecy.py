"""Each look at what is secret; and what is told of a secret case or record is as secret, without asking."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("registry", "0007_moving_in"), ("documents", "0003_renditions_and_writing")]

    operations = [
        migrations.AddField(
            model_name="secrecymarking",
            name="covers_records",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="secrecymarking",
            name="lifted_reason",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("person_id", models.BigIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("acting_as", models.CharField(max_length=200)),
                ("what", models.CharField(max_length=20)),
                ("at", models.DateTimeField()),
                (
                    "marking",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="looks",
                        to="registry.secrecymarking",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["marking", "id"], name="look_at_marked"),
                    models.Index(fields=["authority_id", "person_id", "id"], name="look_of_person"),
                    models.Index(fields=["authority_id", "id"], name="look_newest"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(what__in=["values", "file", "page"]), name="look_at_something_known"
                    )
                ],
            },
        ),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]
