"""Ways onward from the page of a paper to sign, which the site fills."""

from collections.abc import Callable

from tinget.organisation.api import Actor
from tinget.signatures.queries.requests import SigningLine

WaySource = Callable[[Actor, SigningLine], tuple[str, str] | None]
_sources: list[WaySource] = []


def add_paper_way(source: WaySource) -> None:
    """Let a function of (actor, request) offer a text and an address; called once, from wiring."""
    if source not in _sources:
        _sources.append(source)


def ways_from(actor: Actor, line: SigningLine) -> list[tuple[str, str]]:
    """Ask every source, in the order of wiring."""
    return [way for source in _sources if (way := source(actor, line)) is not None]
