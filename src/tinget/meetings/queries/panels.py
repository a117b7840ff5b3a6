"""What else stands on a meeting's page: the panels that higher modules fill."""

from collections.abc import Callable, Sequence

from tinget.organisation.api import Actor
from tinget.registry.api import Panel

PanelSource = Callable[[Actor, int, int], Sequence[Panel]]

_sources: list[PanelSource] = []
_agenda_sources: list[PanelSource] = []


def add_meeting_panel(source: PanelSource) -> None:
    """Let a function of (who looks, authority id, meeting id) fill panels; called once, from wiring."""
    if source not in _sources:
        _sources.append(source)


def panels_of_meeting(actor: Actor, authority: int, meeting_id: int) -> list[Panel]:
    """Ask every source for its panels, in the order of wiring."""
    return [panel for source in _sources for panel in source(actor, authority, meeting_id)]


def add_agenda_panel(source: PanelSource) -> None:
    """Let a function of (who looks, authority id, meeting id) offer what could be put on the agenda."""
    if source not in _agenda_sources:
        _agenda_sources.append(source)


def panels_of_agenda(actor: Actor, authority: int, meeting_id: int) -> list[Panel]:
    """Ask every source, in the order of wiring."""
    return [panel for source in _agenda_sources for panel in source(actor, authority, meeting_id)]
