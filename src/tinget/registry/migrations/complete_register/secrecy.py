"""Markings of secrecy, and what is withheld."""

import django.db.models.deletion
from django.db import migrations, models

OPERATIONS = [
    migrations.CreateModel(
        name="SecrecyMarking",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
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
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("authority_id", models.BigIntegerField()),
            ("values", models.JSONField()),
            ("restriction_id", models.BigIntegerField()),
        ],
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
]
