"""The roles that nobody works in who has signed in by a password alone, as each authority has chosen."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisation", "0007_address_changes")]

    operations = [
        migrations.AddField(
            model_name="authority",
            name="second_step_roles",
            field=models.CharField(blank=True, db_default="", default="", max_length=300),
        ),
    ]
