"""In which language a page is shown. All that is written down, sent or filed is Swedish (decision 68)."""

from collections.abc import Callable, Iterable
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

WRITTEN = "sv"


class Told(str):
    """A text that is Swedish wherever it is kept, and is read in the reader's language where a page shows it.

    A page shows a value by `str()`; what writes it down takes the text as it is. Laid into an f-string or
    joined by a plain text it is Swedish for good, which is the safe way to fail.
    """

    __slots__ = ("read",)
    read: Callable[[], str]

    def __str__(self) -> str:
        """Return the text in the language that is read just now."""
        return super().__str__() if _is_written() else self.read()

    def __mod__(self, values: Any) -> "Told":
        """Lay values into the text."""
        return told(super().__mod__(values), lambda: str(self) % values)

    def __add__(self, more: str) -> "Told":
        """Let a text follow."""
        return told(super().__add__(more), lambda: str(self) + str(more))

    def __radd__(self, before: str) -> "Told":
        """Let a text stand before."""
        return told(before + super().__str__(), lambda: str(before) + str(self))

    def capitalize(self) -> "Told":
        """Begin with a capital letter."""
        return told(super().capitalize(), lambda: str(self)[:1].upper() + str(self)[1:])


def told(written: str, read: Callable[[], str]) -> Told:
    """Return a text with how it is read in the language of the moment."""
    text = Told(written)
    text.read = read
    return text


def joined(between: str, parts: Iterable[str]) -> Told:
    """Join texts, so that each is still read in the reader's language."""
    texts = list(parts)
    return told(between.join(texts), lambda: str(between).join(str(one) for one in texts))


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


def _is_written() -> bool:
    return (translation.get_language() or WRITTEN) == WRITTEN
