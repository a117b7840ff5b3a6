"""What was indexed of cases and records is on the web for a time, as they are themselves."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("workflows", "0004_saved_search"), ("foundation", "0009_public_for_a_time")]

    operations = [
        migrations.RunSQL(
            "UPDATE foundation_searchentry SET lapses = true WHERE kind IN ('arende', 'handling')",
            migrations.RunSQL.noop,
        )
    ]
