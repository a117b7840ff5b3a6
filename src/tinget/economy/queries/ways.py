"""Ways onward from an allocation, which higher pages add."""

from collections.abc import Callable

from tinget.economy.queries.allocations import AllocationView
from tinget.organisation.api import Actor, Authority

Way = tuple[str, str]  # the words, the address
WaySource = Callable[[Actor, Authority, AllocationView], Way | None]

_sources: list[WaySource] = []


def add_allocation_way(source: WaySource) -> None:
    """Let a function of (actor, authority, allocation) offer a way onward; called once, from wiring."""
    if source not in _sources:
        _sources.append(source)


def ways_from_allocation(actor: Actor, authority: Authority, view: AllocationView) -> list[Way]:
    """Ask every source, in the order of wiring."""
    return [way for source in _sources if (way := source(actor, authority, view)) is not None]
