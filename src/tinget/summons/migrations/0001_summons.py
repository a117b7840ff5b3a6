"""The summonses to meetings and to whom they went, under row security."""

import django.db.models.deletion
from django.db import migrations, models

OWN = """
SELECT tinget_own('summons_summons');
SELECT tinget_own('summons_recipient');
SELECT tinget_own_key('summons_summons', 'meeting_id', 'meetings_meeting');
SELECT tinget_own_key('summons_recipient', 'summons_id', 'summons_summons');
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("meetings", "0003_events"),
    ]

    operations = [
        migrations.CreateModel(
            name="Summons",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("kind", models.CharField(max_length=10)),
                ("called_by", models.CharField(max_length=10)),
                ("content", models.JSONField()),
                ("changes", models.JSONField(default=list)),
                ("message", models.TextField(blank=True)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("departures", models.JSONField(default=list)),
                ("sent_at", models.DateTimeField()),
                ("sent_by", models.CharField(max_length=150)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("pages", models.PositiveIntegerField(default=0)),
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
        ),
        migrations.CreateModel(
            name="Recipient",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("person_id", models.BigIntegerField(null=True)),
                ("name", models.CharField(max_length=150)),
                ("municipality_id", models.BigIntegerField(null=True)),
                ("municipality", models.CharField(blank=True, max_length=100)),
                ("called_as", models.CharField(max_length=20)),
                ("email", models.EmailField(blank=True, max_length=254)),
                (
                    "summons",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recipients",
                        to="summons.summons",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddConstraint(
            model_name="summons",
            constraint=models.UniqueConstraint(fields=("meeting", "number"), name="summons_number_once"),
        ),
        migrations.AddConstraint(
            model_name="summons",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["first", "changed", "moved", "cancelled"])),
                name="summons_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="summons",
            constraint=models.CheckConstraint(
                condition=models.Q(("called_by__in", ["chair", "vice_chair", "eldest"])),
                name="summons_called_by_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="summons",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("departures", []), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="summons_departs_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="recipient",
            constraint=models.UniqueConstraint(fields=("summons", "person_id"), name="summoned_once"),
        ),
        migrations.RunSQL(OWN, migrations.RunSQL.noop),
    ]
