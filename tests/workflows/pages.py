"""Walking through the pages by their links, as a reader does, without a browser."""

import re
from dataclasses import dataclass
from html import unescape

from django.test import Client

LINK = re.compile(r'<a\b[^>]*?href="(/[^"#?]*)')
FETCHED = re.compile(r'<(?:link|script|img|iframe)\b[^>]*?(?:href|src)="(/[^"]*)"')
TAG = re.compile(r"<(script|style|head)\b.*?</\1>|<[^>]+>", re.DOTALL)


@dataclass(frozen=True)
class Page:
    """A page that was opened: address, status, weight in bytes, text, and what a browser fetches for it."""

    path: str
    status: int
    weight: int
    text: str
    fetched: frozenset[str]
    links: frozenset[str]


def opened(client: Client, path: str) -> Page:
    answer = client.get(path)
    body = answer.getvalue()
    is_page = answer.headers.get("Content-Type", "").startswith("text/html")
    html = body.decode() if is_page else ""
    return Page(
        path=path,
        status=answer.status_code,
        weight=len(body) if is_page else 0,
        text=" ".join(unescape(TAG.sub(" ", html)).split()),
        fetched=frozenset(FETCHED.findall(html)),
        links=frozenset(unescape(link) for link in LINK.findall(html)),
    )


def walked(client: Client, start: str = "/", *, most: int = 1_500) -> dict[str, Page]:
    """Open every page that can be reached by links, at most so many."""
    found: dict[str, Page] = {}
    waiting = [start]
    while waiting and len(found) < most:
        path = waiting.pop(0)
        if path in found or path.startswith(("/static/", "/logga-ut/")):
            continue
        found[path] = opened(client, path)
        waiting += sorted(found[path].links - found.keys())
    return found
