"""SAML 2.0: the pages between which a browser carries question and answer, and what we are."""

import dataclasses
import json
import logging
from typing import Any

from allauth.socialaccount.helpers import complete_social_login, render_authentication_error
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from tinget.foundation.http import public
from tinget.site.identity import configured, confirming, saml
from tinget.site.identity.configured import SAML
from tinget.site.identity.people import Told, login_of, provider_of

COOKIE, SALT, SECONDS = "saml_answer", "tinget.site.identity.saml_views", 120
logger = logging.getLogger(__name__)


@public
@never_cache
@require_GET
def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send the browser to the municipality's sign-in with a question."""
    provider = provider_of(request, provider_id, SAML)
    told = confirming.asked_for(request)
    try:
        leads, number = saml.question(provider.app, anew=told["process"] == confirming.PROCESS)
    except saml.NotBelieved as error:
        return _unusable(request, provider, error)
    provider.stash_redirect_state(request, **told, state_id=number, asked=number)
    return HttpResponseRedirect(leads)


@csrf_exempt
@public
@require_POST
def receive(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Judge the answer that another site's form brings, and lead on to where the browser shows its session.

    It is not shown here, since another site posts; what was judged goes along in a signed cookie, so nothing
    is kept of anybody who only sends us things. Where to go then lies in the session: RelayState is not read.
    """
    provider = provider_of(request, provider_id, SAML)
    try:
        told = saml.judged(provider.app, request.POST.get("SAMLResponse", ""))
    except saml.NotBelieved as error:
        return _unusable(request, provider, error)
    known = {one["group"] for one in provider.app.settings["groups"]}
    levels = told.levels & configured.levels_that_count(provider.app.settings)
    used = {"groups": sorted(told.groups & known), "levels": sorted(levels)}
    kept = dataclasses.asdict(told) | used | {"from": provider_id}
    onward = reverse("saml_finish", args=[provider_id])
    response = HttpResponseRedirect(onward)
    response.set_signed_cookie(
        COOKIE, json.dumps(kept), salt=SALT, max_age=SECONDS, path=onward, httponly=True, samesite="Lax",
        secure=request.is_secure(),
    )  # fmt: skip
    return response


@public
@never_cache
@require_GET
def finish(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Let in whoever asked in this browser, once for each question."""
    provider = provider_of(request, provider_id, SAML)
    kept = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=SECONDS)
    told = _told(json.loads(kept), provider_id) if kept else None
    if told is None:
        return _unusable(request, provider, saml.NotBelieved("no answer"))
    try:
        state = provider.unstash_redirect_state(request, told.answers)
    except PermissionDenied:
        return _unusable(
            request, provider, saml.NotBelieved("this browser has not asked, or already been answered")
        )
    login = login_of(provider, told)
    login.state = state
    response: HttpResponse = complete_social_login(request, login)
    response.delete_cookie(COOKIE, path=request.path, samesite="Lax")
    return response


def _told(kept: dict[str, Any], provider_id: str) -> Told | None:
    if kept.pop("from") != provider_id:
        return None
    return Told(**kept | {name: frozenset(kept[name]) for name in ("groups", "levels")})


@public
@require_GET
def metadata(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Tell the municipality's identity provider who we are: this address is also our name."""
    provider = provider_of(request, provider_id, SAML)
    return HttpResponse(saml.own_metadata(provider.app), content_type="application/samlmetadata+xml")


def _unusable(request: HttpRequest, provider: Any, error: saml.NotBelieved) -> HttpResponse:
    logger.warning("SAML %s: %s", provider.app.provider_id, error)
    response: HttpResponse = render_authentication_error(request, provider, exception=error)
    return response
