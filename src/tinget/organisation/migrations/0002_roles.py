"""The roles of whoever handles cases and of whoever answers for the archive."""

from django.db import migrations, models

ROLES = [
    "administrator",
    "archivist",
    "board_registrar",
    "chair",
    "coordinator",
    "member",
    "officer",
    "preparatory_group",
    "secretary",
    "substitute",
    "vice_chair",
]


class Migration(migrations.Migration):
    dependencies = [("organisation", "0001_organisation")]

    operations = [
        migrations.RemoveConstraint(model_name="mandate", name="mandate_role_known"),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ROLES)), name="mandate_role_known"
            ),
        ),
    ]
