"""A list's rows as HTML, written here and not in a template, which takes many times as long for each cell."""

import html
from collections.abc import Iterable
from typing import Any

from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tinget.foundation.search.snippets import Piece
from tinget.foundation.ui import words
from tinget.foundation.ui.listing import Cell, Listing

TONES = frozenset({"plain", "now", "wait", "done", "stop"})


def rows_of(listing: Listing) -> SafeString:
    """Return the rows of a list; every value is escaped unless it is marked as safe."""
    begun = [_begun(column.text, numeric=column.numeric) for column in listing.columns]
    numeric = [column.numeric for column in listing.columns]
    lines = []
    for row in listing.rows:
        first, *others = row.cells
        shown = [_link(row.href, first, of_row=True) if row.href else _shown(first, numeric=numeric[0])]
        shown += [
            _shown(cell, numeric=is_number) for cell, is_number in zip(others, numeric[1:], strict=True)
        ]
        cells = "".join(f"{start}{cell}</td>" for start, cell in zip(begun, shown, strict=True))
        lines.append(f"<tr>{cells}</tr>\n")
    return mark_safe("".join(lines))  # noqa: S308 -- each value was escaped where it was laid in


def state_tag(text: object, tone: str) -> SafeString:
    """Return a state as a word in a quiet tag."""
    return format_html('<span class="state state-{}">{}</span>', tone if tone in TONES else "plain", text)


def unknown_tag(text: str = "") -> SafeString:
    """Return "uppgift saknas", or `text`, said quietly."""
    return format_html('<span class="unknown">{}</span>', text or _("uppgift saknas"))


def marked_tag(pieces: Iterable[Piece]) -> SafeString:
    """Return a text in pieces, those that were looked for marked."""
    texts = ((_escaped(piece.text), piece.found) for piece in pieces)
    shown = "".join(f"<mark>{text}</mark>" if found else text for text, found in texts)
    return mark_safe(shown)  # noqa: S308 -- each piece was escaped


def _begun(text: object, *, numeric: bool) -> str:
    kind = ' class="number"' if numeric else ""
    return f'<td data-label="{_escaped(text)}"{kind}>'


def _link(href: str, cell: Cell, *, of_row: bool = False) -> str:
    kind = 'class="row" ' if of_row else ""
    return f'<a {kind}href="{_escaped(href)}">{_escaped(cell.value)}</a>'


def _shown(cell: Cell, *, numeric: bool) -> str:
    if cell.href:
        return _link(cell.href, cell)
    if cell.state:
        return state_tag(cell.value, cell.state)
    if numeric and cell.value is not None:
        return _escaped(words.thousands_of(cell.value))
    return unknown_tag() if cell.value is None or cell.value == "" else _escaped(cell.value)


def _escaped(value: Any) -> str:
    """Escape as Django does, without asking of each text whether it is one to be translated."""
    if not isinstance(value, str):
        value = str(value) if isinstance(value, Promise) else localize(value)
    return value.__html__() if hasattr(value, "__html__") else html.escape(str(value))
