"""Extracts from minutes."""

import django.db.models.deletion
from django.db import migrations, models

OWN = """
SELECT tinget_own('workflows_minutesextract');
SELECT tinget_own_key('workflows_minutesextract', 'meeting_id', 'meetings_meeting');
SELECT tinget_own_key('workflows_minutesextract', 'document_id', 'documents_document');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0007_paragraph_papers"),
        ("documents", "0001_documents"),
        ("meetings", "0003_events"),
    ]

    operations = [
        migrations.CreateModel(
            name="MinutesExtract",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("paragraphs", models.JSONField()),
                ("minutes_sha256", models.CharField(max_length=64)),
                ("attested_by", models.CharField(max_length=150)),
                ("drawn_up_at", models.DateTimeField()),
                ("signed_at", models.DateTimeField(null=True)),
                ("is_demonstration", models.BooleanField(default=False)),
                (
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
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
            options={"ordering": ["-id"]},
        ),
        migrations.RunSQL(OWN, migrations.RunSQL.noop),
    ]
