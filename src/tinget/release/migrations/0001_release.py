"""Requests for official records, what was found of them, what was handed out and refused."""

import django.db.models.deletion
from django.db import migrations, models

OWN = """
SELECT tinget_own('release_releaserequest');
SELECT tinget_own('release_requestedrecord');
SELECT tinget_own('release_delivery');
SELECT tinget_own('release_refusal');
SELECT tinget_own_key('release_requestedrecord', 'request_id', 'release_releaserequest');
SELECT tinget_own_key('release_requestedrecord', 'record_id', 'registry_record');
SELECT tinget_own_key('release_requestedrecord', 'masked_document_id', 'documents_document');
SELECT tinget_own_key('release_delivery', 'request_id', 'release_releaserequest');
SELECT tinget_own_key('release_refusal', 'request_id', 'release_releaserequest');
SELECT tinget_own_key('release_refusal', 'document_id', 'documents_document');
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "0002_need_to_know"),
        ("registry", "0008_secrecy"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReleaseRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("year", models.PositiveSmallIntegerField()),
                ("serial", models.PositiveIntegerField()),
                ("received_on", models.DateField()),
                ("channel", models.CharField(max_length=10)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("text", models.TextField()),
                ("way", models.CharField(max_length=10)),
                ("code_sha256", models.CharField(max_length=64, unique=True)),
                ("received_by", models.CharField(max_length=200)),
                ("closed_on", models.DateField(null=True)),
                ("is_demonstration", models.BooleanField(default=False)),
                ("submission", models.UUIDField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_on__isnull", True)),
                        fields=["authority_id", "received_on", "id"],
                        name="release_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("authority_id", "year", "serial"), name="release_number_once"
                    ),
                    models.UniqueConstraint(
                        fields=("authority_id", "submission"), name="release_submitted_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="release_says_what"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "channel__in",
                                [
                                    "form",
                                    "email",
                                    "phone",
                                    "visit",
                                    "letter",
                                ],
                            )
                        ),
                        name="release_channel_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "way__in",
                                [
                                    "download",
                                    "email",
                                    "paper",
                                ],
                            )
                        ),
                        name="release_way_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Refusal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("asked_on", models.DateField()),
                ("decided_on", models.DateField(null=True)),
                ("decided_by", models.CharField(blank=True, max_length=200)),
                ("provisions", models.CharField(blank=True, max_length=200)),
                ("reasons", models.TextField(blank=True)),
                ("received_on", models.DateField(null=True)),
                ("appealed_on", models.DateField(null=True)),
                ("forwarded_on", models.DateField(null=True)),
                ("court_outcome", models.CharField(blank=True, max_length=300)),
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
                    "request",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refusal",
                        to="release.releaserequest",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_on__isnull", True),
                            models.Q(
                                models.Q(("provisions", ""), _negated=True),
                                models.Q(("reasons", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="refusal_has_reasons",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("way", models.CharField(max_length=10)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=200)),
                ("pages", models.PositiveIntegerField(default=0)),
                ("fee", models.PositiveIntegerField(default=0)),
                (
                    "request",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="release.releaserequest",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "way__in",
                                [
                                    "download",
                                    "email",
                                    "paper",
                                ],
                            )
                        ),
                        name="delivery_way_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RequestedRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("outcome", models.CharField(default="waiting", max_length=10)),
                ("provision", models.CharField(blank=True, max_length=200)),
                ("assessed_on", models.DateField(null=True)),
                ("assessed_by", models.CharField(blank=True, max_length=200)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("media_type", models.CharField(blank=True, max_length=150)),
                (
                    "masked_document",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.record",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="release.releaserequest",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("request", "record"), name="requested_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "outcome__in",
                                [
                                    "waiting",
                                    "released",
                                    "masked",
                                    "refused",
                                ],
                            )
                        ),
                        name="release_outcome_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome__in", ["masked", "refused"]), _negated=True),
                            models.Q(("provision", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="withheld_by_provision",
                    ),
                ],
            },
        ),
        migrations.RunSQL(OWN, migrations.RunSQL.noop),
    ]
