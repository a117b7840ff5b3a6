"""What was written down without a network and is not to be kept: dropped with a reason, never in silence."""

from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.meetings.actions.heeding import on
from tinget.meetings.permissions import RECORD
from tinget.meetings.queries import meeting_to_change
from tinget.organisation.api import Actor


def drop_unsent(actor: Actor, *, meeting_id: int, told: str, reason: str) -> None:
    """Let the ledger say what was written down, that it was not kept, and why."""
    meeting = meeting_to_change(actor, RECORD, meeting_id=meeting_id)
    if not reason.strip():
        raise NotPossible(_("Skriv varför det inte ska föras in."))
    changes = {"told": told, "reason": reason.strip()}
    ledger.append(actor, "drop_unsent", on=on(meeting), authority=meeting.authority_id, changes=changes)
