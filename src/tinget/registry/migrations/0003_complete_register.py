"""What a complete register needs: classification, parties, notes, follow-up, drafts, voiding, secrecy."""

from django.db import migrations

from tinget.registry.migrations.complete_register import cases, classification, records, secrecy

OWN = """
SELECT tinget_own('registry_caseparty');
SELECT tinget_own('registry_casenote');
SELECT tinget_own('registry_casetag');
SELECT tinget_own('registry_relatedcase');
SELECT tinget_own('registry_followup');
SELECT tinget_own('registry_classificationscheme');
SELECT tinget_own('registry_schemeclass');
SELECT tinget_own('registry_secrecymarking');
SELECT tinget_own('registry_withheld');
SELECT tinget_own_key('registry_caseparty', 'case_id', 'registry_case');
SELECT tinget_own_key('registry_casenote', 'case_id', 'registry_case');
SELECT tinget_own_key('registry_casetag', 'case_id', 'registry_case');
SELECT tinget_own_key('registry_relatedcase', 'case_id', 'registry_case');
SELECT tinget_own_key('registry_relatedcase', 'other_id', 'registry_case');
SELECT tinget_own_key('registry_followup', 'case_id', 'registry_case');
SELECT tinget_own_key('registry_schemeclass', 'scheme_id', 'registry_classificationscheme');
SELECT tinget_own_key('registry_secrecymarking', 'case_id', 'registry_case');
SELECT tinget_own_key('registry_secrecymarking', 'record_id', 'registry_record');
SELECT tinget_own_key('registry_withheld', 'case_id', 'registry_case');
SELECT tinget_own_key('registry_withheld', 'record_id', 'registry_record');
SELECT tinget_restrict('registry_caseparty');
SELECT tinget_restrict('registry_casenote');
SELECT tinget_restrict('registry_followup');
SELECT tinget_restrict('registry_withheld');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_need_to_know"),
        ("registry", "0002_submission"),
        ("foundation", "0002_need_to_know"),
    ]

    operations = [
        *classification.OPERATIONS,
        *cases.OPERATIONS,
        *records.OPERATIONS,
        *secrecy.OPERATIONS,
        migrations.RunSQL(OWN, migrations.RunSQL.noop),
    ]
