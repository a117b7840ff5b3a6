"""Writes about a request: taking it in from anybody, and closing it."""

import base64
import datetime as dt
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from tinget.foundation import ledger, mail, serials, submissions
from tinget.foundation.errors import NotPossible
from tinget.foundation.scoping import scoped, widened
from tinget.organisation.api import Actor, Permission, authority_by_id, require
from tinget.release.models import ReleaseRequest
from tinget.release.permissions import HANDLE
from tinget.release.queries import RequestNotFound, digest
from tinget.release.rules import Channel, Way

SERIES = "release"
CODE_BYTES = 15  # 120 bits, in twenty-four signs that are easy to write down


@dataclass(frozen=True, slots=True)
class Received:
    """A request that was taken in: its number, and the code that only the asker has from now on."""

    id: int
    number: str
    code: str


def receive_request(  # noqa: PLR0913 -- a request is told by this many facts
    actor: Actor,
    *,
    authority: int,
    text: str,
    way: Way | str,
    channel: Channel | str,
    received_on: dt.date,
    name: str = "",
    email: str = "",
    submission: uuid.UUID | None = None,
) -> Received:
    """Take in a request for records: from anybody by the form, or entered by the staff (TF 2:15-18).

    A visitor sees nothing of the authority's, so the scope is widened for their own words alone.
    Nobody is asked who they are or why. Whoever has the code follows the request and fetches what it gives.
    """
    if Channel(channel) is not Channel.FORM or actor.is_known:
        require(actor, HANDLE, authority=authority)
    if not text.strip():
        raise NotPossible(_("Skriv vilken handling du vill ta del av."))
    with scoped(widened(authority)):
        _must_be_new(authority, submission)
        code = _new_code()
        row = ReleaseRequest.objects.create(
            authority_id=authority,
            year=received_on.year,
            serial=serials.next_serial(authority=authority, series=SERIES, year=received_on.year),
            received_on=received_on,
            channel=Channel(channel).value,
            name=name.strip(),
            email=email.strip(),
            text=text.strip(),
            way=Way(way).value,
            code_sha256=digest(code),
            received_by=actor.name,
            is_demonstration=actor.is_demonstration or (settings.TINGET_DEMO and not actor.is_known),
            submission=submission,
        )
        return _taken_in(actor, row, code)


def close_request(actor: Actor, *, request_id: int, on: dt.date) -> None:
    """Close a request about which nothing more is to be done."""
    row = request_to_change(actor, HANDLE, request_id)
    ReleaseRequest.objects.filter(pk=row.pk).update(closed_on=on)
    tell(actor, "close_request", row, {"on": on})


def request_to_change(actor: Actor, permission: Permission, request_id: int) -> ReleaseRequest:
    """Lock an open request that the actor may change; a demonstration changes only its own."""
    row = ReleaseRequest.objects.select_for_update().filter(pk=request_id).first()
    if row is None:
        raise RequestNotFound(str(request_id))
    require(actor, permission, authority=row.authority_id)
    if row.closed_on is not None:
        raise NotPossible(_("Begäran är avslutad. Läs in sidan på nytt."))
    if row.is_demonstration != actor.is_demonstration:
        raise NotPossible(_("Demonstrationens och verkliga uppgifter blandas inte."))
    return row


def tell(
    actor: ledger.entries.LedgerActor, action: str, row: ReleaseRequest, changes: Mapping[str, object]
) -> None:
    """Write the entry on the request; never what a record says."""
    on = f"release.releaserequest:{row.pk}"
    ledger.append(actor, action, on=on, authority=row.authority_id, changes=changes)


def _taken_in(actor: Actor, row: ReleaseRequest, code: str) -> Received:
    received = Received(row.pk, f"{row.year}:{row.serial}", code)
    if row.email:
        _confirm(row, received)
    changes = {"number": received.number, "channel": row.channel, "way": row.way}
    tell(actor, "receive_request", row, changes)
    return received


def _must_be_new(authority: int, submission: uuid.UUID | None) -> None:
    if submission is None:
        return
    submissions.hold(authority, submission)
    if ReleaseRequest.objects.filter(authority_id=authority, submission=submission).exists():
        raise NotPossible(_("Begäran är redan mottagen. Koden visades när du skickade den första gången."))


def _new_code() -> str:
    signs = base64.b32encode(secrets.token_bytes(CODE_BYTES)).decode()
    return "-".join(signs[start : start + 4] for start in range(0, len(signs), 4))


def _confirm(row: ReleaseRequest, received: Received) -> None:
    authority = authority_by_id(row.authority_id)
    context = {
        "authority": authority,
        "received": received,
        "address": f"{settings.TINGET_ADDRESS}/{authority.slug}/begar-ut/folj/",
        "is_demonstration": row.is_demonstration,
    }
    subject = _("Din begäran %(number)s är mottagen") % {"number": received.number}
    prefix = "DEMONSTRATION: " if row.is_demonstration else ""
    body = render_to_string("release/received.txt", context)
    mail.send_later(authority=row.authority_id, to=row.email, subject=f"{prefix}{subject}", body=body)
