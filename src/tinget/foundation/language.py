"""In which language a page is shown. All that is written down, sent or filed is Swedish (decision 68)."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from gettext import NullTranslations
from typing import Any

from django.conf import settings
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.backends import django as backend
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation.trans_real import translation as catalogue_of
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from tinget.foundation.http import public
from tinget.kernel.words import Reader, read_by, told

WRITTEN = "sv"


class _PageReader(Reader):
    """Reads in the language that a page is rendered in."""

    def is_abroad(self) -> bool:
        return (translation.get_language() or WRITTEN) != WRITTEN

    def words(self, message: str) -> str:
        return translation.gettext(message)


class _Remembering(NullTranslations):
    """What follows Django's own Swedish words: our messages are Swedish as they stand, and are remembered."""

    def gettext(self, message: str) -> str:
        return told(message, lambda: translation.gettext(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        written = msgid1 if n == 1 else msgid2
        return told(written, lambda: translation.ngettext(msgid1, msgid2, n))


def remember_messages() -> None:
    """Let every Swedish message know what it was made of; called once, when the apps are ready."""
    catalogue_of(WRITTEN).add_fallback(_Remembering())
    read_by(_PageReader())


def language_of(request: HttpRequest | None) -> str:
    """Return the language that the reader has chosen; what the browser prefers changes no official page."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) if request is not None else None
    return chosen if chosen in dict(settings.LANGUAGES) else WRITTEN


def shown_to(request: HttpRequest | None) -> AbstractContextManager[None]:
    """Show texts in the reader's language meanwhile; nothing is written down meanwhile."""
    return translation.override(language_of(request))


class Page(backend.Template):
    """A template rendered in the reader's language; without a request, as for a letter, in Swedish."""

    def render(self, context: Any = None, request: HttpRequest | None = None) -> Any:
        """Render the page."""
        with shown_to(request):
            return super().render(context, request)


class Pages(backend.DjangoTemplates):
    """Django's templates, rendered in the reader's language; named in the settings."""

    def from_string(self, template_code: str) -> Page:
        """Return a template of that text."""
        return Page(self.engine.from_string(template_code), self)

    def get_template(self, template_name: str) -> Page:
        """Return the template of that name."""
        return Page(super().get_template(template_name).template, self)


class Messages(FallbackStorage):
    """What is told on the next page, kept in the reader's language; named in the settings."""

    def add(self, level: int, message: str, extra_tags: str | None = "") -> None:
        """Queue a message."""
        with shown_to(self.request):
            super().add(level, str(message), extra_tags)


class LanguageMiddleware:
    """Say in which language a page is, and that it depends on the reader's choice."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            response.headers["Content-Language"] = language_of(request)
            patch_vary_headers(response, ("Cookie",))
        return response


@csrf_exempt  # a form for one visitor alone would keep every page from being remembered
@require_POST
@public
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember in which language the reader wants the pages, for a year, and go back to the page."""
    back = request.POST.get("next", "")
    response = HttpResponseRedirect(back if url_has_allowed_host_and_scheme(back, None) else "/")
    chosen = request.POST.get("language")
    if chosen == WRITTEN:
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME, samesite="Lax")
    elif chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite="Lax",
        )
    return response
