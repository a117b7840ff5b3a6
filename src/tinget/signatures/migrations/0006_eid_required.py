"""Whoever asks for signatures may ask that they are made with an e-identity."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("signatures", "0005_e_identities")]

    operations = [
        migrations.AddField(
            "signingrequest", "eid_required", models.BooleanField(default=False, db_default=False)
        )
    ]
