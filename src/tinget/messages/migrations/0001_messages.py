"""Mailboxes, messages and their files, under row security; nothing of them is ever published."""

import django.db.models.deletion
from django.db import migrations, models

OWN = """
SELECT tinget_own('tinget_messages_mailbox');
SELECT tinget_own('tinget_messages_message');
SELECT tinget_own('tinget_messages_attachment');
SELECT tinget_own_key('tinget_messages_message', 'mailbox_id', 'tinget_messages_mailbox');
SELECT tinget_own_key('tinget_messages_message', 'same_as_id', 'tinget_messages_message');
SELECT tinget_own_key('tinget_messages_message', 'mail_id', 'foundation_outgoingmail');
SELECT tinget_own_key('tinget_messages_attachment', 'message_id', 'tinget_messages_message');
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("foundation", "0004_mail"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mailbox",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("uid_validity", models.BigIntegerField(default=0)),
                ("last_uid", models.BigIntegerField(default=0)),
                ("fetched_at", models.DateTimeField(null=True)),
                ("failures", models.PositiveIntegerField(default=0)),
                ("failure", models.CharField(blank=True, max_length=300)),
                ("next_try_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("authority_id", "name"), name="mailbox_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("uid_validity", models.BigIntegerField()),
                ("uid", models.BigIntegerField()),
                ("is_settled", models.BooleanField(default=False)),
                ("kind", models.CharField(max_length=10)),
                ("state", models.CharField(default="waiting", max_length=10)),
                ("message_id", models.CharField(blank=True, max_length=200)),
                ("in_reply_to", models.CharField(blank=True, max_length=200)),
                ("sender_name", models.CharField(blank=True, max_length=200)),
                ("sender_address", models.CharField(blank=True, max_length=254)),
                ("recipients", models.CharField(blank=True, max_length=1000)),
                ("subject", models.CharField(blank=True, max_length=300)),
                ("text", models.TextField(blank=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("received_at", models.DateTimeField()),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("attachments", models.PositiveIntegerField(default=0)),
                ("notes", models.JSONField(default=list)),
                ("record_on", models.CharField(blank=True, max_length=80)),
                ("outcome", models.CharField(blank=True, max_length=300)),
                ("handled_at", models.DateTimeField(null=True)),
                ("handled_by", models.CharField(blank=True, max_length=200)),
                (
                    "mail",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="foundation.outgoingmail",
                    ),
                ),
                (
                    "mailbox",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tinget_messages.mailbox",
                    ),
                ),
                (
                    "same_as",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tinget_messages.message",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority_id", models.BigIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("media_type", models.CharField(max_length=150)),
                ("size", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("refusal", models.TextField(blank=True)),
                ("is_inline", models.BooleanField(default=False)),
                (
                    "message",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="tinget_messages.message",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["authority_id", "state", "id"], name="message_by_state"),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["authority_id", "message_id"], name="message_by_message_id"),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["mailbox", "sha256"], name="message_by_content"),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("is_settled", False)), fields=["mailbox"], name="message_unsettled"
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.UniqueConstraint(
                fields=("mailbox", "uid_validity", "uid"), name="message_fetched_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "registered", "set_aside", "tied"])),
                name="message_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["letter", "auto_reply", "return"])),
                name="message_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.UniqueConstraint(fields=("message", "number"), name="attachment_number_once"),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sha256", ""), _negated=True),
                    models.Q(("refusal", ""), _negated=True),
                    _connector="OR",
                ),
                name="attachment_kept_or_told",
            ),
        ),
        migrations.RunSQL(OWN, migrations.RunSQL.noop),
    ]
