"""Ways onward from the register of delegated decisions, which higher pages add."""

from collections.abc import Callable

from tinget.organisation.api import Actor, Authority

Way = tuple[str, str]  # the words, the address
WaySource = Callable[[Actor, Authority], Way | None]

_sources: list[WaySource] = []


def add_register_way(source: WaySource) -> None:
    """Let a function of (actor, authority) offer a way onward; called once, from wiring."""
    if source not in _sources:
        _sources.append(source)


def ways_from_register(actor: Actor, authority: Authority) -> list[Way]:
    """Ask every source, in the order of wiring."""
    return [way for source in _sources if (way := source(actor, authority)) is not None]
