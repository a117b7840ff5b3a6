"""What the accessibility statement says: what was measured, as it was, and what we know falls short.

`measured.json` is written by the tests in a browser (`TINGET_KEEP_MEASURED=1 ./tinget test`), never by hand.
"""

import datetime as dt
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MEASURED = Path(__file__).with_name("measured.json")


@dataclass(frozen=True, slots=True)
class Measured:
    """What the browser found on the pages, and when; `violations` is over all pages."""

    tool: str
    pages: tuple[str, ...]
    widths: tuple[int, ...]
    first_on: dt.date
    last_on: dt.date
    violations: int


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """What falls short, by which criterion of WCAG (empty where none says it), and what one can do."""

    text: str | Promise
    criterion: str
    instead: str | Promise


SHORTCOMINGS = (
    Shortcoming(
        _("Handlingar som andra har skickat in kan sakna struktur för skärmläsare."),
        "1.3.1",
        _("Be nämndens sekreterare om innehållet i en annan form."),
    ),
    Shortcoming(
        _("Inskannade handlingar kan vara bilder utan läsbar text."),
        "1.1.1",
        _("Be nämndens sekreterare om texten."),
    ),
    Shortcoming(
        _("Fält för dag och tid ser ut som din webbläsare vill och kan vara svåra att läsa upp."),
        "",
        _("Skriv dagen med siffror i fältet."),
    ),
    Shortcoming(
        _("Sidorna är inte prövade av personer som använder skärmläsare till vardags."),
        "",
        _("Hör av dig om något inte fungerar."),
    ),
)


@cache
def measured() -> Measured:
    """Return what was measured last, for all pages together."""
    told = json.loads(MEASURED.read_text("utf-8"))
    pages = told["pages"]
    days = sorted(dt.date.fromisoformat(page["on"]) for page in pages.values())
    return Measured(
        tool=told["tool"],
        pages=tuple(sorted(pages)),
        widths=tuple(sorted({width for page in pages.values() for width in page["widths"]})),
        first_on=days[0],
        last_on=days[-1],
        violations=sum(page["violations"] for page in pages.values()),
    )
