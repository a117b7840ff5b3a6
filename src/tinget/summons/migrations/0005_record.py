"""The record that a summons is in the register."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0012_web_words"), ("summons", "0004_calendar_feed")]

    operations = [
        migrations.AddField(
            "summons",
            "record",
            models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="registry.record",
            ),
        ),
        migrations.RunSQL(
            "SELECT tinget_own_key('summons_summons', 'record_id', 'registry_record');",
            migrations.RunSQL.noop,
        ),
    ]
