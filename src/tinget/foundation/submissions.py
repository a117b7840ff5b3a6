"""The same thing sent twice is done once: a form by the key on the row it made, a request by its own key."""

import datetime as dt
import hashlib
import uuid
from collections.abc import Callable

from django.db import connection
from django.utils.translation import gettext as _

from tinget.foundation import clock
from tinget.foundation.errors import Expected
from tinget.foundation.models import RequestKey

KEPT = dt.timedelta(days=30)


class KeyUsedOtherwise(Expected):
    """The key came before, with something else; nothing was done."""


def hold(authority: int, submission: uuid.UUID) -> None:
    """Let the other request with this key end first; what it made can be looked up after."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"submission:{authority}:{submission}"]
        )


def once(
    key: uuid.UUID | None, *, authority: int, sender: int | None, sent: str, make: Callable[[], int]
) -> int:
    """Return the id of what was made: by `make`, or earlier by the same sender with the same key.

    `sent` is all that the request says. KeyUsedOtherwise where the key came before with something else
    (draft-ietf-httpapi-idempotency-key-header, section 2.6). A key is known for 30 days.
    """
    if key is None:
        return make()
    own = uuid.uuid5(key, str(sender))
    digest = hashlib.sha256(sent.encode()).hexdigest()
    hold(authority, own)
    earlier = RequestKey.objects.filter(authority_id=authority, key=own).first()
    if earlier is None:
        return _make(own, authority, digest, make)
    if earlier.digest != digest:
        raise KeyUsedOtherwise(
            _(
                "Nyckeln i Idempotency-Key har redan använts för något annat. Inget är gjort."
                " Skicka en ny nyckel för varje ny sak."
            )
        )
    return earlier.made


def _make(own: uuid.UUID, authority: int, digest: str, make: Callable[[], int]) -> int:
    moment = clock.now()
    RequestKey.objects.filter(authority_id=authority, created_at__lt=moment - KEPT).delete()
    made = make()
    RequestKey.objects.create(authority_id=authority, key=own, digest=digest, made=made, created_at=moment)
    return made
