"""Where each official board is, and what looking at it found."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

OWNED = """
SELECT tinget_own('noticeboard_boardaddress');
SELECT tinget_own('noticeboard_observation', published => true);
SELECT tinget_own_key('noticeboard_observation', 'posting_id', 'noticeboard_posting');
"""


def number() -> Any:
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [("noticeboard", "0003_reminders"), ("organisation", "0001_organisation")]

    operations = [
        migrations.CreateModel(
            name="BoardAddress",
            fields=[
                ("id", number()),
                ("authority_id", models.BigIntegerField()),
                ("address", models.URLField(max_length=500)),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.municipality",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("authority_id", "municipality"), name="board_address_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Observation",
            fields=[
                ("id", number()),
                ("authority_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("seen", models.CharField(max_length=12)),
                ("address", models.CharField(max_length=500)),
                ("status", models.PositiveSmallIntegerField(null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("is_kept", models.BooleanField(default=False)),
                ("why", models.CharField(blank=True, max_length=200)),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "posting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="observations",
                        to="noticeboard.posting",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
                "indexes": [models.Index(fields=["posting", "at"], name="observation_of_posting")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("seen__in", ["found", "absent", "unreachable"])),
                        name="observation_seen_known",
                    )
                ],
            },
        ),
        migrations.RunSQL(OWNED, migrations.RunSQL.noop),
    ]
