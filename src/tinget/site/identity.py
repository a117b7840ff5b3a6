"""Signing in by a municipality's own system: only whom we know already comes in, and groups give offices."""

from http import HTTPStatus
from typing import Any

from allauth.account.internal.decorators import login_not_required
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinget.foundation import clock
from tinget.organisation import api as organisation
from tinget.organisation.models import Account


class SignedTokens(OpenIDConnectOAuth2Adapter):  # type: ignore[misc] # allauth ships no types
    """OpenID Connect where the token's signature is always checked, however it came."""

    def _decode_id_token(self, app: SocialApp, id_token: str) -> Any:
        return jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
            verify_signature=True,
        )


@login_not_required  # type: ignore[untyped-decorator] # allauth ships no types
@require_GET
def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send the browser to the municipality's sign-in."""
    return _with(OAuth2LoginView, request, provider_id)


@login_not_required  # type: ignore[untyped-decorator] # allauth ships no types
@require_GET
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take the answer of the municipality's sign-in."""
    return _with(OAuth2CallbackView, request, provider_id)


def _with(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        response: HttpResponse = view.adapter_view(SignedTokens(request, provider_id))(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    return response


class KnownPeople(DefaultSocialAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """A person is known by the sign-in's own number, the first time by the address of their account."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Find the person, or say that there is no account; then let their groups say what they may."""
        app = sociallogin.account.get_provider().app
        claims = sociallogin.account.extra_data.get("id_token", {})
        if not sociallogin.is_existing:
            account = _account_of(claims, app.settings["domains"])
            if account is None:
                raise ImmediateHttpResponse(_refused(request, app.name))
            sociallogin.connect(request, account)
        _follow_groups(sociallogin.user.pk, claims, app)

    def is_open_for_signup(self, _request: HttpRequest, _sociallogin: Any) -> bool:
        """Return False: whom we do not know gets nothing."""
        return False


def _account_of(claims: dict[str, Any], domains: list[str]) -> Account | None:
    """Find the account by an address that the sign-in vouches for, and that its municipality gives out."""
    address = str(claims.get("email", "")).lower()
    if claims.get("email_verified") is not True or address.rpartition("@")[2] not in domains:
        return None
    found = Account.objects.filter(email=address, is_active=True, person__is_demonstration=False)
    return found.first()


def _follow_groups(account_id: int, claims: dict[str, Any], app: SocialApp) -> None:
    told, place = app.settings["groups"], app.settings["municipality"]
    member = claims.get(app.settings["groups_claim"], [])
    offices = {
        one["group"]: organisation.GroupOffice(organisation.Role(one["role"]), one["authority"], place)
        for one in told
    }
    organisation.follow_groups(
        account_id=account_id,
        by=_("Grupp i inloggningen %(name)s") % {"name": app.name},
        offered=list(offices.values()),
        held=[office for group, office in offices.items() if group in member],
        at=clock.now(),
    )


def _refused(request: HttpRequest, name: str) -> HttpResponse:
    context = {"page_title": _("Du har inget konto här"), "name": name}
    return render(request, "account/unknown_person.html", context, status=HTTPStatus.FORBIDDEN)


def sign_ins(request: HttpRequest) -> list[tuple[str, str]]:
    """Offer the municipalities' sign-ins where one signs in."""
    configured = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    if not configured or request.path_info != reverse("account_login"):
        return []
    apps = get_adapter().list_apps(request, provider="openid_connect")
    return [(app.name, reverse("openid_connect_login", args=[app.provider_id])) for app in apps]
