"""The minutes that are drawn up over decisions which are not reported but can be appealed."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("delegation", "0001_delegation"),
        ("registry", "0009_words_by_plan"),
    ]

    operations = [
        migrations.AddField(
            model_name="delegateddecision",
            name="minutes",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="registry.record",
            ),
        ),
        migrations.AddIndex(
            model_name="delegateddecision",
            index=models.Index(
                condition=models.Q(("is_reported", False), ("minutes__isnull", True)),
                fields=["authority_id", "decided_on"],
                name="delegated_to_notice",
            ),
        ),
        migrations.RunSQL(
            "SELECT tinget_own_key('delegation_delegateddecision', 'minutes_id', 'registry_record')",
            migrations.RunSQL.noop,
        ),
    ]
