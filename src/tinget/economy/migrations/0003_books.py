"""Tables made here: versions, the decision that adopted them, and a line's explanation in words."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("economy", "0002_bills")]

    operations = [
        migrations.AddField("financetable", "version", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("financetable", "why", models.CharField(blank=True, default="", max_length=300)),
        migrations.AddField(
            "financetable", "decision", models.CharField(blank=True, default="", max_length=200)
        ),
        migrations.AddField("financetable", "decided_on", models.DateField(null=True)),
        migrations.AddField(
            "financeline", "explanation", models.CharField(blank=True, default="", max_length=500)
        ),
        migrations.AlterModelOptions("financetable", {"ordering": ["-year", "-as_of", "kind", "-version"]}),
    ]
