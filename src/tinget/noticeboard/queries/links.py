"""A registrar's secret link: derived from the site's own secret, so that it need be kept nowhere."""

import base64
import hashlib

from django.conf import settings
from django.utils.crypto import salted_hmac

from tinget.noticeboard import models

PURPOSE = "tinget.noticeboard.link"
ABOUT = "noticeboard.posting"


def token_of(posting: models.Posting) -> str:
    """Return the secret of a posting's link; a new `link_number` makes a new one."""
    what = f"{posting.notice_id}:{posting.municipality_id}:{posting.link_number}"
    return (
        base64.urlsafe_b64encode(salted_hmac(PURPOSE, what, algorithm="sha256").digest()).decode().rstrip("=")
    )


def digest(token: str) -> str:
    """Return what is stored of a secret link."""
    return hashlib.sha256(token.encode()).hexdigest()


def link_of(about: str) -> str:
    """Return the link that a message about a posting ("noticeboard.posting:5") carries when it is sent."""
    posting = models.Posting.objects.get(pk=int(about.removeprefix(f"{ABOUT}:")))
    return f"{settings.TINGET_ADDRESS}/anslag/{token_of(posting)}/"
