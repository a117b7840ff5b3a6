"""When what a certificate of legal force rests on changed after it, and by what."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("noticeboard", "0008_hooks")]

    operations = [
        migrations.AddField("forcecertificate", "outdated_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "forcecertificate", "outdated_by", models.CharField(blank=True, db_default="", max_length=10)
        ),
        migrations.AddConstraint(
            "forcecertificate",
            models.CheckConstraint(
                condition=models.Q(("outdated_by__in", ["", "answer", "appeal", "minutes"])),
                name="force_certificate_outdated_by_known",
            ),
        ),
    ]
