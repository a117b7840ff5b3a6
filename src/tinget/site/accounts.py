"""How allauth behaves here: by invitation, letters by our queue, and signing out leaves nothing behind."""

import base64
import logging
from typing import Any

from allauth.account import app_settings, views
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import user_pk_to_url_str
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tinget.foundation import clock
from tinget.foundation.http import reference_of
from tinget.organisation import api as organisation
from tinget.organisation.models import Account
from tinget.site import second_step
from tinget.site.identity import confirming

log = logging.getLogger(__name__)


class InvitedOnly(DefaultAccountAdapter):
    """Sign-up is closed, a new password's link is made when its letter goes, and the log tells of tries."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Return False: an account follows from a mandate."""
        return False

    def get_reauthentication_methods(self, user: Account | AnonymousUser) -> list[dict[str, str]]:
        """Add the municipality's own sign-in to the ways to prove anew who one is."""
        own: list[dict[str, str]] = super().get_reauthentication_methods(user)
        return [*own, *confirming.ways(user)] if isinstance(user, Account) else own

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Ask also those who have nothing to prove it with here, whom allauth would let through."""
        if not super().is_reauthentication_required(app=app, **more):
            return False
        account = self.request.user
        only_elsewhere = not super().get_reauthentication_methods(account) and confirming.ways(account)
        if only_elsewhere and not confirming.is_recent(self.request):
            raise ReauthenticationRequired
        return True

    def send_password_reset_mail(self, user: Account, _email: str, _context: dict[str, Any]) -> None:
        """Leave it to the queue, which keeps no link."""
        organisation.send_password_link(account_id=user.pk, at=clock.now())

    def post_login(self, request: HttpRequest, user: Account, **more: Any) -> HttpResponse:
        """Tell the log which account came in, and how."""
        ways = [one["method"] for one in request.session.get("account_authentication_methods", [])]
        log.info("Account %s signed in by %s", user.pk, ", ".join(ways) or "another way")
        second_step.keep_strength(request, (more["signal_kwargs"] or {}).get("sociallogin"))
        answer: HttpResponse = super().post_login(request, user, **more)
        return answer

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Tell the log that somebody was refused; not as whom: that may be a password in the wrong field."""
        del credentials
        log.warning("A sign-in was refused, reference %s", reference_of(request))


class KeptSecret(DefaultMFAAdapter):
    """An authenticator app's secret lies encrypted: the database alone makes no codes."""

    def encrypt(self, text: str) -> str:
        """Encrypt by the site's own secret."""
        return _cipher().encrypt(text.encode()).decode()

    def generate_authenticator_name(self, user: Account, type: str) -> str:  # noqa: A002 -- allauth's word
        """Name a key by its number until its owner calls it something."""
        count = Authenticator.objects.filter(user=user, type=type).count()
        return _("Nyckel %(number)d") % {"number": count + 1}

    def decrypt(self, encrypted_text: str) -> str:
        """Give back what was encrypted."""
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> Fernet:
    key = salted_hmac("tinget.site.accounts", "authenticator", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))


def password_link(about: str) -> str:
    """Return the link that a letter about an account ("organisation.account:5") carries."""
    account = Account.objects.get(pk=int(about.removeprefix(f"{organisation.RENEWAL}:")))
    key = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(account)
    told = {"uidb36": user_pk_to_url_str(account), "key": key}
    return f"{settings.TINGET_ADDRESS}{reverse('account_reset_password_from_key', kwargs=told)}"


@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out; the browser forgets papers that it kept and what was not sent: others may use it next."""
    response: HttpResponse = views.logout(request)
    if request.method == "POST":
        response.headers["Clear-Site-Data"] = '"storage"'
    return response
