"""Decisions with a number in a series of their own, and the day on which a record was disposed of."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0004_working_register")]

    operations = [
        migrations.AlterField(
            model_name="decision", name="paragraph", field=models.PositiveIntegerField(null=True)
        ),
        migrations.AddField(
            model_name="decision",
            name="series",
            field=models.CharField(blank=True, default="", max_length=10),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="decision", name="number", field=models.PositiveIntegerField(null=True)
        ),
        migrations.AddField(model_name="record", name="disposed_on", field=models.DateField(null=True)),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                fields=("authority_id", "series", "year", "number"), name="decision_once_in_series"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("number__isnull", True), ("paragraph__isnull", False), ("series", "")),
                    models.Q(
                        ("number__isnull", False),
                        ("paragraph__isnull", True),
                        models.Q(("series", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="decision_has_one_number",
            ),
        ),
    ]
