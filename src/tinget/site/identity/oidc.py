"""OpenID Connect: what is asked of a municipality's sign-in, and the signed token that it answers with."""

import secrets
from typing import Any

from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET
from requests import RequestException

from tinget.foundation.http import public
from tinget.site.identity import confirming
from tinget.site.identity.configured import OIDC
from tinget.site.identity.people import Told, login_of, provider_of

ASK_ANEW = {"prompt": "login", "max_age": "0"}  # and by max_age the token must say when that was


class SignedTokens(OpenIDConnectOAuth2Adapter):
    """OpenID Connect where the token's signature is always checked, however it came."""

    def complete_login(
        self, _request: HttpRequest, app: SocialApp, _token: SocialToken, **more: Any
    ) -> SocialLogin:
        """Read the signed token, and nothing else."""
        claims = jwtkit.verify_and_decode(
            credential=more["response"].get("id_token", ""),
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
            verify_signature=True,
        )
        return login_of(self.get_provider(), _told(claims, app))


def _told(claims: dict[str, Any], app: SocialApp) -> Told:
    groups = claims.get(app.settings["groups_claim"], [])
    proved_at = claims.get("auth_time")
    ways = claims.get("amr", [])
    return Told(
        number=str(claims.get("sub", "")),
        address=str(claims.get("email", "")) if claims.get("email_verified") is True else "",
        groups=frozenset(map(str, groups)) if isinstance(groups, list) else frozenset(),
        levels=frozenset(map(str, [claims.get("acr", ""), *(ways if isinstance(ways, list) else [])])),
        answers=str(claims.get("nonce", "")),
        proved_at=proved_at if isinstance(proved_at, int) else 0,
    )


@public
@require_GET
def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send the browser to the municipality's sign-in, with a number that only its token will repeat."""
    provider = provider_of(request, provider_id, OIDC)
    asked = confirming.asked_for(request)
    nonce = secrets.token_urlsafe()
    anew = ASK_ANEW if asked["process"] == confirming.PROCESS else {}
    try:
        response: HttpResponse = provider.redirect(
            request, **asked, auth_params={"nonce": nonce} | anew, asked=nonce
        )
    except RequestException as error:
        response = render_authentication_error(request, provider, exception=error)
    return response


@public
@require_GET
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take the answer of the municipality's sign-in."""
    provider_of(request, provider_id, OIDC)
    view = OAuth2CallbackView.adapter_view(SignedTokens(request, provider_id))
    response: HttpResponse = view(request)
    return response
