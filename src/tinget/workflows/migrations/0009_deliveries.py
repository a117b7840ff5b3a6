"""Decisions that were sent to somebody."""

import django.db.models.deletion
from django.db import migrations, models

OWN = """
SELECT tinget_own('workflows_delivery');
SELECT tinget_own_key('workflows_delivery', 'extract_id', 'workflows_minutesextract');
SELECT tinget_own_key('workflows_delivery', 'case_id', 'registry_case');
SELECT tinget_own_key('workflows_delivery', 'record_id', 'registry_record');
"""


class Migration(migrations.Migration):
    dependencies = [("workflows", "0008_extracts"), ("registry", "0001_registry")]

    operations = [
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("municipality_id", models.BigIntegerField(null=True)),
                ("paragraph", models.CharField(max_length=10)),
                ("recipient", models.CharField(max_length=300)),
                ("name", models.CharField(max_length=300)),
                ("email", models.EmailField(max_length=254)),
                ("sent_at", models.DateTimeField()),
                ("returned_at", models.DateTimeField(null=True)),
                ("is_put_right", models.BooleanField(default=False)),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.case",
                    ),
                ),
                (
                    "extract",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="workflows.minutesextract",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.record",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["extract", "paragraph", "name"],
                        condition=models.Q(("is_put_right", False)),
                        name="delivery_once_at_a_time",
                    )
                ],
            },
        ),
        migrations.RunSQL(OWN, migrations.RunSQL.noop),
    ]
