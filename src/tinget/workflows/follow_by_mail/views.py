"""The pages by which a visitor asks for letters, confirms them, and ends them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from tinget.foundation import clock
from tinget.foundation.http import public
from tinget.foundation.ui.forms import attempt
from tinget.kernel.words import joined
from tinget.organisation.api import Authority, authority_by_slug, boards, municipalities
from tinget.workflows.follow_by_mail import subscribing
from tinget.workflows.follow_by_mail.forms import AskForm
from tinget.workflows.follow_by_mail.subscribing import Wanted

METHODS = ["GET", "HEAD", "POST"]


@public
@never_cache
@require_http_methods(METHODS)
def ask(request: HttpRequest, authority: str) -> HttpResponse:
    """Take in an address; the answer is the same whether it is known or not."""
    owner = authority_by_slug(authority)
    form = AskForm(
        request.POST or None,
        places=boards(owner.id),
        initial={"municipality": request.GET.get("kommun", "")},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["email"]

        def write() -> bool:
            subscribing.ask(authority=owner.id, email=given, wanted=form.wanted, at=clock.now())
            return True

        if attempt(form, write):
            return _told(request, owner, _("Öppna länken i brevet"), "asked")
    context = {"page_title": _("Följ med e-post"), "authority": owner, "form": form}
    return render(request, "workflows/follow_by_mail/ask.html", context)


@public
@never_cache
@require_http_methods(METHODS)
def confirm(request: HttpRequest, authority: str, token: str) -> HttpResponse:
    """Begin the letters by the link in the first one; only the button does it, not opening."""
    owner = authority_by_slug(authority)
    found = subscribing.by_link(owner.id, token, subscribing.CONFIRM)
    if request.method == "POST":
        subscribing.confirm(owner.id, token, at=clock.now(), today=clock.today())
        return _told(request, owner, _("Breven kommer"), "confirmed")
    if found.is_confirmed:
        return _told(request, owner, _("Breven kommer"), "confirmed")
    context = {"about": _in_words(found.wanted), "button": _("Ja, skicka breven")}
    return _asked(request, owner, _("Vill du ha brev?"), context)


@public
@never_cache
@csrf_exempt  # RFC 8058: the reader's mail program posts; the secret in the address is the right to it
@require_http_methods(METHODS)
def end(request: HttpRequest, authority: str, token: str) -> HttpResponse:
    """End the letters by the link in them: by the button here, or by one click in a mail program."""
    owner = authority_by_slug(authority)
    if request.method == "POST":
        subscribing.end(owner.id, token)
        return _told(request, owner, _("Breven är avslutade"), "ended")
    try:
        found = subscribing.by_link(owner.id, token, subscribing.END)
    except subscribing.NotSubscribed:
        return _told(request, owner, _("Breven är avslutade"), "ended")
    context = {"about": _in_words(found.wanted), "button": _("Sluta få brev")}
    return _asked(request, owner, _("Vill du sluta få brev?"), context)


def _in_words(wanted: Wanted) -> str:
    place = next((one.org_name for one in municipalities() if one.id == wanted.municipality_id), "")
    decisions = _("beslut som rör %(place)s") % {"place": place} if place else _("nya beslut")
    parts = [
        *([_("nya sammanträden")] if wanted.meetings else []),
        *([decisions] if wanted.decisions else []),
    ]
    return _("Breven handlar om %(what)s.") % {"what": joined(_(" och "), parts)}


def _asked(request: HttpRequest, owner: Authority, title: str, more: dict[str, str]) -> HttpResponse:
    context = {"page_title": title, "authority": owner, **more}
    return render(request, "workflows/follow_by_mail/button.html", context)


def _told(request: HttpRequest, owner: Authority, title: str, what: str) -> HttpResponse:
    context = {"page_title": title, "authority": owner, "what": what}
    return render(request, "workflows/follow_by_mail/told.html", context)
