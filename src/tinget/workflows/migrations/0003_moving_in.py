"""Tables of another system on their way in, under row security."""

import django.db.models.deletion
from django.db import migrations, models

OWN = """
SELECT tinget_own('workflows_movingin');
SELECT tinget_own('workflows_movingrow');
SELECT tinget_own_key('workflows_movingrow', 'moving_id', 'workflows_movingin');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0002_imported_minutes"),
        ("foundation", "0004_mail"),
    ]

    operations = [
        migrations.CreateModel(
            name="MovingIn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("kind", models.CharField(max_length=10)),
                ("name", models.CharField(max_length=200)),
                ("headings", models.JSONField(default=list)),
                ("mapping", models.JSONField(default=dict)),
                ("state", models.CharField(default="new", max_length=10)),
                ("total", models.PositiveIntegerField(default=0)),
                ("went", models.PositiveIntegerField(default=0)),
                ("refused", models.PositiveIntegerField(default=0)),
                ("series", models.JSONField(default=list)),
                ("actor", models.JSONField(default=dict)),
                ("uploaded_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["cases", "records", "people"])),
                        name="moving_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["new", "running", "moved", "accepted", "undone"])),
                        name="moving_state_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MovingRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("line", models.PositiveIntegerField()),
                ("cells", models.JSONField()),
                ("state", models.CharField(default="waiting", max_length=10)),
                ("made_id", models.BigIntegerField(null=True)),
                ("told", models.TextField(blank=True)),
                (
                    "moving",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="workflows.movingin",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["moving", "state", "line"], name="moving_row_by_state")],
                "constraints": [
                    models.UniqueConstraint(fields=("moving", "line"), name="moving_line_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "went", "refused"])),
                        name="moving_row_state_known",
                    ),
                ],
            },
        ),
        migrations.RunSQL(OWN, migrations.RunSQL.noop),
    ]
