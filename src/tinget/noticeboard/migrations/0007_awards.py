"""Awards, with what is needed to reckon their standstill."""

import django.db.models.deletion
from django.db import migrations, models

OWNED = """
SELECT tinget_own('noticeboard_award', published => true);
SELECT tinget_own_key('noticeboard_award', 'notice_id', 'noticeboard_notice');
"""


class Migration(migrations.Migration):
    dependencies = [("noticeboard", "0006_force_certificates")]

    operations = [
        migrations.CreateModel(
            name="Award",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("paragraph", models.CharField(max_length=20)),
                ("subject", models.CharField(max_length=200)),
                ("sent_on", models.DateField()),
                ("electronic", models.BooleanField()),
                ("stated_until", models.DateField(null=True)),
                ("review_on", models.DateField(null=True)),
                ("review_decided_on", models.DateField(null=True)),
                ("signed_on", models.DateField(null=True)),
                ("recorded_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "notice",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="noticeboard.notice",
                    ),
                ),
            ],
            options={"ordering": ["id"]},
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.CheckConstraint(
                condition=models.Q(("review_decided_on__isnull", True))
                | models.Q(("review_decided_on__gte", models.F("review_on"))),
                name="award_review_before_its_decision",
            ),
        ),
        migrations.RunSQL(OWNED, migrations.RunSQL.noop),
    ]
