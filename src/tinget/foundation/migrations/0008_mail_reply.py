"""Which message a message out answers, so that mail programs keep the two together."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("foundation", "0007_search_spans")]

    operations = [
        migrations.AddField(
            model_name="outgoingmail",
            name="in_reply_to",
            field=models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
    ]
