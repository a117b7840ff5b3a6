"""What became of a message that was sent: its state, its Message-ID, its files and what it is about."""

from django.db import migrations, models

SENT = "UPDATE foundation_outgoingmail SET state = 'handed_over' WHERE sent_at IS NOT NULL"


class Migration(migrations.Migration):
    dependencies = [("foundation", "0002_need_to_know")]

    operations = [
        migrations.AddField(
            model_name="outgoingmail",
            name="sender",
            field=models.EmailField(blank=True, default="", max_length=254),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="outgoingmail",
            name="about",
            field=models.CharField(blank=True, default="", max_length=80),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="outgoingmail", name="attachments", field=models.JSONField(default=list)
        ),
        migrations.AddField(
            model_name="outgoingmail",
            name="message_id",
            field=models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="outgoingmail", name="state", field=models.CharField(default="queued", max_length=12)
        ),
        migrations.AddField(
            model_name="outgoingmail", name="attempts", field=models.PositiveSmallIntegerField(default=0)
        ),
        migrations.AddField(
            model_name="outgoingmail", name="returned_at", field=models.DateTimeField(null=True)
        ),
        migrations.RunSQL(SENT, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="outgoingmail",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["queued", "handed_over", "failed", "returned"])),
                name="mail_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="outgoingmail",
            constraint=models.UniqueConstraint(
                condition=models.Q(("message_id", ""), _negated=True),
                fields=("authority_id", "message_id"),
                name="mail_message_id_once",
            ),
        ),
        migrations.AddIndex(
            model_name="outgoingmail",
            index=models.Index(
                condition=models.Q(("about", ""), _negated=True),
                fields=["authority_id", "about", "id"],
                name="mail_about",
            ),
        ),
        migrations.AddIndex(
            model_name="outgoingmail",
            index=models.Index(fields=["authority_id", "state", "id"], name="mail_by_state"),
        ),
    ]
