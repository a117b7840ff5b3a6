"""The authority's own seal, for what is given out beside the signed papers."""

import datetime as dt

from django.conf import settings
from django.utils.translation import gettext as _

from tinget.foundation.errors import NotPossible
from tinget.foundation.pdf import detached
from tinget.foundation.pdf.certificates import SigningIdentity, certificate_for
from tinget.foundation.pdf.tokens import TokenKey, TokenSilent, token_key
from tinget.organisation.api import authority_by_id
from tinget.signatures.queries.requests import keys_folder


def seal_identity(authority: int, *, at: dt.datetime, demonstration: bool) -> SigningIdentity | TokenKey:
    """Return the authority's key: in the token, under its name in addresses, where there is a token."""
    owner = authority_by_id(authority)
    if settings.TINGET_SEAL_TOKEN and not demonstration:
        return token_key(settings.TINGET_SEAL_TOKEN, label=owner.slug)
    return certificate_for(
        keys_folder(),
        subject=owner.name,
        organisation=owner.name,
        serial_owner=f"authority:{authority}",
        at=at,
        demonstration=demonstration,
    )


def sealed(authority: int, content: bytes, *, at: dt.datetime, demonstration: bool) -> bytes:
    """Return the authority's seal over the content, to lie beside it (CMS); NotPossible without its key."""
    try:
        identity = seal_identity(authority, at=at, demonstration=demonstration)
        return detached.seal(content, identity=identity, at=at)
    except TokenSilent as error:
        raise NotPossible(_("Myndighetens stämpel går inte att nå. Försök igen om en stund.")) from error
