"""Proving anew who one is at the municipality's own sign-in, before what has legal weight."""

import time
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from tinget.organisation.models import Account
from tinget.site.identity.configured import OIDC, SAML

PROCESS = "confirm"
SLACK = 60  # seconds that the two clocks may differ


def offered() -> Iterator[tuple[str, str, str]]:
    """Yield each sign-in's id, name, and the address where one begins."""
    for kind in (OIDC, SAML):
        for app in settings.SOCIALACCOUNT_PROVIDERS[kind]["APPS"]:
            yield app["provider_id"], app["name"], reverse(f"{kind}_login", args=[app["provider_id"]])


def ways(account: Account) -> list[dict[str, str]]:
    """Return the sign-ins that know the person, as allauth lists the ways to prove who one is."""
    known = set(SocialAccount.objects.filter(user=account).values_list("provider", flat=True))
    return [
        {
            "id": f"sign_in:{provider_id}",
            "description": _("Genom %(name)s") % {"name": name},
            "url": reverse("confirm_elsewhere", args=[provider_id]),
        }
        for provider_id, name, _address in offered()
        if provider_id in known
    ]


def asked_for(request: HttpRequest) -> dict[str, Any]:
    """Return what to remember while somebody is at the sign-in: why, since when, and where to go then."""
    is_proof = request.GET.get("process") == PROCESS and request.user.is_authenticated
    return {
        "process": PROCESS if is_proof else "login",
        "next_url": get_next_redirect_url(request),
        "since": int(time.time()),
    }


def is_recent(request: HttpRequest) -> bool:
    """Whether the person has proved anew who they are, by whatever way, and not long ago."""
    proofs = [one for one in get_authentication_records(request, request.user) if one.get("reauthenticated")]
    return bool(proofs) and time.time() - proofs[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


@never_cache
@require_GET
def confirm_elsewhere(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Say that the municipality's sign-in will ask, and lead there: a form may not, a link may."""
    onward = get_next_redirect_url(request) or "/"
    open_ways = get_adapter().get_reauthentication_methods(request.user)
    here = reverse("confirm_elsewhere", args=[provider_id])
    if here not in {way["url"] for way in open_ways}:
        raise Http404
    name, address = next((name, address) for one, name, address in offered() if one == provider_id)
    told = {"process": PROCESS, "next": onward}
    others = [way | {"url": f"{way['url']}?{urlencode({'next': onward})}"} for way in open_ways]
    context = {
        "page_title": _("Bekräfta att det är du"),
        "name": name,
        "address": f"{address}?{urlencode(told)}",
        "reauthentication_alternatives": [way for way in others if not way["url"].startswith(here)],
    }
    return render(request, "account/confirm_elsewhere.html", context)


def confirmed(request: HttpRequest, login: SocialLogin) -> HttpResponse:
    """Take up what waited, if it is the same person and they have just been asked; else say what is wrong."""
    is_same = request.user.is_authenticated and login.is_existing and login.user == request.user
    if not is_same or login.told.proved_at < login.state["since"] - SLACK:
        context = {
            "page_title": _("Det är inte bekräftat"),
            "name": login.provider.app.name,
            "is_same": is_same,
            "onward": login.state.get("next", "/"),
        }
        return render(request, "account/not_confirmed.html", context, status=HTTPStatus.FORBIDDEN)
    kept = {"provider": login.account.provider, "uid": login.account.uid}
    record_authentication(request, request.user, "socialaccount", reauthenticated=True, **kept)
    onward = login.state.get("next", "/")
    request.GET = QueryDict(urlencode({"next": onward}))  # where allauth looks for it
    return resume_request(request) or redirect(onward)
