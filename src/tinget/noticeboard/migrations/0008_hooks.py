"""Where each municipality's own system is told what its board is to carry, and the messages to it."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

OWNED = """
SELECT tinget_own('noticeboard_boardhook');
SELECT tinget_own('noticeboard_hookmessage');
SELECT tinget_own_key('noticeboard_hookmessage', 'hook_id', 'noticeboard_boardhook');
"""


def number() -> Any:
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [("noticeboard", "0007_awards"), ("organisation", "0001_organisation")]

    operations = [
        migrations.CreateModel(
            name="BoardHook",
            fields=[
                ("id", number()),
                ("authority_id", models.BigIntegerField()),
                ("address", models.URLField(blank=True, max_length=500)),
                ("secret_number", models.PositiveSmallIntegerField(default=1)),
                ("told", models.JSONField(default=dict)),
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
                    models.UniqueConstraint(fields=("authority_id", "municipality"), name="board_hook_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="HookMessage",
            fields=[
                ("id", number()),
                ("authority_id", models.BigIntegerField()),
                ("key", models.CharField(max_length=40, unique=True)),
                ("told", models.CharField(max_length=20)),
                ("paragraphs", models.CharField(blank=True, max_length=100)),
                ("body", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("tried_at", models.DateTimeField(null=True)),
                ("delivered_at", models.DateTimeField(null=True)),
                ("why", models.CharField(blank=True, max_length=200)),
                (
                    "hook",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="noticeboard.boardhook",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("told__in", ["notice.up", "notice.changed", "notice.down", "trial"])
                        ),
                        name="hook_message_known",
                    )
                ],
            },
        ),
        migrations.RunSQL(OWNED, migrations.RunSQL.noop),
    ]
