"""A display that was told wrongly stays, marked, beside the one in its place."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("noticeboard", "0004_observations")]

    operations = [
        migrations.AddField("display", "corrected_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "display", "corrected_note", models.TextField(blank=True, default=""), preserve_default=False
        ),
        migrations.RemoveConstraint("display", "display_one_up_at_a_time"),
        migrations.AddConstraint(
            "display",
            models.UniqueConstraint(
                condition=models.Q(("corrected_at__isnull", True), ("down_on__isnull", True)),
                fields=("posting",),
                name="display_one_up_at_a_time",
            ),
        ),
    ]
