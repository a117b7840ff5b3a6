"""Who bills what and when, and which allocation replaces which."""

import django.db.models.deletion
from django.db import migrations, models

OWNED = """
SELECT tinget_own('economy_supplierbilling', published => true);
SELECT tinget_own_key('economy_allocation', 'replaces_id', 'economy_allocation');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("economy", "0006_consulting"),
    ]

    operations = [
        migrations.AddField(
            model_name="allocation",
            name="billing",
            field=models.CharField(default="advance", max_length=10),
        ),
        migrations.AddField(
            model_name="allocation",
            name="is_demonstration",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="allocation",
            name="replaces",
            field=models.OneToOneField(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="economy.allocation",
            ),
        ),
        migrations.AddField(
            model_name="bill",
            name="is_demonstration",
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name="SupplierBilling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("service", models.CharField(max_length=200)),
                ("supplier", models.CharField(blank=True, max_length=200)),
                ("text", models.CharField(max_length=300)),
                ("source", models.CharField(max_length=300)),
                ("published_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["service"],
                "constraints": [
                    models.UniqueConstraint(fields=("authority_id", "service"), name="supplier_billing_once")
                ],
            },
        ),
        migrations.RunSQL(OWNED, migrations.RunSQL.noop),
    ]
