"""How long an item of the agenda is meant to take."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0009_reserve_approver")]

    operations = [migrations.AddField("item", "minutes", models.PositiveSmallIntegerField(null=True))]
