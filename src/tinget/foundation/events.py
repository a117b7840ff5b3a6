"""Typed events: a module tells what happened, and `site/wiring.py` says who listens."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

Event = TypeVar("Event")

_handlers: dict[type[Any], list[Callable[[Any], None]]] = defaultdict(list)


def listen(event_type: type[Event], handler: Callable[[Event], None]) -> None:
    """Call `handler` for each event of exactly this type, in the transaction that raises it."""
    if handler not in _handlers[event_type]:
        _handlers[event_type].append(handler)


def raise_event(event: object) -> None:
    """Hand the event to its listeners, in the order of wiring; an error in one undoes the whole act."""
    for handler in _handlers[type(event)]:
        handler(event)
