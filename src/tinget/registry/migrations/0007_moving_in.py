"""A record taken over from another system may have an id that is no number of ours; it has a day still."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("registry", "0006_delegated_and_disposed")]

    operations = [
        migrations.RemoveConstraint(model_name="record", name="record_has_number_and_day"),
        migrations.AddConstraint(
            model_name="record",
            constraint=models.CheckConstraint(
                condition=Q(is_published_fact=True)
                | Q(state="draft")
                | (Q(registered_on__isnull=False) & (Q(serial__isnull=False) | ~Q(as_printed=""))),
                name="record_has_number_and_day",
            ),
        ),
    ]
