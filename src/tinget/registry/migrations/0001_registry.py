"""Cases, records and decisions, under row security; what is published visitors may read."""

import django.db.models.deletion
from django.db import migrations, models

OWN = """
SELECT tinget_own('registry_case', published => true);
SELECT tinget_own('registry_record', published => true);
SELECT tinget_own('registry_decision', published => true);
SELECT tinget_own_key('registry_record', 'case_id', 'registry_case');
SELECT tinget_own_key('registry_record', 'document_id', 'documents_document');
SELECT tinget_own_key('registry_decision', 'case_id', 'registry_case');
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [("foundation", "0001_foundation"), ("documents", "0001_documents")]

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("year", models.PositiveSmallIntegerField()),
                ("serial", models.PositiveIntegerField()),
                ("class_code", models.CharField(blank=True, max_length=40)),
                ("title", models.CharField(max_length=300)),
                ("registered_on", models.DateField(null=True)),
                ("status", models.CharField(default="open", max_length=10)),
                ("note", models.TextField(blank=True)),
                ("is_demonstration", models.BooleanField(default=False)),
                ("is_published_fact", models.BooleanField(default=False)),
                ("published_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["authority_id", "status", "year", "serial"], name="case_by_status"),
                    models.Index(
                        condition=models.Q(("published_at__isnull", False)),
                        fields=["authority_id", "status", "year", "serial"],
                        name="case_published_by_status",
                    ),
                    models.Index(
                        condition=models.Q(("published_at__isnull", False)),
                        fields=["authority_id", "year", "serial"],
                        name="case_published",
                    ),
                    models.Index(fields=["authority_id", "class_code"], name="case_by_class"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("authority_id", "year", "serial"), name="case_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["open", "closed", "unknown"])),
                        name="case_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="case_has_title"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("registered_on__isnull", False), ("is_published_fact", True), _connector="OR"
                        ),
                        name="case_has_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("year", models.PositiveSmallIntegerField()),
                ("paragraph", models.PositiveIntegerField()),
                ("decided_on", models.DateField()),
                ("title", models.CharField(max_length=300)),
                ("text", models.TextField(blank=True)),
                ("points", models.JSONField(default=list)),
                ("kind", models.CharField(blank=True, max_length=40)),
                ("source_on", models.CharField(max_length=60)),
                ("is_demonstration", models.BooleanField(default=False)),
                ("is_published_fact", models.BooleanField(default=False)),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="registry.case",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["case", "id"], name="decision_of_case"),
                    models.Index(
                        condition=models.Q(("published_at__isnull", False)),
                        fields=["authority_id", "year", "paragraph"],
                        name="decision_published",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("authority_id", "year", "paragraph"), name="decision_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="decision_has_title"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Record",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("year", models.PositiveSmallIntegerField(null=True)),
                ("serial", models.PositiveIntegerField(null=True)),
                ("as_printed", models.CharField(blank=True, max_length=60)),
                ("title", models.CharField(max_length=300)),
                ("direction", models.CharField(max_length=10)),
                ("dated_on", models.DateField(null=True)),
                ("counterpart", models.CharField(blank=True, max_length=300)),
                ("registered_on", models.DateField(null=True)),
                ("is_demonstration", models.BooleanField(default=False)),
                ("is_published_fact", models.BooleanField(default=False)),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="registry.case",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["case", "id"], name="record_of_case"),
                    models.Index(fields=["authority_id", "as_printed"], name="record_as_printed"),
                    models.Index(
                        condition=models.Q(("published_at__isnull", False)),
                        fields=["authority_id", "id"],
                        name="record_published",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_published_fact", False)),
                        fields=("authority_id", "year", "serial"),
                        name="record_number_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("direction__in", ["received", "drawn_up", "dispatched", "unknown"])
                        ),
                        name="record_direction_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="record_has_title"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_published_fact", True),
                            models.Q(("registered_on__isnull", False), ("serial__isnull", False)),
                            _connector="OR",
                        ),
                        name="record_has_number_and_day",
                    ),
                ],
            },
        ),
        migrations.RunSQL(OWN, migrations.RunSQL.noop),
    ]
