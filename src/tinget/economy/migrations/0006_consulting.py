"""The consultation about a budget."""

import django.db.models.deletion
from django.db import migrations, models

# Seen by those with a mandate in the committee; nothing of it is published.
OWNED = """
SELECT tinget_own('economy_budgetconsultation');
SELECT tinget_own('economy_consultedmunicipality');
SELECT tinget_own_key('economy_budgetconsultation', 'table_id', 'economy_financetable');
SELECT tinget_own_key('economy_consultedmunicipality', 'consultation_id', 'economy_budgetconsultation');
"""


class Migration(migrations.Migration):
    dependencies = [("economy", "0005_attest"), ("organisation", "0002_roles")]

    operations = [
        migrations.CreateModel(
            name="BudgetConsultation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("sent_on", models.DateField()),
                ("answer_by", models.DateField()),
                ("committee_decision", models.CharField(blank=True, max_length=200)),
                ("committee_on", models.DateField(null=True)),
                (
                    "table",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consultation",
                        to="economy.financetable",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="ConsultedMunicipality",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("answered_on", models.DateField(null=True)),
                ("stance", models.CharField(blank=True, max_length=10)),
                ("text", models.TextField(blank=True)),
                ("reported_on", models.DateField(null=True)),
                (
                    "consultation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="municipalities",
                        to="economy.budgetconsultation",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.municipality",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("consultation", "municipality"), name="consulted_once")
                ],
            },
        ),
        migrations.RunSQL(OWNED, migrations.RunSQL.noop),
    ]
