"""The style page with every component, pages about the service, what went wrong, and the worker offline."""

from functools import cache
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tinget.foundation.http import public
from tinget.foundation.ui import samples
from tinget.foundation.ui.accessibility import SHORTCOMINGS, measured


@public
def style(request: HttpRequest) -> HttpResponse:
    """Show every component; the page that the accessibility tests read."""
    return render(request, "ui/style.html", samples.page())


@public
def style_confirm(request: HttpRequest) -> HttpResponse:
    """Show the page that asks before something that cannot be undone; answers to no post."""
    context = {
        "page_title": "Skicka kallelsen till 28 personer",
        "consequence": "Kallelsen går ut med e-post och kan inte tas tillbaka.",
        "facts": [("Sammanträde", "onsdag 20 december 2023"), ("Ärenden", "7"), ("Plats", None)],
        "button": "Skicka kallelsen till 28 personer",
        "back_href": "/stil/",
    }
    return render(request, "ui/confirm.html", context)


@public
def about(request: HttpRequest) -> HttpResponse:
    """Say what Tinget is and where its facts come from."""
    return render(request, "ui/about.html")


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how accessible the service is and what falls short (lag 2018:1937, 13 §)."""
    found = measured()
    context = {
        "measured": found,
        "widths": _(" och ").join(str(width) for width in found.widths),
        "shortcomings": SHORTCOMINGS,
        "contact": settings.TINGET_ACCESSIBILITY_CONTACT,
    }
    return render(request, "ui/accessibility.html", context)


@public
@require_safe
def worker(request: HttpRequest, authority: str) -> HttpResponse:
    """Serve what answers in the browser, for the authority's pages, when the server is not reached."""
    del request, authority
    response = HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


@cache
def _worker() -> bytes:
    return Path(str(finders.find("ui/worker.js"))).read_bytes()


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that something went wrong, without database or context processors."""
    page = render_to_string("500.html", {"reference": getattr(request, "reference", "")})
    return HttpResponse(page, status=HTTPStatus.INTERNAL_SERVER_ERROR)
