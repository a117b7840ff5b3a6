"""Signing with an e-identity: the order, and the proof that a signature was made with."""

import django.db.models.deletion
from django.db import migrations, models

OWN = """
SELECT tinget_own('signatures_eidsigning');
SELECT tinget_own_key('signatures_eidsigning', 'signer_id', 'signatures_signer');
SELECT tinget_own_key('signatures_signer', 'eid_id', 'signatures_eidsigning');
"""
STATES = ["pending", "complete", "failed"]


class Migration(migrations.Migration):
    dependencies = [("signatures", "0004_renewed_stamps")]

    operations = [
        migrations.CreateModel(
            name="EidSigning",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("service", models.CharField(max_length=20)),
                ("state", models.CharField(max_length=10)),
                ("told", models.CharField(blank=True, max_length=60)),
                ("text", models.TextField()),
                ("hidden", models.TextField()),
                ("reads", models.JSONField()),
                ("reference", models.CharField(max_length=200)),
                ("tokens", models.JSONField()),
                ("asked_at", models.DateTimeField()),
                ("collected_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("evidence", models.CharField(blank=True, max_length=64)),
                ("digest", models.CharField(blank=True, max_length=64)),
                (
                    "signer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="signatures.signer",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["authority_id", "state", "asked_at"], name="signing_eid_idx")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", STATES)), name="signing_eid_state_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "complete"), _negated=True),
                            models.Q(
                                models.Q(("evidence", ""), _negated=True),
                                models.Q(("digest", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="signing_eid_has_evidence",
                    ),
                ],
            },
        ),
        migrations.AddField(
            "signer",
            "eid",
            models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="signatures.eidsigning",
            ),
        ),
        migrations.RunSQL(OWN, migrations.RunSQL.noop),
    ]
