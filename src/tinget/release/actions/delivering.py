"""Handing out: noted with its way and fee, and fetched by whoever has the code."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from tinget.foundation import mail
from tinget.foundation.errors import NotPossible
from tinget.foundation.scoping import scoped, widened
from tinget.organisation.api import Actor, authority_by_id
from tinget.release.actions.requests import request_to_change, tell
from tinget.release.models import Delivery, ReleaseRequest, RequestedRecord
from tinget.release.permissions import HANDLE
from tinget.release.queries import RecordView, RequestNotFound, request_of_code
from tinget.release.rules import Outcome, Way

MOST_PAGES = 100_000


@dataclass(frozen=True, slots=True)
class CodeHolder:
    """Whoever has the code: known by nothing else."""

    who: str = "den som har koden"
    acting_as: str = ""


def deliver(actor: Actor, *, request_id: int, way: Way | str, pages: int, fee: int, at: dt.datetime) -> None:
    """Hand out what is released: by the code, with word by e-mail, or on paper with its fee noted."""
    row = request_to_change(actor, HANDLE, request_id)
    outcomes = {Outcome(one.outcome) for one in row.records.all()}
    if not outcomes & {Outcome.RELEASED, Outcome.MASKED}:
        raise NotPossible(_("Inget är prövat så att det kan lämnas ut."))
    way = Way(way)
    if way is Way.EMAIL and not row.email:
        raise NotPossible(_("Den som begär har inte lämnat någon e-postadress."))
    if not (0 <= pages <= MOST_PAGES and 0 <= fee <= MOST_PAGES):
        raise NotPossible(_("Antalet sidor eller avgiften är för stor."))
    Delivery.objects.create(
        authority_id=row.authority_id, request=row, way=way.value, at=at, by=actor.name, pages=pages, fee=fee
    )
    if way is Way.EMAIL:
        _send_word(row)
    tell(actor, "deliver", row, {"way": way.value, "pages": pages, "fee": fee})


def fetch(*, authority: int, code: str, position: int, today: dt.date) -> RecordView:
    """Let whoever has the code fetch one released record of a request that has been handed out."""
    # The code proves the right to exactly this request; the authority is added for this one act.
    with scoped(widened(authority)):
        view = request_of_code(authority, code, today=today)
        found = next((one for one in view.records if one.position == position), None)
        if found is None or not found.can_be_fetched or not view.deliveries:
            raise RequestNotFound(str(position))
        row = ReleaseRequest.objects.get(pk=view.id)
        item = RequestedRecord.objects.get(pk=found.id)
        tell(CodeHolder(), "deliver", row, {"of_record": item.record_id, "way": Way.DOWNLOAD.value})
    return found


def _send_word(row: ReleaseRequest) -> None:
    authority = authority_by_id(row.authority_id)
    context = {
        "authority": authority,
        "number": f"{row.year}:{row.serial}",
        "address": f"{settings.TINGET_ADDRESS}/{authority.slug}/begar-ut/folj/",
        "is_demonstration": row.is_demonstration,
    }
    subject = _("Handlingarna i begäran %(number)s finns att hämta") % {"number": context["number"]}
    prefix = "DEMONSTRATION: " if row.is_demonstration else ""
    body = render_to_string("release/delivered.txt", context)
    mail.send_later(authority=row.authority_id, to=row.email, subject=f"{prefix}{subject}", body=body)
