"""Any paper, also by people outside the house: order, last day, link, reminders, withdrawal."""

import django.db.models.deletion
from django.db import migrations, models

STATES = ["waiting", "complete", "declined", "withdrawn"]


class Migration(migrations.Migration):
    dependencies = [("signatures", "0001_signatures")]

    operations = [
        migrations.AddField(
            "signingrequest",
            "asked_by",
            models.CharField(blank=True, default="", max_length=150),
            preserve_default=False,
        ),
        migrations.AddField(
            "signingrequest",
            "asker",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisation.person",
            ),
        ),
        migrations.AddField("signingrequest", "in_order", models.BooleanField(default=False)),
        migrations.AddField("signingrequest", "due_on", models.DateField(null=True)),
        migrations.AddField(
            "signingrequest", "message", models.TextField(blank=True, default=""), preserve_default=False
        ),
        migrations.AddField(
            "signingrequest",
            "bundle",
            models.CharField(blank=True, default="", max_length=36),
            preserve_default=False,
        ),
        migrations.AddField(
            "signingrequest",
            "withdrawn_reason",
            models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddIndex(
            "signingrequest", models.Index(fields=["authority_id", "bundle"], name="signing_bundle_idx")
        ),
        migrations.RemoveConstraint("signingrequest", "signing_state_known"),
        migrations.AddConstraint(
            "signingrequest",
            models.CheckConstraint(condition=models.Q(("state__in", STATES)), name="signing_state_known"),
        ),
        migrations.AlterField(
            "signer",
            "person",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisation.person",
            ),
        ),
        migrations.AddField(
            "signer",
            "email",
            models.EmailField(blank=True, default="", max_length=254),
            preserve_default=False,
        ),
        migrations.AddField(
            "signer",
            "organisation",
            models.CharField(blank=True, default="", max_length=150),
            preserve_default=False,
        ),
        migrations.AddField("signer", "told_on", models.DateField(null=True)),
        migrations.AddField("signer", "reminded_on", models.DateField(null=True)),
        migrations.AddField("signer", "code_at", models.DateTimeField(null=True)),
        migrations.AddField("signer", "code_tries", models.PositiveSmallIntegerField(default=0)),
        migrations.AddConstraint(
            "signer",
            models.CheckConstraint(
                condition=models.Q(("email", ""), ("person__isnull", False))
                | models.Q(("person__isnull", True), models.Q(("email", ""), _negated=True)),
                name="signer_person_or_address",
            ),
        ),
    ]
