"""Certificates that paragraphs have legal force."""

import django.db.models.deletion
from django.db import migrations, models

OWNED = """
SELECT tinget_own('noticeboard_forcecertificate', published => true);
SELECT tinget_own_key('noticeboard_forcecertificate', 'notice_id', 'noticeboard_notice');
SELECT tinget_own_key('noticeboard_forcecertificate', 'document_id', 'documents_document');
"""


class Migration(migrations.Migration):
    dependencies = [("noticeboard", "0005_corrections"), ("documents", "0001_documents")]

    operations = [
        migrations.CreateModel(
            name="ForceCertificate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("paragraphs", models.CharField(max_length=100)),
                ("published_at", models.DateTimeField(null=True)),
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
                    "notice",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="force_certificates",
                        to="noticeboard.notice",
                    ),
                ),
            ],
            options={"ordering": ["id"]},
        ),
        migrations.RunSQL(OWNED, migrations.RunSQL.noop),
    ]
