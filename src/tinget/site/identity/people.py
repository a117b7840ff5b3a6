"""Who comes in by a municipality's own sign-in: only whom we know already, and groups give offices."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tinget.foundation import clock
from tinget.organisation import api as organisation
from tinget.organisation.models import Account
from tinget.site.identity import confirming

LONGEST_NUMBER = 191  # what is kept of it


@dataclass(frozen=True, slots=True)
class Told:
    """What a sign-in says of the person who is at it: of its own, and in answer to which question of ours."""

    number: str  # its own for the person, the same for ever
    address: str  # empty where it vouches for none
    groups: frozenset[str]
    answers: str
    levels: frozenset[str]  # by what strength, in the sign-in's own words
    proved_at: int  # when the person last proved who they are there, in seconds since 1970; 0 where unsaid


def provider_of(request: HttpRequest, provider_id: str, kind: str) -> Any:
    """Find the municipality's sign-in of this kind, or answer 404."""
    try:
        found = get_adapter().get_provider(request, provider=provider_id)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    if found.app.provider != kind or found.app.provider_id != provider_id:
        raise Http404
    return found


def login_of(provider: Any, told: Told) -> SocialLogin:
    """Return the login for allauth to complete; what the sign-in told is used, and not kept."""
    account = SocialAccount(uid=told.number, provider=provider.sub_id)
    login = SocialLogin(user=Account(), account=account, provider=provider)
    login.told = told
    return login


class KnownPeople(DefaultSocialAccountAdapter):
    """A person is known by the sign-in's own number, the first time by the address of their account."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the person, or say that there is no account; then let their groups say what they may."""
        told, state, provider = sociallogin.told, sociallogin.state, sociallogin.provider
        if not told.answers or told.answers != state.get("asked") or not _is_a_number(told.number):
            raise ImmediateHttpResponse(render_authentication_error(request, provider))
        if state["process"] == confirming.PROCESS:
            raise ImmediateHttpResponse(confirming.confirmed(request, sociallogin))
        if not sociallogin.is_existing:
            account = _account_of(told, provider.app.settings["domains"])
            if account is None:
                raise ImmediateHttpResponse(_refused(request, provider.app.name))
            sociallogin.connect(request, account)
        _follow_groups(sociallogin.user.pk, told, provider.app)

    def is_open_for_signup(self, _request: HttpRequest, _sociallogin: Any) -> bool:
        """Return False: whom we do not know gets nothing."""
        return False


def _is_a_number(number: str) -> bool:
    return 0 < len(number) <= LONGEST_NUMBER


def _account_of(told: Told, domains: list[str]) -> Account | None:
    """Find the account by an address that the sign-in vouches for, and that its municipality gives out."""
    address = told.address.lower()
    if address.rpartition("@")[2] not in domains:
        return None
    found = Account.objects.filter(email=address, is_active=True, person__is_demonstration=False)
    return found.first()


def _follow_groups(account_id: int, told: Told, app: SocialApp) -> None:
    place = app.settings["municipality"]
    offices = {
        one["group"]: organisation.GroupOffice(organisation.Role(one["role"]), one["authority"], place)
        for one in app.settings["groups"]
    }
    organisation.follow_groups(
        account_id=account_id,
        by=_("Grupp i inloggningen %(name)s") % {"name": app.name},
        offered=list(offices.values()),
        held=[office for group, office in offices.items() if group in told.groups],
        at=clock.now(),
    )


def _refused(request: HttpRequest, name: str) -> HttpResponse:
    context = {"page_title": _("Du har inget konto här"), "name": name}
    return render(request, "account/unknown_person.html", context, status=HTTPStatus.FORBIDDEN)


def sign_ins(request: HttpRequest) -> list[tuple[str, str]]:
    """Offer the municipalities' sign-ins where one signs in."""
    if request.path_info != reverse("account_login"):
        return []
    return [(name, address) for _id, name, address in confirming.offered()]
