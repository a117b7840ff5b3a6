"""Which columns of a list somebody wants to see: chosen on the page, remembered in a cookie."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise

REMEMBERED = 365 * 24 * 3600
CHOSEN, COLUMN = "kolumner", "kolumn"


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """A column that can be shown or left out."""

    name: str
    text: str | Promise
    is_shown: bool


@dataclass(frozen=True, slots=True)
class ColumnChoices:
    """The columns of one list: what can be chosen, and what is."""

    cookie: str
    available: Mapping[str, str | Promise]
    shown: tuple[str, ...]
    is_new: bool

    @property
    def choices(self) -> list[ColumnChoice]:
        """The columns in their order, for the page's boxes."""
        return [ColumnChoice(name, text, name in self.shown) for name, text in self.available.items()]

    def remember(self, response: HttpResponse) -> HttpResponse:
        """Keep what was chosen just now in the person's browser."""
        if self.is_new:
            response.set_cookie(
                self.cookie,
                ".".join(self.shown),
                max_age=REMEMBERED,
                secure=settings.SECURE_COOKIES,
                httponly=True,
                samesite="Lax",
            )
        return response


def columns_of(
    request: HttpRequest, kind: str, available: Mapping[str, str | Promise], usual: Sequence[str]
) -> ColumnChoices:
    """Read the choice from the address, else from the cookie, else take the usual columns."""
    cookie = f"tinget-kolumner-{kind}"
    is_new = request.GET.get(CHOSEN) == "valda"
    if is_new:
        asked: Sequence[str] = request.GET.getlist(COLUMN)
    elif cookie in request.COOKIES:
        asked = request.COOKIES[cookie].split(".")
    else:
        asked = usual
    shown = tuple(name for name in available if name in asked)
    return ColumnChoices(cookie, available, shown, is_new)
