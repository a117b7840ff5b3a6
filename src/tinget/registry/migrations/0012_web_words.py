"""What visitors read of a decision, when it is not all that the decision says."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0011_on_the_web_for_a_time")]

    operations = [
        migrations.AddField(model_name="decision", name="web_words", field=models.JSONField(null=True)),
    ]
