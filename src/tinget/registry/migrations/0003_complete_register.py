"""What a complete register needs: classification, parties, notes, follow-up, drafts, voiding, secrecy."""

import django.db.models.deletion
from django.db import migrations, models

OWN = """
SELECT tinget_own('registry_caseparty');
SELECT tinget_own('registry_casenote');
SELECT tinget_own('registry_casetag');
SELECT tinget_own('registry_relatedcase');
SELECT tinget_own('registry_followup');
SELECT tinget_own('registry_classificationscheme');
SELECT tinget_own('registry_schemeclass');
SELECT tinget_own('registry_secrecymarking');
SELECT tinget_own('registry_withheld');
SELECT tinget_own_key('registry_caseparty', 'case_id', 'registry_case');
SELECT tinget_own_key('registry_casenote', 'case_id', 'registry_case');
SELECT tinget_own_key('registry_casetag', 'case_id', 'registry_case');
SELECT tinget_own_key('registry_relatedcase', 'case_id', 'registry_case');
SELECT tinget_own_key('registry_relatedcase', 'other_id', 'registry_case');
SELECT tinget_own_key('registry_followup', 'case_id', 'registry_case');
SELECT tinget_own_key('registry_schemeclass', 'scheme_id', 'registry_classificationscheme');
SELECT tinget_own_key('registry_secrecymarking', 'case_id', 'registry_case');
SELECT tinget_own_key('registry_secrecymarking', 'record_id', 'registry_record');
SELECT tinget_own_key('registry_withheld', 'case_id', 'registry_case');
SELECT tinget_own_key('registry_withheld', 'record_id', 'registry_record');
SELECT tinget_restrict('registry_caseparty');
SELECT tinget_restrict('registry_casenote');
SELECT tinget_restrict('registry_followup');
SELECT tinget_restrict('registry_withheld');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_need_to_know"),
        ("registry", "0002_submission"),
        ("foundation", "0002_need_to_know"),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField()),
                ("written_by", models.CharField(max_length=200)),
                ("restriction_id", models.BigIntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="CaseParty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("part", models.CharField(blank=True, max_length=60)),
                ("contact", models.CharField(blank=True, max_length=300)),
                ("restriction_id", models.BigIntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="CaseTag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("word", models.CharField(max_length=60)),
            ],
        ),
        migrations.CreateModel(
            name="ClassificationScheme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("name", models.CharField(max_length=300)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                ("source", models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("due_on", models.DateField()),
                ("text", models.CharField(max_length=300)),
                ("person_id", models.BigIntegerField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("restriction_id", models.BigIntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="RelatedCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("authority_name", models.CharField(blank=True, max_length=200)),
                ("number", models.CharField(blank=True, max_length=60)),
            ],
        ),
        migrations.CreateModel(
            name="SchemeClass",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("code", models.CharField(max_length=40)),
                ("title", models.CharField(max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name="SecrecyMarking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("provision", models.CharField(max_length=120)),
                ("marking_authority", models.CharField(max_length=200)),
                ("marked_on", models.DateField()),
                ("marked_by", models.CharField(max_length=200)),
                ("lifted_on", models.DateField(null=True)),
                ("restriction_number", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Withheld",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("values", models.JSONField()),
                ("restriction_id", models.BigIntegerField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="case",
            name="case_status_known",
        ),
        migrations.RemoveConstraint(
            model_name="record",
            name="record_has_number_and_day",
        ),
        migrations.RemoveIndex(
            model_name="case",
            name="case_by_class",
        ),
        migrations.AddField(
            model_name="case",
            name="as_printed",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="case",
            name="closed_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="deadline_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="is_secret",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="case",
            name="officer_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="unit",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="case",
            name="void_reason",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="record",
            name="is_secret",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="record",
            name="kind",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="record",
            name="media",
            field=models.CharField(default="unknown", max_length=10),
        ),
        migrations.AddField(
            model_name="record",
            name="state",
            field=models.CharField(default="official", max_length=10),
        ),
        migrations.AddField(
            model_name="record",
            name="void_reason",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["authority_id", "class_code", "year", "serial"], name="case_by_class"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["authority_id", "officer_id", "year", "serial"], name="case_by_officer"
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["authority_id", "registered_on"], name="case_by_day"),
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(fields=["authority_id", "registered_on", "id"], name="record_by_day"),
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(
                condition=models.Q(
                    ("case__isnull", True), ("is_published_fact", False), ("state", "official")
                ),
                fields=["authority_id", "id"],
                name="record_to_sort",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["open", "closed", "voided", "unknown"])),
                name="case_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "voided"), _negated=True),
                    models.Q(("void_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="case_voided_for_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="record",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_published_fact", True),
                    ("state", "draft"),
                    models.Q(("registered_on__isnull", False), ("serial__isnull", False)),
                    _connector="OR",
                ),
                name="record_has_number_and_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="record",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "official", "voided"])), name="record_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="record",
            constraint=models.CheckConstraint(
                condition=models.Q(("media__in", ["digital", "paper", "other", "unknown"])),
                name="record_media_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="record",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "draft"), _negated=True),
                    ("published_at__isnull", True),
                    _connector="OR",
                ),
                name="record_draft_is_not_public",
            ),
        ),
        migrations.AddConstraint(
            model_name="record",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "voided"), _negated=True),
                    models.Q(("void_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="record_voided_for_reason",
            ),
        ),
        migrations.AddField(
            model_name="casenote",
            name="case",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notes",
                to="registry.case",
            ),
        ),
        migrations.AddField(
            model_name="caseparty",
            name="case",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parties",
                to="registry.case",
            ),
        ),
        migrations.AddField(
            model_name="casetag",
            name="case",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tags",
                to="registry.case",
            ),
        ),
        migrations.AddConstraint(
            model_name="classificationscheme",
            constraint=models.UniqueConstraint(
                fields=("authority_id", "valid_from"), name="scheme_begins_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="classificationscheme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="scheme_has_days",
            ),
        ),
        migrations.AddField(
            model_name="followup",
            name="case",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="follow_ups",
                to="registry.case",
            ),
        ),
        migrations.AddField(
            model_name="relatedcase",
            name="case",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="related",
                to="registry.case",
            ),
        ),
        migrations.AddField(
            model_name="relatedcase",
            name="other",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="related_from",
                to="registry.case",
            ),
        ),
        migrations.AddField(
            model_name="schemeclass",
            name="scheme",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="classes",
                to="registry.classificationscheme",
            ),
        ),
        migrations.AddField(
            model_name="secrecymarking",
            name="case",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="markings",
                to="registry.case",
            ),
        ),
        migrations.AddField(
            model_name="secrecymarking",
            name="record",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="markings",
                to="registry.record",
            ),
        ),
        migrations.AddField(
            model_name="withheld",
            name="case",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="withheld",
                to="registry.case",
            ),
        ),
        migrations.AddField(
            model_name="withheld",
            name="record",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="withheld",
                to="registry.record",
            ),
        ),
        migrations.AddIndex(
            model_name="casenote",
            index=models.Index(fields=["case", "id"], name="note_of_case"),
        ),
        migrations.AddConstraint(
            model_name="casenote",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="note_has_text"
            ),
        ),
        migrations.AddIndex(
            model_name="caseparty",
            index=models.Index(fields=["case", "id"], name="party_of_case"),
        ),
        migrations.AddConstraint(
            model_name="caseparty",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="party_has_name"
            ),
        ),
        migrations.AddIndex(
            model_name="casetag",
            index=models.Index(fields=["authority_id", "word"], name="tag_by_word"),
        ),
        migrations.AddConstraint(
            model_name="casetag",
            constraint=models.UniqueConstraint(fields=("case", "word"), name="tag_once"),
        ),
        migrations.AddConstraint(
            model_name="casetag",
            constraint=models.CheckConstraint(
                condition=models.Q(("word", ""), _negated=True), name="tag_has_word"
            ),
        ),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(fields=["case", "id"], name="follow_up_of_case"),
        ),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(
                condition=models.Q(("done_at__isnull", True)),
                fields=["authority_id", "due_on"],
                name="follow_up_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="follow_up_has_text"
            ),
        ),
        migrations.AddConstraint(
            model_name="relatedcase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("authority_name", ""), ("number", ""), ("other__isnull", False)),
                    models.Q(
                        ("other__isnull", True),
                        models.Q(("authority_name", ""), _negated=True),
                        models.Q(("number", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="related_is_ours_or_theirs",
            ),
        ),
        migrations.AddConstraint(
            model_name="relatedcase",
            constraint=models.UniqueConstraint(
                condition=models.Q(("other__isnull", False)), fields=("case", "other"), name="related_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="relatedcase",
            constraint=models.UniqueConstraint(
                condition=models.Q(("other__isnull", True)),
                fields=("case", "authority_name", "number"),
                name="related_elsewhere_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="schemeclass",
            constraint=models.UniqueConstraint(fields=("scheme", "code"), name="class_once"),
        ),
        migrations.AddConstraint(
            model_name="schemeclass",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="class_has_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="secrecymarking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("case__isnull", False), ("record__isnull", True)),
                    models.Q(("case__isnull", True), ("record__isnull", False)),
                    _connector="OR",
                ),
                name="marking_of_one_object",
            ),
        ),
        migrations.AddConstraint(
            model_name="secrecymarking",
            constraint=models.CheckConstraint(
                condition=models.Q(("provision", ""), _negated=True), name="marking_has_provision"
            ),
        ),
        migrations.AddConstraint(
            model_name="secrecymarking",
            constraint=models.UniqueConstraint(
                condition=models.Q(("lifted_on__isnull", True)), fields=("case",), name="case_marked_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="secrecymarking",
            constraint=models.UniqueConstraint(
                condition=models.Q(("lifted_on__isnull", True)), fields=("record",), name="record_marked_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="withheld",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("case__isnull", False), ("record__isnull", True)),
                    models.Q(("case__isnull", True), ("record__isnull", False)),
                    _connector="OR",
                ),
                name="withheld_of_one_object",
            ),
        ),
        migrations.AddConstraint(
            model_name="withheld",
            constraint=models.UniqueConstraint(fields=("case",), name="case_withheld_once"),
        ),
        migrations.AddConstraint(
            model_name="withheld",
            constraint=models.UniqueConstraint(fields=("record",), name="record_withheld_once"),
        ),
        migrations.RunSQL(OWN, migrations.RunSQL.noop),
    ]
