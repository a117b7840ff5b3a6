"""A reader's own notes, hidden from everybody else by the database, whatever their role."""

import django.db.models.deletion
from django.db import migrations, models

OWN = """
SELECT tinget_own('summons_note');
SELECT tinget_own_key('summons_note', 'meeting_id', 'meetings_meeting');
CREATE POLICY person ON summons_note AS RESTRICTIVE USING (person_id = (SELECT tinget_person()));
"""


class Migration(migrations.Migration):
    dependencies = [
        ("summons", "0002_replies"),
        ("foundation", "0002_need_to_know"),
    ]

    operations = [
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("item_id", models.BigIntegerField()),
                ("person_id", models.BigIntegerField()),
                ("quote", models.TextField(blank=True)),
                ("text", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
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
                "indexes": [
                    models.Index(fields=["authority_id", "person_id", "meeting"], name="note_of_reader")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text", ""), _negated=True),
                            models.Q(("quote", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="note_says_something",
                    )
                ],
            },
        ),
        migrations.RunSQL(OWN, migrations.RunSQL.noop),
    ]
