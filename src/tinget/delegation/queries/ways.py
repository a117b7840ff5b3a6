"""What higher pages add to the register of delegated decisions: ways onward, how far notices came."""

from collections.abc import Callable, Mapping

from tinget.organisation.api import Actor, Authority

Way = tuple[str, str]  # the words, the address
WaySource = Callable[[Actor, Authority], Way | None]

States = Mapping[int, tuple[str, str]]  # by the minutes' record: how far the notice has come, and its tone

_states: list[Callable[[int], States]] = []
_sources: list[WaySource] = []


def add_register_way(source: WaySource) -> None:
    """Let a function of (actor, authority) offer a way onward; called once, from wiring."""
    if source not in _sources:
        _sources.append(source)


def ways_from_register(actor: Actor, authority: Authority) -> list[Way]:
    """Ask every source, in the order of wiring."""
    return [way for source in _sources if (way := source(actor, authority)) is not None]


def provide_notice_states(states: Callable[[int], States]) -> None:
    """Let the site say how far the authority's notices of such minutes have come."""
    _states[:] = [states]


def notice_states(authority: int) -> States:
    """Return how far the notices have come, by the record of the minutes."""
    return next((states(authority) for states in _states), {})
