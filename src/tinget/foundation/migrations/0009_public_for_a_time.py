"""What is published may be on the web for a time only: counted when it is read, by pages and search alike."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("foundation", "0008_mail_reply")]

    operations = [
        migrations.RunSQL(
            SQL,
            migrations.RunSQL.noop,
            state_operations=[
                migrations.AddField(
                    model_name="searchentry",
                    name="lapses",
                    field=models.BooleanField(db_default=False, default=False),
                )
            ],
        )
    ]
