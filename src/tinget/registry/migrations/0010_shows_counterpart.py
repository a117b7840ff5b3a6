"""Whether visitors see sender or recipient of a record: not unless somebody says that it is an organisation."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("registry", "0009_words_by_plan")]

    operations = [
        migrations.AddField(
            model_name="record",
            name="shows_counterpart",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddConstraint(
            model_name="record",
            constraint=models.CheckConstraint(
                condition=Q(is_secret=False) | Q(shows_counterpart=False),
                name="record_secret_hides_counterpart",
            ),
        ),
    ]
