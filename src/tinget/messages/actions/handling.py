"""Taking care of a message: it was registered, or need not be (OSL 5:1), and that can be taken back."""

import datetime as dt

from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.messages.models import STATE_TEXTS, Message
from tinget.messages.permissions import TAKE_CARE
from tinget.messages.queries import MessageNotFound
from tinget.messages.rules.lines import State, may_become
from tinget.organisation.api import Actor, require

OUTCOME_LENGTH = 300


def mark_registered(
    actor: Actor, message_id: int, record_on: str, *, at: dt.datetime, label: str = ""
) -> None:
    """Note as which record the message was registered; `label` is the record's id as people read it."""
    row = _to_change(actor, message_id)
    _become(row, State.REGISTERED)
    row.record_on, row.outcome = record_on, label[:OUTCOME_LENGTH]
    _save(actor, row, at=at)
    _tell(actor, row, "register_message", {"record": record_on})


def set_aside(actor: Actor, message_id: int, *, reason: str, at: dt.datetime) -> None:
    """Leave a message unregistered, with the reason: of little importance, or no official record."""
    reason = " ".join(reason.split())[:OUTCOME_LENGTH]
    if not reason:
        raise NotPossible(_("Skriv varför meddelandet inte ska registreras, till exempel reklam."))
    row = _to_change(actor, message_id)
    _become(row, State.SET_ASIDE)
    row.outcome = reason
    _save(actor, row, at=at)
    _tell(actor, row, "set_aside_message", {"reason": reason})


def take_back(actor: Actor, message_id: int, *, at: dt.datetime) -> None:
    """Let a message that was set aside wait again."""
    row = _to_change(actor, message_id)
    _become(row, State.WAITING)
    row.outcome = ""
    _save(actor, row, at=at)
    _tell(actor, row, "take_back_message", {})


def _to_change(actor: Actor, message_id: int) -> Message:
    row = Message.objects.select_for_update(of=("self",)).filter(pk=message_id).first()
    if row is None:
        raise MessageNotFound(str(message_id))
    require(actor, TAKE_CARE, authority=row.authority_id)
    return row


def _become(row: Message, following: State) -> None:
    now = State(row.state)
    if not may_become(now, following):
        raise NotPossible(
            _("Meddelandet är redan omhändertaget: %(state)s. Läs om sidan.") % {"state": STATE_TEXTS[now]}
        )
    row.state = following.value


def _save(actor: Actor, row: Message, *, at: dt.datetime) -> None:
    row.handled_at, row.handled_by = at, actor.name
    row.save(update_fields=["state", "outcome", "record_on", "handled_at", "handled_by"])


def _tell(actor: Actor, row: Message, action: str, changes: dict[str, str]) -> None:
    on = f"messages.message:{row.pk}"
    ledger.append(actor, action, on=on, authority=row.authority_id, changes=changes)
