"""Words of titles are found by a plan made for the words themselves: a rare one by its index, a common one by walking."""

from django.db import migrations

# A function's own statement is planned once for all words. EXECUTE plans anew with the words at hand, so a word that half
# the register has is found by walking from the newest case on, and a rare one by the index of words.
WORDS = """
CREATE OR REPLACE FUNCTION tinget_cases_by_words(owner bigint, words tsquery, most integer) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
DECLARE
    seen text := tinget_seen(owner);
BEGIN
    IF seen IS NOT NULL THEN
        RETURN QUERY EXECUTE format(
            'SELECT id FROM registry_case WHERE authority_id = %s AND to_tsvector(''swedish''::regconfig, title) @@ %L::tsquery'
            ' AND %s ORDER BY year DESC, serial DESC LIMIT %s', owner, words, seen, most);
    END IF;
END
$$;

CREATE OR REPLACE FUNCTION tinget_records_by_words(owner bigint, words tsquery, most integer) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
DECLARE
    seen text := tinget_seen(owner);
BEGIN
    IF seen IS NOT NULL THEN
        RETURN QUERY EXECUTE format(
            'SELECT id FROM registry_record WHERE authority_id = %s AND to_tsvector(''swedish''::regconfig, title) @@ %L::tsquery'
            ' AND %s ORDER BY id DESC LIMIT %s', owner, words, seen, most);
    END IF;
END
$$;
"""
SEEN = """
-- Which rows of an authority the scope sees: all, the published ones, or none (null).
CREATE FUNCTION tinget_seen(owner bigint) RETURNS text LANGUAGE sql STABLE AS
$$ SELECT CASE WHEN owner = ANY (tinget_authorities()) THEN 'true'
               WHEN tinget_public() THEN 'published_at IS NOT NULL' END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0008_secrecy")]

    operations = [migrations.RunSQL(SEEN + WORDS, migrations.RunSQL.noop)]
