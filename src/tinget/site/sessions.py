"""Where somebody is signed in, as they see it themselves, and how each place is ended."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tinget.foundation.http import actor_of
from tinget.organisation import api as organisation

# What a browser calls itself holds the names of others too: the first of these that it holds is its own.
BROWSERS = {"Edg": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
SYSTEMS = {
    "Windows": "Windows", "Android": "Android", "iPhone": "iPhone", "iPad": "iPad",
    "Mac OS X": "Mac", "CrOS": "ChromeOS", "Linux": "Linux",
}  # fmt: skip


def browser_words(user_agent: str) -> str:
    """Return "Chrome på Linux", or what is known of it."""
    browser = next((name for mark, name in BROWSERS.items() if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS.items() if mark in user_agent), "")
    if browser and system:
        return _("%(browser)s på %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("okänd webbläsare")


def end_others(request: HttpRequest) -> bool:
    """End the person's sessions but this one; tell whether there were any."""
    here = request.session.session_key
    others = [one for one in UserSession.objects.purge_and_list(request.user) if one.session_key != here]
    for one in others:
        one.end()
    return bool(others)


@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """List one's own sign-ins; a post ends one of them, or all but this."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    UserSession.objects.create_from_request(request)
    open_ones = UserSession.objects.purge_and_list(request.user)
    if request.method == "POST":
        others = [one for one in open_ones if one.session_key != request.session.session_key]
        chosen = request.POST.get("session", "")
        ended = [one for one in others if chosen in {"all", str(one.pk)}]
        for one in ended:
            one.end()
        messages.success(request, _("Avslutat. Den som var inloggad där är ute nu."))
        return redirect("sessions")
    context = {
        "page_title": _("Dina inloggningar"),
        "sessions": [
            (one, browser_words(one.user_agent))
            for one in sorted(open_ones, key=lambda one: one.created_at, reverse=True)
        ],
        "current": request.session.session_key,
        "has_second_step": bool(organisation.steps_of(request.user.pk)),
        "is_role": actor_of(request).is_demonstration,
    }
    return render(request, "account/sessions.html", context)
