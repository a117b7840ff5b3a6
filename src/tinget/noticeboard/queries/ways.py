"""Ways onward from the page of legal force, which the site fills."""

from collections.abc import Callable
from dataclasses import dataclass

from tinget.noticeboard.queries.legal_force import LegalForceView
from tinget.organisation.api import Actor


@dataclass(frozen=True, slots=True)
class ForceWay:
    """A button that the site offers on the page of legal force."""

    address: str
    text: str


WaySource = Callable[[Actor, LegalForceView], ForceWay | None]
_sources: list[WaySource] = []


def add_force_way(source: WaySource) -> None:
    """Let a function of (actor, legal force) offer a way onward; called once, from wiring."""
    if source not in _sources:
        _sources.append(source)


def ways_from_force(actor: Actor, view: LegalForceView) -> list[ForceWay]:
    """Ask every source, in the order of wiring."""
    return [way for source in _sources if (way := source(actor, view)) is not None]
