"""Time stamps over the heads of the chains: added to and read by the application, never changed."""

from django.db import migrations, models

OWN = """
SELECT tinget_own('foundation_ledgeranchor');
REVOKE UPDATE, DELETE, TRUNCATE ON foundation_ledgeranchor FROM tinget_app;
"""


class Migration(migrations.Migration):
    dependencies = [("foundation", "0011_search_thirds")]

    operations = [
        migrations.CreateModel(
            name="LedgerAnchor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("position", models.BigIntegerField()),
                ("hash", models.BinaryField()),
                ("token", models.BinaryField()),
                ("at", models.DateTimeField()),
                ("holds_until", models.DateTimeField()),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("authority_id", "position"), name="ledger_anchored_once")
                ],
            },
        ),
        migrations.RunSQL(OWN, migrations.RunSQL.noop),
    ]
