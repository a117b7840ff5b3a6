"""Atom feeds (RFC 4287): whole addresses, ids that stay, an answer that a reader need not fetch twice."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote
from xml.etree import ElementTree as ET

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry: its page's path is its id; `category` is (term, Swedish words)."""

    path: str
    title: str
    updated: dt.datetime
    summary: str = ""
    category: tuple[str, str] | None = None


def feed(
    *, title: str, path: str, page: str, author: str, entries: Sequence[FeedEntry], now: dt.datetime
) -> HttpResponse:
    """Answer with the entries, in the order given; `path` is the feed's own, `page` what it follows."""
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed")
    own = f"{settings.TINGET_ADDRESS}{quote(path, safe='/?=&%')}"
    _add(root, "id", own)
    _add(root, "title", title)
    newest = max((entry.updated for entry in entries), default=now)
    _add(root, "updated", newest.isoformat(timespec="seconds"))
    _add(root, "link", rel="self", type="application/atom+xml", href=own)
    _add(root, "link", rel="alternate", type="text/html", href=f"{settings.TINGET_ADDRESS}{page}")
    _add(_add(root, "author"), "name", author)
    for entry in entries:
        _entry(root, entry)
    answer = HttpResponse(
        ET.tostring(root, encoding="utf-8", xml_declaration=True),
        content_type="application/atom+xml; charset=utf-8",
    )
    answer["Cache-Control"] = "private, max-age=300"
    answer["ETag"] = f'"{hashlib.sha256(answer.content).hexdigest()}"'
    return answer


def unless_known(request: HttpRequest, answer: HttpResponse) -> HttpResponseBase:
    """Answer 304 to a reader who has just this feed already."""
    return get_conditional_response(request, etag=answer["ETag"], response=answer) or answer


def _entry(root: ET.Element, entry: FeedEntry) -> None:
    told = _add(root, "entry")
    address = f"{settings.TINGET_ADDRESS}{entry.path}"
    _add(told, "id", address)
    _add(told, "title", entry.title)
    _add(told, "updated", entry.updated.isoformat(timespec="seconds"))
    _add(told, "link", rel="alternate", type="text/html", href=address)
    if entry.category is not None:
        _add(told, "category", term=entry.category[0], label=entry.category[1])
    _add(told, "summary", entry.summary)


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    if text:
        element.text = text
    return element
