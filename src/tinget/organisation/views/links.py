"""The links of letters: whoever has one may use it, nothing is kept of its page, and guessing is limited."""

from collections.abc import Callable
from http import HTTPStatus

from allauth.decorators import rate_limit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tinget.foundation.http import public

View = Callable[..., HttpResponse]
_limited: Callable[[View], View] = rate_limit(action="reset_password_from_key")


def by_link(view: View) -> View:
    """Open a page to whoever has the link of a letter."""
    return public(never_cache(require_http_methods(["GET", "HEAD", "POST"])(_limited(view))))


def lapsed(request: HttpRequest, template: str) -> HttpResponse:
    """Say that the link is used or too old, and what to do."""
    context = {"page_title": _("Länken gäller inte längre")}
    return render(request, template, context, status=HTTPStatus.NOT_FOUND)
