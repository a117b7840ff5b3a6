"""A document that only some may see: the restriction it carries, and its versions with it."""

from django.db import migrations, models

RESTRICT = """
SELECT tinget_restrict('documents_document');
SELECT tinget_restrict('documents_version');
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_documents"), ("foundation", "0002_need_to_know")]

    operations = [
        migrations.AddField(
            model_name="document", name="restriction_id", field=models.BigIntegerField(null=True)
        ),
        migrations.AddField(
            model_name="version", name="restriction_id", field=models.BigIntegerField(null=True)
        ),
        migrations.RunSQL(RESTRICT, migrations.RunSQL.noop),
    ]
