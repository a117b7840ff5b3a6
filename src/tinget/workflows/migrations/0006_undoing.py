"""A move that is being undone by a job, and why it could not be."""

from django.db import migrations, models

STATES = ["new", "running", "moved", "undoing", "accepted", "undone"]


class Migration(migrations.Migration):
    dependencies = [("workflows", "0005_on_the_web_for_a_time")]

    operations = [
        migrations.AddField(model_name="movingin", name="hindrance", field=models.TextField(blank=True)),
        migrations.RemoveConstraint(model_name="movingin", name="moving_state_known"),
        migrations.AddConstraint(
            model_name="movingin",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", STATES)), name="moving_state_known"
            ),
        ),
    ]
