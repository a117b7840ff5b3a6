"""What the clock asks for of the installation itself."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef

from tinget.foundation import jobs
from tinget.foundation.scoping import Scope, scoped


@jobs.by_clock("site.remove_ended_sessions", cron="41 * * * *")
def remove_ended_sessions() -> None:
    """Remove sessions whose time is out, and from where those were that are no more."""
    with scoped(Scope()):
        SessionStore.clear_expired()
        open_ones = Session.objects.filter(session_key=OuterRef("session_key"))
        UserSession.objects.exclude(Exists(open_ones)).delete()
