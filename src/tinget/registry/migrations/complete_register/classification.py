"""Schemes of classes with their validity."""

import django.db.models.deletion
from django.db import migrations, models

OPERATIONS = [
    migrations.CreateModel(
        name="ClassificationScheme",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("authority_id", models.BigIntegerField()),
            ("name", models.CharField(max_length=300)),
            ("valid_from", models.DateField()),
            ("valid_to", models.DateField(null=True)),
            ("source", models.CharField(blank=True, max_length=300)),
        ],
    ),
    migrations.CreateModel(
        name="SchemeClass",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("authority_id", models.BigIntegerField()),
            ("code", models.CharField(max_length=40)),
            ("title", models.CharField(max_length=300)),
        ],
    ),
    migrations.AddConstraint(
        model_name="classificationscheme",
        constraint=models.UniqueConstraint(fields=("authority_id", "valid_from"), name="scheme_begins_once"),
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
        model_name="schemeclass",
        name="scheme",
        field=models.ForeignKey(
            db_constraint=False,
            on_delete=django.db.models.deletion.PROTECT,
            related_name="classes",
            to="registry.classificationscheme",
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
]
