"""How far each dispatched decision has come, and what is done when one comes back."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tinget.foundation import clock, ledger
from tinget.messages import api as messages
from tinget.organisation import api as organisation
from tinget.registry import api as registry
from tinget.workflows.models import Delivery
from tinget.workflows.write_mail.returns import ask_to_look

ABOUT = "workflows.delivery:"
LISTED, ASKED = 1_000, 90
FAULTY = frozenset({messages.MailState.FAILED, messages.MailState.RETURNED})


@dataclass(frozen=True)
class DeliveryLine:
    """A decision on its way to one addressee; `mail` is the proof of how far it came."""

    id: int
    paragraph: str
    case_id: int | None
    record_id: int
    name: str
    municipality: int | None
    email: str
    sent_at: dt.datetime
    is_put_right: bool
    mail: messages.MailLine | None

    @property
    def must_be_put_right(self) -> bool:
        """Whether it failed or came back, and has not been sent anew."""
        return not self.is_put_right and self.mail is not None and self.mail.state in FAULTY

    @property
    def state_text(self) -> str:
        """How far it came, in words."""
        return str(messages.MAIL_TEXTS[self.mail.state][0]) if self.mail else _("lämnat för att skickas")

    @property
    def tone(self) -> str:
        """The tone of the state's tag."""
        return messages.MAIL_TEXTS[self.mail.state][1] if self.mail else "wait"

    @property
    def proved_at(self) -> dt.datetime:
        """When it came back or was handed over, else when it was sent from here."""
        mail = self.mail
        return (mail and (mail.returned_at or mail.sent_at)) or self.sent_at


def deliveries(
    actor: organisation.Actor, authority: int, *, meeting_id: int | None = None, case_id: int | None = None
) -> list[DeliveryLine]:
    """List what was dispatched from a meeting, or in a case, newest first; for those who may follow mail."""
    rows = Delivery.objects.filter(authority_id=authority)
    if meeting_id is not None:
        rows = rows.filter(extract__meeting_id=meeting_id)
    if case_id is not None:
        rows = rows.filter(case_id=case_id)
    found = list(rows.order_by("-pk")[:LISTED])
    mail = _mail_of(actor, authority, [row.pk for row in found])
    return [
        DeliveryLine(
            id=row.pk,
            paragraph=row.paragraph,
            case_id=row.case_id,
            record_id=row.record_id,
            name=row.name,
            municipality=row.municipality_id,
            email=row.email,
            sent_at=row.sent_at,
            is_put_right=row.is_put_right,
            mail=mail.get(f"{ABOUT}{row.pk}"),
        )
        for row in found
    ]


def last_addresses(authority: int) -> dict[str, str]:
    """Give the address that each addressee's latest decision went to, where it did not come back."""
    rows = Delivery.objects.filter(authority_id=authority, returned_at=None).order_by("-pk")[:LISTED]
    return {row.name: row.email for row in reversed(rows)}


def count_returned(authority: int) -> int:
    """Count the decisions that came back and have not been sent anew."""
    return Delivery.objects.filter(
        authority_id=authority, returned_at__isnull=False, is_put_right=False
    ).count()


def returned_from(authority: int) -> int | None:
    """Return the meeting of the oldest decision that came back and has not been sent anew."""
    rows = Delivery.objects.filter(authority_id=authority, returned_at__isnull=False, is_put_right=False)
    return rows.order_by("pk").values_list("extract__meeting_id", flat=True).first()


def follow_return(event: messages.MailReturned) -> None:
    """Note that a decision came back, and ask for its case to be looked at."""
    if not event.about.startswith(ABOUT):
        return
    row = Delivery.objects.select_for_update().filter(pk=int(event.about.removeprefix(ABOUT))).first()
    if row is None:
        return
    row.returned_at = clock.now()
    row.save(update_fields=["returned_at"])
    case = registry.cases([row.case_id]).get(row.case_id) if row.case_id else None
    if case is not None:
        ask_to_look(event.authority, case, _("Ett expedierat beslut kom i retur. Se Expediering."))
    actor = organisation.system_actor(event.authority)
    changes = {"paragraph": row.paragraph, "name": row.name}
    ledger.append(actor, "decision_returned", on=event.about, authority=event.authority, changes=changes)


def marked_among(about: Collection[str]) -> set[str]:
    """Find those that are marked secret, also a delivery whose record is; for the list of what was sent."""
    ids = [int(one.removeprefix(ABOUT)) for one in about if one.startswith(ABOUT)]
    rows = Delivery.objects.filter(pk__in=ids).values_list("pk", "record_id") if ids else ()
    records = {f"{ABOUT}{pk}": f"registry.record:{record}" for pk, record in rows}
    secret = registry.marked_among([*(one for one in about if one not in records), *records.values()])
    return (secret & set(about)) | {one for one, record in records.items() if record in secret}


def _mail_of(actor: organisation.Actor, authority: int, ids: list[int]) -> dict[str, messages.MailLine]:
    """Look up the mail of these deliveries, some at a time."""
    found: dict[str, messages.MailLine] = {}
    for start in range(0, len(ids), ASKED):
        about = [f"{ABOUT}{one}" for one in ids[start : start + ASKED]]
        found |= {line.about: line for line in messages.sent_about(actor, authority, *about)}
    return found
