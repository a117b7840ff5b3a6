"""Reads of addresses that are to change: whom a link is for, and the links that the two letters carry."""

import base64
from datetime import datetime

from django.conf import settings
from django.utils.crypto import salted_hmac

from tinget.organisation import models
from tinget.organisation.queries.accounts import digest
from tinget.organisation.queries.offices import person_of
from tinget.organisation.rules.accounts import AddressAsked

PURPOSE = "tinget.organisation.address_change"
TO_CONFIRM, TO_STOP = "organisation.address", "organisation.address_stop"


def address_asked(token: str, *, at: datetime) -> AddressAsked | None:
    """Find the change whose link this is, to confirm or to stop; None when it is over or never was."""
    rows = models.AddressChange.objects.select_related("account__person").filter(expires_at__gt=at)
    rows = rows.filter(account__is_active=True)
    is_stop = rows.filter(stop_digest=digest(token)).exists()
    row = rows.filter(**{"stop_digest" if is_stop else "digest": digest(token)}).first()
    if row is None:
        return None
    return AddressAsked(
        id=row.pk,
        person=person_of(row.account.person),
        before=row.account.email,
        email=row.email,
        stops=is_stop,
    )


def address_token(row: models.AddressChange, way: str) -> str:
    """Return the secret of one of the two links; a new change makes new ones."""
    what = f"{way}:{row.account_id}:{row.email}:{row.expires_at.timestamp():.6f}"
    secret = salted_hmac(PURPOSE, what, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(secret).decode().rstrip("=")


def link_of_address(about: str) -> str:
    """Return the link that a letter ("organisation.address_stop:5") carries when it is handed over."""
    way, _colon, number = about.partition(":")
    row = models.AddressChange.objects.get(pk=int(number))
    return f"{settings.TINGET_ADDRESS}/ny-adress/{address_token(row, way)}/"
