"""Documents and their versions, under row security; what is published visitors may read."""

import django.db.models.deletion
from django.db import migrations, models

OWN = """
SELECT tinget_own('documents_document', published => true);
SELECT tinget_own('documents_version', published => true);
SELECT tinget_own_key('documents_version', 'document_id', 'documents_document');
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [("foundation", "0001_foundation")]

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("title", models.CharField(max_length=300)),
                ("is_demonstration", models.BooleanField(default=False)),
                ("published_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="document_has_title"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("media_type", models.CharField(max_length=150)),
                ("name", models.CharField(max_length=150)),
                ("created_at", models.DateTimeField()),
                ("created_by", models.CharField(max_length=200)),
                ("comment", models.CharField(blank=True, max_length=300)),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="documents.document",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["authority_id", "sha256"], name="version_by_content")],
                "constraints": [
                    models.UniqueConstraint(fields=("document", "number"), name="version_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("number__gt", 0)), name="version_number_from_one"
                    ),
                ],
            },
        ),
        migrations.RunSQL(OWN, migrations.RunSQL.noop),
    ]
