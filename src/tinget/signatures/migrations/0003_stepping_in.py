"""Somebody signs in the place of one who is hindered."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("signatures", "0002_anybody_signs")]

    operations = [
        migrations.AddField(
            "signer",
            "instead_of",
            models.CharField(blank=True, default="", max_length=150),
            preserve_default=False,
        ),
        migrations.AddField(
            "signer", "instead_reason", models.TextField(blank=True, default=""), preserve_default=False
        ),
    ]
