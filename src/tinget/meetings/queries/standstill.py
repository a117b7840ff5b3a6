"""The standstill of an award that a § made, as a higher module reckons it."""

from collections.abc import Callable

from tinget.meetings.models import Item
from tinget.meetings.rules.follow_up import Standstill

StandstillSource = Callable[[int, int, int, str], Standstill | None]

_sources: list[StandstillSource] = []


def provide_standstill(source: StandstillSource) -> None:
    """Let a function of (authority, meeting, item, §) reckon it; called once, from wiring."""
    _sources[:] = [source]


def standstill_of(item: Item) -> Standstill | None:
    """Tell how long no contract may be signed by the item's award, or None where it made none."""
    if item.paragraph is None:
        return None
    asked = (item.authority_id, item.meeting_id, item.pk, str(item.paragraph))
    return next((source(*asked) for source in _sources), None)
