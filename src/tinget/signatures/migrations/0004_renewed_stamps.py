"""When the newest time stamp ends, and files whose stamp was renewed."""

from django.db import migrations, models

REASONS = ["received", "prepared", "signed", "replaced", "renewed"]


class Migration(migrations.Migration):
    dependencies = [("signatures", "0003_stepping_in")]

    operations = [
        migrations.AddField("signingrequest", "stamped_until", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "signingrequest",
            models.Index(fields=["authority_id", "stamped_until"], name="signing_stamped_idx"),
        ),
        migrations.RemoveConstraint("signedfile", "signed_file_reason_known"),
        migrations.AddConstraint(
            "signedfile",
            models.CheckConstraint(
                condition=models.Q(("reason__in", REASONS)), name="signed_file_reason_known"
            ),
        ),
    ]
