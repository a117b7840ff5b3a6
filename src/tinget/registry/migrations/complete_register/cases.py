"""Cases with their class, parties, notes, tags, relations and follow-up."""

import django.db.models.deletion
from django.db import migrations, models

OPERATIONS = [
    migrations.CreateModel(
        name="CaseNote",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
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
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
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
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("authority_id", models.BigIntegerField()),
            ("word", models.CharField(max_length=60)),
        ],
    ),
    migrations.CreateModel(
        name="FollowUp",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
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
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("authority_id", models.BigIntegerField()),
            ("authority_name", models.CharField(blank=True, max_length=200)),
            ("number", models.CharField(blank=True, max_length=60)),
        ],
    ),
    migrations.RemoveConstraint(
        model_name="case",
        name="case_status_known",
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
    migrations.AddIndex(
        model_name="case",
        index=models.Index(fields=["authority_id", "class_code", "year", "serial"], name="case_by_class"),
    ),
    migrations.AddIndex(
        model_name="case",
        index=models.Index(fields=["authority_id", "officer_id", "year", "serial"], name="case_by_officer"),
    ),
    migrations.AddIndex(
        model_name="case",
        index=models.Index(fields=["authority_id", "registered_on"], name="case_by_day"),
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
]
