"""Tags and filters for templates: dates in words, unknown values, states and figures."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tinget.foundation.search.snippets import Piece
from tinget.foundation.ui import rows, words
from tinget.foundation.ui.listing import Listing

register = template.Library()


@register.filter
def swedish_date(day: date | None) -> str:
    """Return "torsdag 12 oktober 2023", or nothing for None."""
    return words.swedish_date(day) if day else ""


@register.filter
def short_date(day: date | None) -> str:
    """Return "12 oktober 2023", or nothing for None."""
    return words.short_date(day) if day else ""


@register.filter
def clock_time(moment: datetime | time | None) -> str:
    """Return "13.05", or nothing for None."""
    return words.clock_time(moment) if moment is not None else ""


@register.filter
def moment(at: datetime | None) -> str:
    """Return "12 oktober 2023 kl. 13.05", or nothing for None."""
    return words.moment_words(at) if at else ""


@register.filter
def thousands(number: object) -> str:
    """Return "12 345" with narrow no-break spaces; what is no number comes back as it is."""
    return words.thousands_of(number)


@register.filter
def unknown(value: object, text: str = "") -> object:
    """Show "uppgift saknas" (or `text`) quietly where the value is None or empty text."""
    if value is None or value == "":
        return rows.unknown_tag(text)
    return value


@register.simple_tag
def state(text: str, tone: str = "plain") -> SafeString:
    """Show a state as a word in a quiet tag; tone is plain, now, wait, done or stop."""
    return rows.state_tag(text, tone)


@register.simple_tag(name="rows")
def rows_of(listing: Listing) -> SafeString:
    """Show the rows of a list."""
    return rows.rows_of(listing)


@register.simple_tag
def marked(pieces: Iterable[Piece]) -> SafeString:
    """Show a text with the words that were looked for marked."""
    return rows.marked_tag(pieces)


@register.simple_tag
def day(value: date | None, form: str = "long") -> SafeString:
    """Show a day as a time element: long with weekday, short without; "uppgift saknas" for None."""
    if value is None:
        return rows.unknown_tag()
    text = words.short_date(value) if form == "short" else words.swedish_date(value)
    iso = words.local(value).isoformat()
    return format_html('<time datetime="{}">{}</time>', iso, text)


@register.inclusion_tag("ui/button_form.html", takes_context=True)
def button_form(context: template.Context, action: str, text: str, **options: Any) -> dict[str, Any]:
    """Show a button that posts to `action`; kind="quiet|grave", every other option is a hidden field."""
    kind = options.pop("kind", "")
    return {
        "action": action,
        "text": text,
        "kind": kind,
        "hidden": options,
        "csrf_token": context.get("csrf_token"),
    }
