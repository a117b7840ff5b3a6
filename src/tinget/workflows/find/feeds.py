"""Hits as an Atom feed, the newest first."""

import datetime as dt
from collections.abc import Sequence

from django.http import HttpResponse

from tinget.foundation import atom
from tinget.foundation.search import Hit
from tinget.workflows.find.kinds import KIND_TEXTS, Kind

SHOWN = 50


def feed(*, title: str, path: str, page: str, hits: Sequence[Hit], now: dt.datetime) -> HttpResponse:
    """Answer with the hits; addresses are whole, and each entry keeps its id for ever."""
    entries = [_entry(hit) for hit in hits]
    return atom.feed(title=title, path=path, page=page, author="Tinget", entries=entries, now=now)


def _entry(hit: Hit) -> atom.FeedEntry:
    return atom.FeedEntry(
        path=hit.url,
        title=" ".join(part for part in (hit.number, hit.title) if part),
        updated=max(filter(None, (hit.added_at, hit.published_at))),
        summary="".join(piece.text for piece in hit.excerpt) or hit.note,
        category=(hit.kind, str(KIND_TEXTS[Kind(hit.kind)])),
    )
