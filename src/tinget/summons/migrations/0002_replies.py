"""The answers to summonses, the chair's leave for those elsewhere, and the substitutes called."""

import django.db.models.deletion
from django.db import migrations, models

OWN = """
SELECT tinget_own('summons_reply');
SELECT tinget_own('summons_remoteleave');
SELECT tinget_own('summons_substitutecall');
SELECT tinget_own_key('summons_reply', 'meeting_id', 'meetings_meeting');
SELECT tinget_own_key('summons_remoteleave', 'meeting_id', 'meetings_meeting');
SELECT tinget_own_key('summons_substitutecall', 'meeting_id', 'meetings_meeting');
SELECT tinget_own_key('summons_substitutecall', 'recipient_id', 'summons_recipient');
REVOKE UPDATE ON summons_reply, summons_remoteleave FROM tinget_app;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0004_public_screen"),
        ("summons", "0001_summons"),
    ]

    operations = [
        migrations.CreateModel(
            name="RemoteLeave",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("person_id", models.BigIntegerField()),
                ("is_given", models.BooleanField()),
                ("at", models.DateTimeField()),
                ("by_name", models.CharField(max_length=150)),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("person_id", models.BigIntegerField()),
                ("answer", models.CharField(max_length=10)),
                ("at", models.DateTimeField()),
                ("by_name", models.CharField(max_length=150)),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["coming", "remote", "hindered"])),
                        name="summons_answer_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SubstituteCall",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("municipality_id", models.BigIntegerField()),
                ("for_name", models.CharField(max_length=150)),
                ("called_at", models.DateTimeField()),
                ("released_at", models.DateTimeField(null=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summons.recipient",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("released_at__isnull", True)),
                        fields=("meeting", "municipality_id"),
                        name="substitute_called_once",
                    )
                ],
            },
        ),
        migrations.RunSQL(OWN, migrations.RunSQL.noop),
    ]
