"""The minutes of one § that was approved at the meeting, as a document of its own."""

import django.db.models.deletion
from django.db import migrations, models

OWNED = """
SELECT tinget_own('workflows_paragraphpaper');
SELECT tinget_own_key('workflows_paragraphpaper', 'item_id', 'meetings_item');
SELECT tinget_own_key('workflows_paragraphpaper', 'document_id', 'documents_document');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0006_undoing"),
        ("meetings", "0001_meetings"),
        ("documents", "0001_documents"),
    ]

    operations = [
        migrations.CreateModel(
            name="ParagraphPaper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
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
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.item",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="paragraphpaper",
            constraint=models.UniqueConstraint(fields=("item",), name="paragraph_paper_once"),
        ),
        migrations.RunSQL(OWNED, migrations.RunSQL.noop),
    ]
