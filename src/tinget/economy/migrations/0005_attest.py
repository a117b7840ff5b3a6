"""Payment approval: rights, and the suppliers' invoices that wait for it."""

from django.db import migrations, models

# Invoices and rights are the authority's own; nothing of them is published.
OWNED = """
SELECT tinget_own('economy_approvalright');
SELECT tinget_own('economy_supplierinvoice');
"""


class Migration(migrations.Migration):
    dependencies = [("economy", "0004_accruals")]

    operations = [
        migrations.CreateModel(
            name="ApprovalRight",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("person_id", models.BigIntegerField()),
                ("step", models.CharField(max_length=10)),
                ("service", models.CharField(blank=True, max_length=200)),
                ("limit", models.BigIntegerField(null=True)),
                ("first", models.DateField()),
                ("last", models.DateField(null=True)),
                ("decision", models.CharField(max_length=200)),
            ],
            options={"ordering": ["-first", "id"]},
        ),
        migrations.CreateModel(
            name="SupplierInvoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("supplier", models.CharField(max_length=200)),
                ("number", models.CharField(max_length=60)),
                ("issued_on", models.DateField()),
                ("due_on", models.DateField()),
                ("lines", models.JSONField()),
                ("received_by", models.BigIntegerField()),
                ("received_at", models.DateTimeField()),
                ("concerns", models.BigIntegerField(null=True)),
                ("checked_by", models.BigIntegerField(null=True)),
                ("checked_at", models.DateTimeField(null=True)),
                ("approved_by", models.BigIntegerField(null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("returned_by", models.BigIntegerField(null=True)),
                ("returned_at", models.DateTimeField(null=True)),
                ("returned_reason", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ["due_on", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("returned_at", None)),
                        fields=("authority_id", "supplier", "number"),
                        name="supplier_invoice_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", None),
                            models.Q(
                                ("checked_by__isnull", False),
                                models.Q(("approved_by", models.F("checked_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="supplier_invoice_attested_by_two",
                    ),
                ],
            },
        ),
        migrations.RunSQL(OWNED, migrations.RunSQL.noop),
    ]
