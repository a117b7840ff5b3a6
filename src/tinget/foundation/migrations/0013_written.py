"""What the heads of all ledgers come to: pages that are remembered for visitors end when it changes."""

from django.db import migrations

WRITTEN = """
CREATE FUNCTION tinget_written() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$ SELECT encode(sha256(string_agg(hash, '' ORDER BY authority_id)), 'hex') FROM foundation_ledgerhead $$;
"""


class Migration(migrations.Migration):
    dependencies = [("foundation", "0012_ledger_anchor")]

    operations = [migrations.RunSQL(WRITTEN, migrations.RunSQL.noop)]
