"""Whether the committee was called, and which items no summons told of."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0010_minutes_of_items")]

    operations = [
        migrations.AddField("meeting", "called_at", models.DateTimeField(null=True)),
        migrations.AddField("item", "is_late", models.BooleanField(default=False)),
    ]
