"""What is prepared of a secret case is seen by those who need to know of the case, and by nobody else.

It follows the marking itself, without columns of its own: marked, it is hidden; lifted, it is back.
"""

from django.db import migrations

HIDDEN = """
CREATE FUNCTION preparation_hidden(thing text) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$ SELECT coalesce(array_agg(split_part("on", ':', 2)::bigint), '{}') FROM foundation_restriction
   WHERE "on" LIKE 'registry.' || thing || ':%' AND lifted_at IS NULL AND NOT tinget_unrestricted()
   AND authority_id = ANY (tinget_authorities()) AND id <> ALL (tinget_cleared()) $$;

CREATE FUNCTION preparation_hidden_preparations() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$ SELECT coalesce(array_agg(id), '{}') FROM preparation_preparation
   WHERE case_id = ANY (preparation_hidden('case')) $$;

CREATE FUNCTION preparation_hidden_stays() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$ SELECT coalesce(array_agg(id), '{}') FROM preparation_stay
   WHERE preparation_id = ANY (preparation_hidden_preparations()) $$;

CREATE POLICY need_to_know ON preparation_preparation AS RESTRICTIVE
    USING (case_id IS NULL OR case_id <> ALL ((SELECT preparation_hidden('case'))::bigint[]));
CREATE POLICY need_to_know ON preparation_stay AS RESTRICTIVE
    USING (preparation_id <> ALL ((SELECT preparation_hidden_preparations())::bigint[]));
CREATE POLICY need_to_know ON preparation_groupmatter AS RESTRICTIVE
    USING (preparation_id <> ALL ((SELECT preparation_hidden_preparations())::bigint[]));
CREATE POLICY need_to_know ON preparation_opinion AS RESTRICTIVE
    USING (stay_id <> ALL ((SELECT preparation_hidden_stays())::bigint[])
           AND (record_id IS NULL OR record_id <> ALL ((SELECT preparation_hidden('record'))::bigint[])));
"""


class Migration(migrations.Migration):
    dependencies = [
        ("preparation", "0002_wheel_and_year_plan"),
        ("foundation", "0002_need_to_know"),
        ("registry", "0008_secrecy"),
    ]

    operations = [migrations.RunSQL(HIDDEN, migrations.RunSQL.noop)]
