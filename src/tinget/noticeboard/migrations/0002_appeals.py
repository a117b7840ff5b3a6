"""Appeals as they come in, and the court's answer that none is left to try."""

import django.db.models.deletion
from django.db import migrations, models

OWNED = """
SELECT tinget_own('noticeboard_appeal', published => true);
SELECT tinget_own_key('noticeboard_appeal', 'notice_id', 'noticeboard_notice');
"""


class Migration(migrations.Migration):
    dependencies = [("noticeboard", "0001_noticeboard")]

    operations = [
        migrations.AddField("notice", "court_answer_on", models.DateField(null=True)),
        migrations.AddField(
            "notice",
            "court_answer_reference",
            models.CharField(blank=True, default="", max_length=100),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="Appeal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("received_on", models.DateField()),
                ("received_at", models.CharField(max_length=100)),
                ("paragraphs", models.CharField(max_length=100)),
                ("reference", models.CharField(blank=True, max_length=100)),
                ("recorded_at", models.DateTimeField()),
                ("resolved_on", models.DateField(null=True)),
                ("ruling", models.CharField(blank=True, max_length=20)),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "notice",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appeals",
                        to="noticeboard.notice",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(("resolved_on__isnull", True), ("ruling", ""))
                | models.Q(
                    ("resolved_on__gte", models.F("received_on")),
                    ("ruling__in", ["rejected", "dismissed", "struck_off", "annulled"]),
                ),
                name="appeal_ends_with_a_ruling",
            ),
        ),
        migrations.RunSQL(OWNED, migrations.RunSQL.noop),
    ]
