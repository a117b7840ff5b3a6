"""Whether an assignment waits for the standstill of the award that its § made."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0011_late_items")]

    operations = [migrations.AddField("assignment", "of_award", models.BooleanField(default=False))]
