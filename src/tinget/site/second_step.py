"""Who has an office that needs a second step, and signed in without one, is led to it and gets no further."""

from collections.abc import Callable
from http import HTTPStatus

from allauth.socialaccount.models import SocialLogin
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tinget.foundation.http import reference_of
from tinget.organisation import api as organisation
from tinget.site.identity.people import Told
from tinget.site.kept_sessions import PROOFS
from tinget.site.sessions import end_others

TAKEN = "tinget.second_step"  # in the session: what it was begun by counts as two steps
SHOWING = {"GET", "HEAD"}
STEPS_AT = "/konto/sakerhet/"
OPEN = (
    STEPS_AT, "/konto/reauthenticate/", "/konto/bekrafta/", "/konto/inloggningar/", "/konto/oidc/",
    "/konto/saml/", "/konto/logout/", "/logga-ut/", "/logga-in/", "/sprak/", "/om/", "/tillganglighet/",
)  # fmt: skip


def is_taken(request: HttpRequest) -> bool:
    """Tell whether this session was begun by two steps, or the second was added or shown in it."""
    session = request.session
    return bool(session.get(TAKEN)) or any(one["method"] == "mfa" for one in session.get(PROOFS, []))


def keep_strength(request: HttpRequest, login: SocialLogin | None) -> None:
    """Remember in the session that has just begun whether the municipality's sign-in took two steps."""
    told: Told | None = getattr(login, "told", None)
    if login is not None and told is not None:
        accepted = login.provider.app.settings["second_step"]
        if accepted is True or (accepted and told.levels & set(accepted)):
            request.session[TAKEN] = True


def hold_back(request: HttpRequest) -> None:
    """Note that whoever asks must take the second step first."""
    request.META[TAKEN] = False


def is_held_back(request: HttpRequest) -> bool:
    """Tell whether whoever asks must take the second step first."""
    return request.META.get(TAKEN) is False


class SecondStepMiddleware:
    """Lead whoever is held back to where the second step is added, and refuse what writes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or lead on."""
        if request.method not in SHOWING and request.path_info.startswith(STEPS_AT):
            return self._change(request) if request.user.is_authenticated else self.get_response(request)
        if not is_held_back(request) or request.path_info.startswith(OPEN):
            return self.get_response(request)
        needed = _("Ditt uppdrag kräver två steg vid inloggning. Lägg till en nyckel eller en kodapp först.")
        if request.path_info.startswith("/api/"):
            return JsonResponse({"detail": needed}, status=HTTPStatus.FORBIDDEN)
        if request.method in SHOWING:
            return redirect("mfa_index")
        context = {"message": needed, "reference": reference_of(request)}
        return render(request, "403.html", context, status=HTTPStatus.FORBIDDEN)

    def _change(self, request: HttpRequest) -> HttpResponse:
        """Answer what may change one's steps; then other sessions end, and who shows a new one goes on."""
        before = organisation.steps_of(request.user.pk)
        response = self.get_response(request)
        after = organisation.steps_of(request.user.pk)
        if after - before:
            request.session[TAKEN] = True
        if after != before and end_others(request):
            messages.success(request, _("Dina andra inloggningar är avslutade."))
        return response
