"""What decisions ask somebody to do, and what the councils decided about what they were sent."""

import django.db.models.deletion
from django.db import migrations, models

OWN = """
SELECT tinget_own('meetings_assignment');
SELECT tinget_own('meetings_councildecision');
SELECT tinget_own_key('meetings_assignment', 'item_id', 'meetings_item');
SELECT tinget_own_key('meetings_councildecision', 'assignment_id', 'meetings_assignment');
"""
KEY = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [("meetings", "0005_votes")]

    operations = [
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", KEY),
                ("authority_id", models.BigIntegerField()),
                ("text", models.CharField(max_length=500)),
                ("owner", models.CharField(max_length=200)),
                ("due_on", models.DateField(null=True)),
                ("earliest_on", models.DateField(null=True)),
                ("condition", models.CharField(blank=True, max_length=300)),
                ("of_councils", models.BooleanField(default=False)),
                ("status", models.TextField(blank=True)),
                ("status_on", models.DateField(null=True)),
                ("done_on", models.DateField(null=True)),
                ("early_reason", models.CharField(blank=True, max_length=500)),
                (
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.item",
                    ),
                ),
            ],
            options={"ordering": ["due_on", "id"]},
        ),
        migrations.CreateModel(
            name="CouncilDecision",
            fields=[
                ("id", KEY),
                ("authority_id", models.BigIntegerField()),
                ("municipality_id", models.BigIntegerField()),
                ("municipality", models.CharField(max_length=100)),
                ("decided_on", models.DateField()),
                ("paragraph", models.CharField(blank=True, max_length=60)),
                ("approves", models.BooleanField()),
                ("legal_force_on", models.DateField(null=True)),
                (
                    "assignment",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="councils",
                        to="meetings.assignment",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("earliest_on__isnull", True), models.Q(("condition", ""), _negated=True), _connector="OR"
                ),
                name="assignment_says_why_not_before",
            ),
        ),
        migrations.AddConstraint(
            model_name="councildecision",
            constraint=models.UniqueConstraint(
                fields=("assignment", "municipality_id"), name="council_decides_once"
            ),
        ),
        migrations.RunSQL(OWN, migrations.RunSQL.noop),
    ]
