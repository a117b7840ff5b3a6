"""When a decision was taken up anew, so that it does not stand until it is made again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0012_web_words")]

    operations = [
        migrations.AddField(model_name="decision", name="reopened_at", field=models.DateTimeField(null=True)),
    ]
