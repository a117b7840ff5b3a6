"""Corrections and supplements of approved minutes."""

import django.db.models.deletion
from django.db import migrations, models

OWN = """
SELECT tinget_own('meetings_addendum', published => true);
SELECT tinget_own_key('meetings_addendum', 'meeting_id', 'meetings_meeting');
SELECT tinget_own_key('meetings_addendum', 'item_id', 'meetings_item');
SELECT tinget_own_key('meetings_addendum', 'document_id', 'documents_document');
SELECT tinget_own_key('meetings_addendum', 'record_id', 'registry_record');
"""
KEY = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0006_follow_up"),
        ("documents", "0001_documents"),
        ("registry", "0001_registry"),
    ]

    operations = [
        migrations.CreateModel(
            name="Addendum",
            fields=[
                ("id", KEY),
                ("authority_id", models.BigIntegerField()),
                ("kind", models.CharField(max_length=20)),
                ("stated", models.TextField(blank=True)),
                ("text", models.TextField()),
                ("reason", models.CharField(max_length=500)),
                ("by_id", models.BigIntegerField()),
                ("by_name", models.CharField(max_length=150)),
                ("capacity", models.CharField(max_length=40)),
                ("drawn_up_at", models.DateTimeField()),
                ("signed_at", models.DateTimeField(null=True)),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.item",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.record",
                    ),
                ),
            ],
            options={"ordering": ["id"]},
        ),
        migrations.AddConstraint(
            model_name="addendum",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["correction", "supplement"])), name="addendum_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="addendum",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "supplement"), models.Q(("stated", ""), _negated=True), _connector="OR"
                ),
                name="correction_says_of_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="addendum",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_at__isnull", True), ("signed_at__isnull", False), _connector="OR"
                ),
                name="addendum_public_when_signed",
            ),
        ),
        migrations.RunSQL(OWN, migrations.RunSQL.noop),
    ]
