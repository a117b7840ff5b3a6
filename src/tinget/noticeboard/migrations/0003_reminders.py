"""Links that are derived, and the day of the last reminder."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("noticeboard", "0002_appeals")]

    operations = [
        migrations.AddField("posting", "link_number", models.PositiveSmallIntegerField(default=1)),
        migrations.AddField("posting", "reminded_on", models.DateField(null=True)),
    ]
