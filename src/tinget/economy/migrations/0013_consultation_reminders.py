"""Where each municipality in a consultation is reminded, and when it last was."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("economy", "0012_settlements")]

    operations = [
        migrations.AddField(
            model_name="consultedmunicipality",
            name="email",
            field=models.EmailField(blank=True, default="", max_length=254),
        ),
        migrations.AddField(
            model_name="consultedmunicipality",
            name="reminded_on",
            field=models.DateField(null=True),
        ),
    ]
