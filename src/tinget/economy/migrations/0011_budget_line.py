"""What the year's budget calls a line that a document prints under another name."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("economy", "0010_index_by_name"),
    ]

    operations = [
        migrations.AddField(
            model_name="financeline",
            name="budget_line",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
    ]
