"""The link in a letter: signed with the site's own secret, so that it need be kept nowhere."""

from dataclasses import dataclass

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import Http404

from tinget.summons.models import Recipient, SubstituteCall

ABOUT = "summons.recipient"
CALL = "summons.call"
_LINK = Signer(salt="summons.link")


class LinkUnknown(Http404):
    """The link was not made here, or not whole."""


@dataclass(frozen=True, slots=True)
class LinkOf:
    """What a link proves: which committee's letter to whom its holder has."""

    authority: int
    recipient_id: int


def token_of(recipient: Recipient) -> str:
    """Return the secret of the link in somebody's letter."""
    return _LINK.sign_object([recipient.authority_id, recipient.pk])


def read_token(token: str) -> LinkOf:
    """Return what the link proves, or LinkUnknown."""
    try:
        authority, recipient = _LINK.unsign_object(token)
    except (BadSignature, ValueError) as wrong:
        raise LinkUnknown from wrong
    return LinkOf(int(authority), int(recipient))


def link_of(about: str) -> str:
    """Return the link that a letter to somebody ("summons.recipient:5") carries when it is handed over."""
    recipient = Recipient.objects.get(pk=int(about.removeprefix(f"{ABOUT}:")))
    return f"{settings.TINGET_ADDRESS}/kallelse/{token_of(recipient)}/"


def link_of_call(about: str) -> str:
    """Return the link in a letter that calls a substitute ("summons.call:5"): the one of their summons."""
    call = SubstituteCall.objects.get(pk=int(about.removeprefix(f"{CALL}:")))
    return link_of(f"{ABOUT}:{call.recipient_id}")
