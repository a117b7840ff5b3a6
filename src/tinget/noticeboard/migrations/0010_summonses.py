"""Notices of summonses: whether the authority has chosen them, and what one tells; how systems are told."""

import django.db.models.deletion
from django.db import migrations, models

OWNED = """
SELECT tinget_own('noticeboard_calledmeeting', published => true);
SELECT tinget_own('noticeboard_summonschoice');
SELECT tinget_own_key('noticeboard_calledmeeting', 'notice_id', 'noticeboard_notice');
"""
TOLD = [
    "notice.up",
    "notice.changed",
    "notice.down",
    "summons.up",
    "summons.changed",
    "summons.down",
    "trial",
]


class Migration(migrations.Migration):
    dependencies = [("noticeboard", "0009_outdated_certificates")]

    operations = [
        migrations.CreateModel(
            name="CalledMeeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("meeting", models.CharField(max_length=100)),
                ("called", models.CharField(max_length=10)),
                ("hours", models.CharField(max_length=40)),
                ("place", models.CharField(max_length=200)),
                ("agenda_url", models.CharField(max_length=300)),
                ("is_open", models.BooleanField()),
                ("completed_on", models.DateField(null=True)),
                ("replaced_on", models.DateField(null=True)),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "notice",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="called_meeting",
                        to="noticeboard.notice",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["authority_id", "meeting"], name="called_meeting_of")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("called__in", ["first", "moved", "cancelled"])),
                        name="called_meeting_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SummonsChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("is_noticed", models.BooleanField()),
                ("is_open", models.BooleanField()),
                ("decision", models.CharField(blank=True, max_length=200)),
                ("chosen_at", models.DateTimeField()),
            ],
            options={"ordering": ["-id"]},
        ),
        migrations.RemoveConstraint("hookmessage", "hook_message_known"),
        migrations.AddConstraint(
            "hookmessage",
            models.CheckConstraint(
                condition=models.Q(("told__in", TOLD)),
                name="hook_message_known",
            ),
        ),
        migrations.RunSQL(OWNED, migrations.RunSQL.noop),
    ]
