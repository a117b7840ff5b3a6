"""For how many months an authority's cases and records are on the web."""

from django.db import migrations, models
from django.db.models import Q

MONTHS = """
CREATE OR REPLACE FUNCTION tinget_public_months() RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE
SET search_path = pg_catalog, public AS
$$
    SELECT coalesce(jsonb_object_agg(id::text, web_diary_months), '{}') FROM organisation_authority
    WHERE web_diary_months IS NOT NULL
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("organisation", "0002_roles"), ("foundation", "0009_public_for_a_time")]

    operations = [
        migrations.AddField(
            model_name="authority",
            name="web_diary_months",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name="authority",
            constraint=models.CheckConstraint(
                condition=Q(web_diary_months__gt=0), name="authority_web_diary_above_zero"
            ),
        ),
        migrations.RunSQL(MONTHS, migrations.RunSQL.noop),
    ]
