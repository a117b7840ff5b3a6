"""Each line of a bill names the allocation that it comes from."""

from django.db import migrations

# A line [text, amount] gets the word of the allocation whose service and year its text was made of.
LINES = """
UPDATE economy_bill AS bill SET lines = told.lines FROM (
  SELECT one.id, jsonb_agg(line.value || jsonb_build_array(coalesce((
    SELECT slug FROM economy_allocation AS allocation
    WHERE allocation.authority_id = one.authority_id
      AND allocation.service || ' ' || allocation.year = line.value ->> 0
      AND (allocation.decision <> '' OR allocation.is_published_fact)
    ORDER BY allocation.id LIMIT 1), '')) ORDER BY line.ordinality) AS lines
  FROM economy_bill AS one, jsonb_array_elements(one.lines) WITH ORDINALITY AS line
  WHERE jsonb_array_length(line.value) = 2
  GROUP BY one.id
) AS told WHERE told.id = bill.id;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("economy", "0007_who_bills"),
    ]

    operations = [
        migrations.RunSQL(LINES, migrations.RunSQL.noop),
    ]
