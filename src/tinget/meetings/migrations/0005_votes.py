"""How each voted in open votes, beside the item's texts, for those who may read it but not the events."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0004_public_screen")]

    operations = [
        migrations.AddField(model_name="item", name="votes", field=models.JSONField(default=list)),
    ]
