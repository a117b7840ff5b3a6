"""What every page's frame needs: navigation, who is here, and whether this is a demonstration."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, gettext

ACCENTS = frozenset({"tall", "sjo", "lingon", "ljung"})


@dataclass(frozen=True)
class NavigationLink:
    """One noun in the top navigation."""

    text: str
    href: str


@dataclass(frozen=True)
class Frame:
    """What the site puts around a page; `accent` is one of ACCENTS, chosen per authority."""

    navigation: tuple[NavigationLink, ...] = ()
    authority_name: str = ""
    authority_href: str = ""
    search_url: str = ""
    accent: str = "tall"
    extra: dict[str, Any] = field(default_factory=dict)


def _empty_frame(_request: HttpRequest) -> Frame:
    return Frame()


_source: list[Callable[[HttpRequest], Frame]] = [_empty_frame]


def provide_frame(source: Callable[[HttpRequest], Frame]) -> None:
    """Let the site say what stands around a request's page; called once, from wiring."""
    _source[0] = source


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor behind `ui/page.html`; a view's own values of the same name win."""
    frame = _source[0](request)
    actor = getattr(request, "actor", None)
    return {
        "navigation": [
            {"text": link.text, "href": link.href, "current": request.path.startswith(link.href)}
            for link in frame.navigation
        ],
        "authority_name": frame.authority_name,
        "authority_href": frame.authority_href,
        "search_url": frame.search_url,
        "accent": frame.accent if frame.accent in ACCENTS else "tall",
        "actor": actor,
        "acting_as": _office(getattr(actor, "acting_as", "")),
        "signed_in": getattr(actor, "person_id", None) is not None,
        "demonstration": bool(getattr(settings, "TINGET_DEMO", False)),
        "language": get_language() or "sv",
        "reference": getattr(request, "reference", ""),
        **frame.extra,
    }


def _office(acting_as: str) -> str:
    """Tell an office, whose first part is a word of ours, in the reader's language; the place is a name."""
    office, comma, place = acting_as.partition(", ")
    return f"{gettext(office)}{comma}{place}" if office else ""
