"""Ways onward from a document's page, which the site fills."""

from collections.abc import Callable

from tinget.documents.rules import DocumentLine
from tinget.organisation.api import Actor, Authority

WaySource = Callable[[Actor, Authority, DocumentLine], tuple[str, str] | None]
_sources: list[WaySource] = []


def add_document_way(source: WaySource) -> None:
    """Let a function of (actor, authority, document) offer a text and an address; called from wiring."""
    if source not in _sources:
        _sources.append(source)


def ways_from(actor: Actor, authority: Authority, document: DocumentLine) -> list[tuple[str, str]]:
    """Ask every source, in the order of wiring."""
    return [way for source in _sources if (way := source(actor, authority, document)) is not None]
