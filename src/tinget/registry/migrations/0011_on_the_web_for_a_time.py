"""Visitors see published cases and records for as many months as the authority has chosen."""

from django.db import migrations

FOR_A_TIME = """
SELECT tinget_public_for_a_time('registry_case');
SELECT tinget_public_for_a_time('registry_record');

-- Which rows of an authority the scope sees: all, those on the web now, or none (null).
CREATE OR REPLACE FUNCTION tinget_seen(owner bigint) RETURNS text LANGUAGE sql STABLE AS
$$ SELECT CASE WHEN owner = ANY (tinget_authorities()) THEN 'true'
               WHEN tinget_public() THEN format(
                   'published_at IS NOT NULL AND tinget_is_current(published_at, authority_id, %L, %L)',
                   tinget_public_months(), tinget_today()) END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0010_shows_counterpart"),
        ("foundation", "0009_public_for_a_time"),
        ("organisation", "0003_web_diary_months"),
    ]

    operations = [migrations.RunSQL(FOR_A_TIME, migrations.RunSQL.noop)]
