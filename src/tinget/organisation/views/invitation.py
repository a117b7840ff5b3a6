"""Opening one's account by the link of an invitation."""

from http import HTTPStatus

from allauth.decorators import rate_limit
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tinget.foundation import clock
from tinget.foundation.http import public
from tinget.foundation.ui.forms import attempt
from tinget.organisation import actions, queries
from tinget.organisation.forms import PasswordForm


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@rate_limit(action="reset_password_from_key")  # type: ignore[untyped-decorator] # allauth ships no types
def open_account(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for a password; the link does nothing until it is given, whoever looks at it before."""
    found = queries.invitation(token, at=clock.now())
    if found is None:
        lapsed = {"page_title": _("Länken gäller inte längre")}
        return render(request, "organisation/invitation_lapsed.html", lapsed, status=HTTPStatus.NOT_FOUND)
    form = PasswordForm(request.POST or None, email=found.email)
    if form.is_valid():
        password = form.cleaned_data["password"]
        account = attempt(form, lambda: actions.open_account(token=token, password=password, at=clock.now()))
        if account is not None:
            login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
            UserSession.objects.create_from_request(request)
            return redirect("/")
    context = {
        "page_title": _("Välkommen, %(name)s") % {"name": found.person.name},
        "form": form,
        "found": found,
        "committee": queries.authority_by_id(found.authority),
    }
    return render(request, "organisation/invitation.html", context)
