"""Meetings, items, attendance and approvers, under row security; what is published visitors may read."""

import django.db.models.constraints
import django.db.models.deletion
from django.db import migrations, models

OWN = """
SELECT tinget_own('meetings_meeting', published => true);
SELECT tinget_own('meetings_item', published => true);
SELECT tinget_own('meetings_itembasis', published => true);
SELECT tinget_own('meetings_itemrecipient', published => true);
SELECT tinget_own('meetings_presence', published => true);
SELECT tinget_own('meetings_approver', published => true);
SELECT tinget_own_key('meetings_meeting', 'minutes_document_id', 'documents_document');
SELECT tinget_own_key('meetings_item', 'meeting_id', 'meetings_meeting');
SELECT tinget_own_key('meetings_item', 'case_id', 'registry_case');
SELECT tinget_own_key('meetings_item', 'decision_id', 'registry_decision');
SELECT tinget_own_key('meetings_itembasis', 'item_id', 'meetings_item');
SELECT tinget_own_key('meetings_itembasis', 'record_id', 'registry_record');
SELECT tinget_own_key('meetings_itemrecipient', 'item_id', 'meetings_item');
SELECT tinget_own_key('meetings_presence', 'meeting_id', 'meetings_meeting');
SELECT tinget_own_key('meetings_approver', 'meeting_id', 'meetings_meeting');
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("foundation", "0001_foundation"),
        ("organisation", "0001_organisation"),
        ("documents", "0001_documents"),
        ("registry", "0001_registry"),
    ]

    operations = [
        migrations.CreateModel(
            name="Item",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField()),
                ("year", models.PositiveSmallIntegerField(null=True)),
                ("paragraph", models.PositiveSmallIntegerField(null=True)),
                ("kind", models.CharField(max_length=20)),
                ("title", models.CharField(max_length=300)),
                ("external_case_number", models.CharField(blank=True, max_length=60)),
                ("rapporteur", models.CharField(blank=True, max_length=200)),
                ("proposal", models.TextField(blank=True)),
                ("summary", models.TextField(blank=True)),
                ("meeting_text", models.TextField(blank=True)),
                ("procedure", models.TextField(blank=True)),
                ("decision_text", models.TextField(blank=True)),
                ("decision_points", models.JSONField(default=list)),
                ("decision_kind", models.CharField(blank=True, max_length=20)),
                ("state", models.CharField(default="open", max_length=20)),
                ("is_immediate", models.BooleanField(default=False)),
                ("served", models.JSONField(null=True)),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.case",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.decision",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="ItemBasis",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=300)),
                ("record_id_printed", models.CharField(blank=True, max_length=60)),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="basis",
                        to="meetings.item",
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
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="ItemRecipient",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField()),
                ("text", models.CharField(max_length=300)),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recipients",
                        to="meetings.item",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("address", models.CharField(max_length=20)),
                ("planned_on", models.DateField()),
                ("planned_start", models.TimeField(null=True)),
                ("planned_end", models.TimeField(null=True)),
                ("held_on", models.DateField(null=True)),
                ("starts_at", models.TimeField(null=True)),
                ("ends_at", models.TimeField(null=True)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("form", models.CharField(blank=True, max_length=100)),
                ("state", models.CharField(default="planned", max_length=20)),
                ("rules_version", models.CharField(max_length=40)),
                ("rules_assumed", models.BooleanField(default=False)),
                ("chair_id", models.BigIntegerField(null=True)),
                ("chair_name", models.CharField(blank=True, max_length=150)),
                ("chair_party", models.CharField(blank=True, max_length=20)),
                ("secretary_id", models.BigIntegerField(null=True)),
                ("secretary_name", models.CharField(blank=True, max_length=150)),
                ("opened_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("moved_reason", models.CharField(blank=True, max_length=500)),
                ("approval_due", models.DateField(null=True)),
                ("approval_place", models.CharField(blank=True, max_length=200)),
                ("approved_on", models.DateField(null=True)),
                ("late_approval_reason", models.CharField(blank=True, max_length=500)),
                ("cancelled_reason", models.CharField(blank=True, max_length=500)),
                ("source", models.CharField(blank=True, max_length=300)),
                ("notes", models.JSONField(default=list)),
                ("is_demonstration", models.BooleanField(default=False)),
                ("is_published_fact", models.BooleanField(default=False)),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "minutes_document",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="item",
            name="meeting",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="items",
                to="meetings.meeting",
            ),
        ),
        migrations.CreateModel(
            name="Approver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("person_id", models.BigIntegerField(null=True)),
                ("name", models.CharField(max_length=150)),
                ("party", models.CharField(blank=True, max_length=20)),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approvers",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField()),
                ("person_id", models.BigIntegerField(null=True)),
                ("municipality_id", models.BigIntegerField(null=True)),
                ("municipality", models.CharField(blank=True, max_length=100)),
                ("name", models.CharField(max_length=150)),
                ("party", models.CharField(blank=True, max_length=20)),
                ("present_as", models.CharField(max_length=20)),
                ("office", models.CharField(blank=True, max_length=100)),
                ("serving", models.BooleanField(default=False)),
                ("chair", models.BooleanField(default=False)),
                ("arrived_at", models.TimeField(null=True)),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="presence",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["authority_id", "planned_on"], name="meeting_by_day"),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                fields=("authority_id", "address"), name="meeting_address_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "planned",
                            "open",
                            "closed",
                            "minutes_drawn_up",
                            "approved",
                            "announced",
                            "cancelled",
                        ],
                    )
                ),
                name="meeting_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["planned", "cancelled"]), ("held_on__isnull", False), _connector="OR"
                ),
                name="meeting_held_on_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("authority_id", "year", "paragraph"),
                name="paragraph_once_a_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["roll_call", "approver_election", "agenda", "case", "information", "other"])
                ),
                name="item_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "decided", "noted", "tabled"])),
                name="item_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(("case__isnull", True), ("external_case_number", ""), _connector="OR"),
                name="item_has_one_case",
            ),
        ),
        migrations.AddConstraint(
            model_name="presence",
            constraint=models.CheckConstraint(
                condition=models.Q(("present_as__in", ["member", "substitute", "other"])),
                name="presence_as_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="presence",
            constraint=models.UniqueConstraint(
                condition=models.Q(("serving", True)),
                fields=("meeting", "municipality_id"),
                name="one_serving_seat_a_municipality",
            ),
        ),
        migrations.AddConstraint(
            model_name="presence",
            constraint=models.UniqueConstraint(fields=("meeting", "person_id"), name="present_once"),
        ),
        migrations.RunSQL(OWN, migrations.RunSQL.noop),
    ]
