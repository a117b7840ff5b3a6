"""Ways onward from a preparation, which higher modules offer."""

from collections.abc import Callable

from tinget.organisation.api import Actor, Authority
from tinget.preparation.rules.lines import PreparationView

Way = tuple[str, str]  # the words, the address
WaySource = Callable[[Actor, Authority, PreparationView], Way | None]

_sources: list[WaySource] = []


def add_preparation_way(source: WaySource) -> None:
    """Let a function of (actor, authority, preparation) offer a way onward; called once, from wiring."""
    if source not in _sources:
        _sources.append(source)


def ways_from_preparation(actor: Actor, authority: Authority, view: PreparationView) -> list[Way]:
    """Ask every source, in the order of wiring."""
    return [way for source in _sources if (way := source(actor, authority, view)) is not None]
