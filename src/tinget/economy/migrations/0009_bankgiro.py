"""Where a bill is paid to."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("economy", "0008_lines_name_their_allocation"),
    ]

    operations = [
        migrations.AddField(
            model_name="bill",
            name="bankgiro",
            field=models.CharField(blank=True, max_length=9),
        ),
    ]
