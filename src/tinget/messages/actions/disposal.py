"""Disposal of messages that were registered: their words and files go with the record that they became."""

from collections.abc import Mapping

from tinget.foundation import ledger
from tinget.foundation.models import OutgoingMail
from tinget.messages.models import Attachment, Message
from tinget.messages.permissions import DISPOSE
from tinget.organisation.api import Actor, require

SUBJECT_LENGTH = 200
EMPTIED = ("sender_name", "sender_address", "recipients", "subject", "text", "outcome", "sha256")


def dispose(actor: Actor, *, authority: int, told: Mapping[str, str]) -> set[str]:
    """Empty the messages that became these records ("registry.record:5"), and those sent about them.

    Returns the files to remove. The rows stay, so that the mailbox is not read anew; `told` says by what.
    """
    require(actor, DISPOSE, authority=authority)
    rows = Message.objects.select_for_update(of=("self",)).filter(authority_id=authority)
    found = list(rows.filter(record_on__in=list(told)).exclude(record_on="").order_by("pk"))
    files = Attachment.objects.filter(message__in=found)
    hashes = {row.sha256 for row in found} | set(files.values_list("sha256", flat=True))
    files.delete()
    for row in found:
        for name in EMPTIED:
            setattr(row, name, "")
        row.attachments = 0
    Message.objects.bulk_update(found, [*EMPTIED, "attachments"], batch_size=500)
    for row in found:
        on, reason = f"messages.message:{row.pk}", told[row.record_on]
        ledger.dispose_about(actor, authority=authority, on=[on], reason=reason)
        ledger.append(actor, "dispose_message", on=on, authority=authority, changes={"reason": reason})
    return (hashes | _dispose_sent(authority, told)) - {""}


def _dispose_sent(authority: int, told: Mapping[str, str]) -> set[str]:
    """Empty what was sent about these records; a message that waits to be sent is not about an old record."""
    found = list(OutgoingMail.objects.filter(authority_id=authority, about__in=list(told)))
    hashes = {str(one["sha256"]) for row in found for one in row.attachments}
    for row in found:
        row.subject, row.to, row.body = told[row.about][:SUBJECT_LENGTH], "", ""
        row.failure, row.attachments = "", []
    OutgoingMail.objects.bulk_update(
        found, ["subject", "to", "body", "failure", "attachments"], batch_size=500
    )
    return hashes
