"""What the working register reads by: days, kinds, senders and words of titles, each by an index."""

from django.db import migrations, models
from django.db.models import Q

# Words of a title are found by an index that row security keeps an ordinary query from using, since matching
# is not leakproof; so these functions use it for the owner and hold the scope inside. The newest first, at most
# `most`: a word that half the register has is not ranked to its end.
WORDS = """
CREATE INDEX case_title_words ON registry_case USING gin (to_tsvector('swedish'::regconfig, title));
CREATE INDEX record_title_words ON registry_record USING gin (to_tsvector('swedish'::regconfig, title));

CREATE FUNCTION tinget_cases_by_words(owner bigint, words tsquery, most integer) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
    SELECT id FROM registry_case
    WHERE authority_id = owner AND to_tsvector('swedish'::regconfig, title) @@ words
      AND (owner = ANY ((SELECT tinget_authorities())::bigint[])
           OR (published_at IS NOT NULL AND (SELECT tinget_public())))
    ORDER BY year DESC, serial DESC LIMIT most
$$;

CREATE FUNCTION tinget_records_by_words(owner bigint, words tsquery, most integer) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
    SELECT id FROM registry_record
    WHERE authority_id = owner AND to_tsvector('swedish'::regconfig, title) @@ words
      AND (owner = ANY ((SELECT tinget_authorities())::bigint[])
           OR (published_at IS NOT NULL AND (SELECT tinget_public())))
    ORDER BY id DESC LIMIT most
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0003_complete_register")]

    operations = [
        migrations.AddField(
            model_name="classificationscheme",
            name="is_complete",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="classificationscheme",
            name="is_demonstration",
            field=models.BooleanField(default=False),
        ),
        migrations.RemoveConstraint(model_name="schemeclass", name="class_has_title"),
        migrations.AlterField(
            model_name="schemeclass", name="title", field=models.CharField(blank=True, max_length=300)
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["authority_id", "deadline_on"],
                name="case_by_deadline",
                condition=Q(("deadline_on__isnull", False), ("status", "open")),
            ),
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(fields=["authority_id", "year", "serial", "id"], name="record_by_year"),
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(fields=["authority_id", "direction", "id"], name="record_by_direction"),
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(fields=["authority_id", "kind", "id"], name="record_by_kind"),
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(fields=["authority_id", "counterpart"], name="record_by_counterpart"),
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(fields=["authority_id", "state", "id"], name="record_by_state"),
        ),
        migrations.RunSQL(WORDS, migrations.RunSQL.noop),
    ]
