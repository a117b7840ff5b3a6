"""A person's own calendar, at a secret address of which only the digest is kept."""

from django.db import migrations, models

OWN = """
SELECT tinget_own('summons_calendarfeed');

-- Whose calendar a secret address is, before there is a scope to read the row in.
CREATE FUNCTION tinget_calendar_of(digest text) RETURNS TABLE (authority_id bigint, person_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$ SELECT c.authority_id, c.person_id FROM summons_calendarfeed c WHERE c.token_sha256 = digest $$;
"""


class Migration(migrations.Migration):
    dependencies = [("summons", "0003_note")]

    operations = [
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("person_id", models.BigIntegerField()),
                ("token_sha256", models.CharField(max_length=64, unique=True)),
                ("opened_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("authority_id", "person_id"), name="calendar_feed_once")
                ],
            },
        ),
        migrations.RunSQL(OWN, migrations.RunSQL.noop),
    ]
