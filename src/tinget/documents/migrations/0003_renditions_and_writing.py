"""Check-outs, what is made of versions, templates, and texts that are written here."""

import django.db.models.deletion
from django.db import migrations, models

OWN = """
SELECT tinget_own('documents_checkout');
SELECT tinget_own('documents_versiontext', published => true);
SELECT tinget_own('documents_rendition', published => true);
SELECT tinget_own('documents_renditionfile', published => true);
SELECT tinget_own('documents_documenttemplate');
SELECT tinget_own('documents_staffreport');
SELECT tinget_own('documents_staffreportaside');
SELECT tinget_own_key('documents_checkout', 'document_id', 'documents_document');
SELECT tinget_own_key('documents_versiontext', 'version_id', 'documents_version');
SELECT tinget_own_key('documents_rendition', 'version_id', 'documents_version');
SELECT tinget_own_key('documents_renditionfile', 'rendition_id', 'documents_rendition');
SELECT tinget_own_key('documents_staffreport', 'document_id', 'documents_document');
SELECT tinget_own_key('documents_staffreportaside', 'report_id', 'documents_staffreport');
SELECT tinget_restrict('documents_checkout');
SELECT tinget_restrict('documents_versiontext');
SELECT tinget_restrict('documents_rendition');
SELECT tinget_restrict('documents_renditionfile');
SELECT tinget_restrict('documents_staffreport');
SELECT tinget_restrict('documents_staffreportaside');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_need_to_know"),
    ]

    operations = [
        migrations.CreateModel(
            name="DocumentTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("title", models.CharField(max_length=300)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("name", models.CharField(max_length=150)),
                ("fields", models.JSONField()),
                ("created_at", models.DateTimeField()),
                ("created_by", models.CharField(max_length=200)),
                ("retired_at", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="document",
            name="frozen_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name="Rendition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("kind", models.CharField(max_length=10)),
                ("state", models.CharField(max_length=10)),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("failure", models.CharField(blank=True, max_length=20)),
                ("notes", models.JSONField(default=list)),
                ("flavour", models.CharField(blank=True, max_length=10)),
                ("told_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(null=True)),
                ("restriction_id", models.BigIntegerField(null=True)),
                (
                    "version",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="renditions",
                        to="documents.version",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RenditionFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("page", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("media_type", models.CharField(max_length=150)),
                ("published_at", models.DateTimeField(null=True)),
                ("restriction_id", models.BigIntegerField(null=True)),
                (
                    "rendition",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="documents.rendition",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StaffReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("body", models.TextField(blank=True)),
                ("facts", models.JSONField(default=list)),
                ("revision", models.PositiveIntegerField(default=0)),
                ("saved_at", models.DateTimeField()),
                ("saved_by", models.CharField(max_length=200)),
                ("saved_by_id", models.BigIntegerField(null=True)),
                ("restriction_id", models.BigIntegerField(null=True)),
                (
                    "document",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="written",
                        to="documents.document",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StaffReportAside",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("body", models.TextField()),
                ("revision", models.PositiveIntegerField()),
                ("writing", models.UUIDField()),
                ("written_at", models.DateTimeField()),
                ("written_by", models.CharField(max_length=200)),
                ("written_by_id", models.BigIntegerField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("restriction_id", models.BigIntegerField(null=True)),
                (
                    "report",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asides",
                        to="documents.staffreport",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="VersionText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("text", models.TextField()),
                ("extracted_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(null=True)),
                ("restriction_id", models.BigIntegerField(null=True)),
                (
                    "version",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extracted",
                        to="documents.version",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CheckOut",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("token", models.CharField(max_length=43)),
                ("person_id", models.BigIntegerField(null=True)),
                ("name", models.CharField(max_length=200)),
                ("started_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_how", models.CharField(blank=True, max_length=12)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("restriction_id", models.BigIntegerField(null=True)),
                (
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("document",),
                        name="checked_out_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_how", "")),
                            (
                                "ended_how__in",
                                [
                                    "checked_in",
                                    "released",
                                    "forced",
                                    "expired",
                                    "frozen",
                                ],
                            ),
                            _connector="OR",
                        ),
                        name="check_out_ends_somehow",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="rendition",
            constraint=models.UniqueConstraint(fields=("version", "kind"), name="rendition_once"),
        ),
        migrations.AddConstraint(
            model_name="rendition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "text",
                            "preview",
                            "pdf",
                            "pdfa",
                            "docx",
                        ],
                    )
                ),
                name="rendition_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="rendition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "running",
                            "done",
                            "failed",
                        ],
                    )
                ),
                name="rendition_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="renditionfile",
            constraint=models.UniqueConstraint(fields=("rendition", "page"), name="rendition_page_once"),
        ),
        migrations.AddConstraint(
            model_name="staffreportaside",
            constraint=models.UniqueConstraint(fields=("report", "writing"), name="aside_once_a_writing"),
        ),
        migrations.RunSQL(OWN, migrations.RunSQL.noop),
    ]
