"""The authority's own seal, for what is given out beside the signed papers."""

import datetime as dt

from django.conf import settings
from django.utils.translation import gettext as _

from tinget.foundation.errors import NotPossible
from tinget.foundation.pdf import detached
from tinget.foundation.pdf.certificates import SigningIdentity, certificate_for
from tinget.foundation.pdf.signing import NoTimeStamp
from tinget.foundation.pdf.tokens import TokenKey, TokenSilent, certificate_request, token_key
from tinget.organisation.api import authority_by_id, authority_by_slug, municipalities
from tinget.signatures.queries.requests import evidence, keys_folder


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


def seal_request(slug: str, *, organisation: str) -> bytes:
    """Ask for a certificate for an authority's key in the token (PEM); NotPossible without the key.

    Without an `organisation` it names the host municipality, which is the authority's legal person.
    """
    owner = authority_by_slug(slug)
    if not settings.TINGET_SEAL_TOKEN:
        raise NotPossible(_("TINGET_SEAL_TOKEN är inte satt, så det finns inget kort att fråga."))
    host = next(one for one in municipalities() if one.id == owner.host_municipality_id)
    subject = {
        "country_name": "SE",
        "organization_name": organisation or host.org_name,
        "common_name": owner.name,
    }
    try:
        return certificate_request(token_key(settings.TINGET_SEAL_TOKEN, label=owner.slug), subject=subject)
    except TokenSilent as error:
        raise NotPossible(
            _("Kortet svarar inte, eller har inte just en RSA-nyckel som heter %(label)s.")
            % {"label": owner.slug}
        ) from error


def sealed(authority: int, content: bytes, *, at: dt.datetime, demonstration: bool) -> bytes:
    """Return the authority's seal over the content, to lie beside it (CMS); NotPossible without its key.

    It has a time stamp of its own; while no time-stamping authority answers it goes without.
    """
    try:
        identity = seal_identity(authority, at=at, demonstration=demonstration)
        try:
            return detached.seal(content, identity=identity, at=at, timestamper=evidence(at).timestamper)
        except NoTimeStamp:
            return detached.seal(content, identity=identity, at=at)
    except TokenSilent as error:
        raise NotPossible(_("Myndighetens stämpel går inte att nå. Försök igen om en stund.")) from error
