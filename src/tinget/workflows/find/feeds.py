"""Hits as an Atom feed, the newest first."""

import datetime as dt
from collections.abc import Sequence
from urllib.parse import quote
from xml.etree import ElementTree as ET

from django.conf import settings
from django.http import HttpResponse

from tinget.foundation.search import Hit
from tinget.workflows.find.kinds import KIND_TEXTS, Kind

ATOM = "http://www.w3.org/2005/Atom"
SHOWN = 50


def feed(*, title: str, path: str, page: str, hits: Sequence[Hit], now: dt.datetime) -> HttpResponse:
    """Answer with the hits; addresses are whole, and each entry keeps its id for ever."""
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed")
    _add(root, "id", f"{settings.TINGET_ADDRESS}{quote(path, safe='/?=&%')}")
    _add(root, "title", title)
    newest = max((_updated(hit) for hit in hits), default=now)
    _add(root, "updated", newest.isoformat(timespec="seconds"))
    _add(root, "link", rel="alternate", type="text/html", href=f"{settings.TINGET_ADDRESS}{page}")
    author = _add(root, "author")
    _add(author, "name", "Tinget")
    for hit in hits:
        _entry(root, hit)
    answer = HttpResponse(
        ET.tostring(root, encoding="utf-8", xml_declaration=True),
        content_type="application/atom+xml; charset=utf-8",
    )
    answer["Cache-Control"] = "private, max-age=300"
    return answer


def _entry(root: ET.Element, hit: Hit) -> None:
    entry = _add(root, "entry")
    address = f"{settings.TINGET_ADDRESS}{hit.url}"
    _add(entry, "id", address)
    _add(entry, "title", " ".join(part for part in (hit.number, hit.title) if part))
    _add(entry, "updated", _updated(hit).isoformat(timespec="seconds"))
    _add(entry, "link", rel="alternate", type="text/html", href=address)
    _add(entry, "category", term=hit.kind, label=str(KIND_TEXTS[Kind(hit.kind)]))
    _add(entry, "summary", "".join(piece.text for piece in hit.excerpt) or hit.note)


def _updated(hit: Hit) -> dt.datetime:
    return max(filter(None, (hit.added_at, hit.published_at)))


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    if text:
        element.text = text
    return element
