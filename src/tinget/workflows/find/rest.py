"""Searching over HTTP: the same scope, order and bounds as on the page."""

import datetime as dt

from django.http import HttpRequest
from ninja import Router, Schema

from tinget.foundation import search
from tinget.foundation.search import Found
from tinget.organisation.api import authority_by_slug
from tinget.workflows.find.asked import place, read

router = Router(tags=["search"])


class HitOut(Schema):
    """En träff; `excerpt` är texten omkring det sökta, utan märkning."""

    kind: str
    number: str
    title: str
    day: dt.date | None
    url: str
    note: str
    excerpt: str


class FoundOut(Schema):
    """Träffar, de som passar bäst först; `instead` är det som söktes när det skrivna inte fanns."""

    count: str
    by_kind: dict[str, int]
    instead: str
    meant: str
    is_bounded: bool
    hits: list[HitOut]
    after: str | None


@router.get("/{authority}/search", response=FoundOut, summary="Sök i diarium, protokoll och texter")
def find(  # noqa: PLR0913 -- one argument for each field of the search form
    request: HttpRequest,
    authority: str,
    *,
    q: str = "",
    slag: str = "",
    ar: str = "",
    klass: str = "",
    person: str = "",
    kommun: str = "",
    efter: str = "",
) -> FoundOut:
    """Search what the asker may see; odd input gives no hits rather than an error."""
    del request
    given = {"q": q, "slag": slag, "ar": ar, "klass": klass, "person": person, "kommun": kommun}
    asked = read(given | {"efter": efter})
    wish = search.Wish(after=asked.after)
    return _out(search.find(authority_by_slug(authority).id, asked.text, asked.filters, wish))


def _out(found: Found) -> FoundOut:
    hits = [
        HitOut(
            kind=hit.kind,
            number=hit.number,
            title=hit.title,
            day=hit.day,
            url=hit.url,
            note=hit.note,
            excerpt="".join(piece.text for piece in hit.excerpt),
        )
        for hit in found.hits
    ]
    return FoundOut(
        count=found.count,
        by_kind=found.by_kind,
        instead=found.instead,
        meant=found.meant,
        is_bounded=found.is_bounded,
        hits=hits,
        after=place(found.after) if found.after else None,
    )
