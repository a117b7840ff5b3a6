"""Sessions in the database that end by themselves: unused for a while, or so many hours after signing in."""

import math
import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.backends.db import SessionStore as Kept
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

BEGAN, PROOFS = "began_at", "account_authentication_methods"
WRITTEN_EACH = 12  # parts of the time that it may lie unused: a page each second writes it no oftener


class SessionStore(Kept):
    """A session that knows how long it had left, and when somebody signed in by it."""

    left: float | None = None  # seconds that it had when it was read

    def _get_session_from_db(self) -> Session | None:
        now = timezone.now()
        found = Session.objects.filter(session_key=self.session_key, expire_date__gt=now).first()
        if found is None:
            self._session_key = None  # what it is called in the browser is nobody's
            return None
        self.left = (found.expire_date - now).total_seconds()
        return found

    def cycle_key(self) -> None:
        """Take a new key, as at signing in, and remember when that was first done."""
        super().cycle_key()
        self.setdefault(BEGAN, int(time.time()))


class SessionEndMiddleware:
    """End the session of whoever signed in too long ago, and let others' last while they are used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, signed out where the time is over; who has no session is not looked up."""
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            if _is_over(request):
                logout(request)
            else:
                _keep_while_used(request)
        return self.get_response(request)


def _is_over(request: HttpRequest) -> bool:
    """Tell whether the first proof of who it is, as we or allauth keep it, is older than it may be."""
    proofs = [one["at"] for one in request.session.get(PROOFS, [])]
    began: float = min([*proofs, request.session.get(BEGAN, math.inf)])
    return time.time() - began > settings.TINGET_SESSION_SECONDS


def _keep_while_used(request: HttpRequest) -> None:
    whole = settings.SESSION_COOKIE_AGE
    session = request.session
    if (
        isinstance(session, SessionStore)
        and session.left is not None
        and session.left < whole - whole / WRITTEN_EACH
    ):
        session.modified = True
