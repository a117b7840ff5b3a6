"""Where to report a weakness of this installation (RFC 9116)."""

import datetime as dt

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from tinget.foundation import clock
from tinget.foundation.http import public

HOLDS_FOR = dt.timedelta(days=180)  # the standard wants less than a year


@public
def security_txt(request: HttpRequest) -> HttpResponse:
    """Answer with the contact that is set; where none is, there is no such page."""
    contact = settings.TINGET_SECURITY_CONTACT
    if not contact:
        raise Http404
    expires = (clock.now() + HOLDS_FOR).astimezone(dt.UTC).isoformat(timespec="seconds")
    lines = [
        f"Contact: {contact if ':' in contact else f'mailto:{contact}'}",
        f"Expires: {expires.replace('+00:00', 'Z')}",
        "Preferred-Languages: sv, en",
        f"Canonical: {settings.TINGET_ADDRESS}{request.path}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
