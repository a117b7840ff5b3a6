"""Saved searches: a person's own, hidden from everybody else by the database."""

from django.db import migrations, models

OWN = """
SELECT tinget_own('workflows_savedsearch');
CREATE POLICY person ON workflows_savedsearch AS RESTRICTIVE
    USING (person_id = (SELECT tinget_person()) OR (SELECT tinget_unrestricted()));

-- Whose feed a secret address is, before there is a scope to read the row in.
CREATE FUNCTION tinget_saved_search_of(digest text) RETURNS TABLE (authority_id bigint, person_id bigint, id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$ SELECT s.authority_id, s.person_id, s.id FROM workflows_savedsearch s WHERE s.token_sha256 = digest $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0003_moving_in"),
        ("foundation", "0002_need_to_know"),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("person_id", models.BigIntegerField()),
                ("name", models.CharField(max_length=100)),
                ("query", models.JSONField()),
                ("created_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                ("by_mail", models.BooleanField(default=False)),
                ("mailed_at", models.DateTimeField(null=True)),
                ("token_sha256", models.CharField(max_length=64, null=True, unique=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["authority_id", "person_id", "id"], name="saved_search_of_person")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="saved_search_has_name"
                    )
                ],
            },
        ),
        migrations.RunSQL(OWN, migrations.RunSQL.noop),
    ]
