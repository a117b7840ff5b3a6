"""Opening one's account by the link of an invitation."""

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tinget.foundation import clock
from tinget.foundation.ui.forms import attempt
from tinget.organisation import actions, queries
from tinget.organisation.forms import PasswordForm
from tinget.organisation.views.links import by_link, lapsed


@by_link
def open_account(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for a password; the link does nothing until it is given, whoever looks at it before."""
    found = queries.invitation(token, at=clock.now())
    if found is None:
        return lapsed(request, "organisation/invitation_lapsed.html")
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
