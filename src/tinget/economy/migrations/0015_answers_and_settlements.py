"""How a municipality's answer came and as which record; a settlement may be taken back before it is billed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("economy", "0014_agreements")]

    operations = [
        migrations.AddField(
            model_name="consultedmunicipality",
            name="came_as",
            field=models.CharField(blank=True, default="", max_length=10),
        ),
        migrations.AddField(
            model_name="consultedmunicipality",
            name="record_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="consultedmunicipality",
            name="record",
            field=models.CharField(blank=True, default="", max_length=30),
        ),
        migrations.AddField(
            model_name="settlement",
            name="taken_back_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.RemoveConstraint(model_name="settlement", name="settlement_once_a_year"),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("taken_back_at", None)),
                fields=("authority_id", "year"),
                name="settlement_once_a_year",
            ),
        ),
    ]
