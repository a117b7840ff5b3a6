"""The states of a meeting and of an item, what may follow on what, and their words."""

from enum import StrEnum

from tinget.kernel.words import word as _


class MeetingState(StrEnum):
    """How far a meeting has come; the value is what the database keeps."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    MINUTES_DRAWN_UP = "minutes_drawn_up"
    APPROVED = "approved"
    ANNOUNCED = "announced"
    CANCELLED = "cancelled"


class ItemState(StrEnum):
    """What became of an item; anything but open was confirmed by the gavel and is frozen."""

    OPEN = "open"
    DECIDED = "decided"
    NOTED = "noted"
    TABLED = "tabled"


NEXT_STATES: dict[MeetingState, frozenset[MeetingState]] = {
    MeetingState.PLANNED: frozenset({MeetingState.OPEN, MeetingState.CANCELLED}),
    MeetingState.OPEN: frozenset({MeetingState.CLOSED}),
    MeetingState.CLOSED: frozenset({MeetingState.MINUTES_DRAWN_UP}),
    # Minutes not yet signed by everybody may be drawn up anew, or taken back to be mended first.
    MeetingState.MINUTES_DRAWN_UP: frozenset(
        {MeetingState.MINUTES_DRAWN_UP, MeetingState.CLOSED, MeetingState.APPROVED}
    ),
    MeetingState.APPROVED: frozenset({MeetingState.ANNOUNCED}),
    MeetingState.ANNOUNCED: frozenset(),
    MeetingState.CANCELLED: frozenset(),
}

STATE_TEXTS: dict[MeetingState, str] = {
    MeetingState.PLANNED: _("planerat"),
    MeetingState.OPEN: _("pågår"),
    MeetingState.CLOSED: _("avslutat"),
    MeetingState.MINUTES_DRAWN_UP: _("under justering"),
    MeetingState.APPROVED: _("justerat"),
    MeetingState.ANNOUNCED: _("anslaget"),
    MeetingState.CANCELLED: _("inställt"),
}

ITEM_STATE_TEXTS: dict[ItemState, str] = {
    ItemState.OPEN: _("inte behandlad"),
    ItemState.DECIDED: _("beslutad"),
    ItemState.NOTED: _("behandlad utan beslut"),
    ItemState.TABLED: _("bordlagd"),
}

HELD = frozenset(MeetingState) - {MeetingState.PLANNED, MeetingState.CANCELLED}


def may_become(now: MeetingState, then: MeetingState) -> bool:
    """Tell whether a meeting in the one state may go on to the other."""
    return then in NEXT_STATES[now]


def has_reached(now: MeetingState, then: MeetingState) -> bool:
    """Tell whether a meeting that was not cancelled has come as far as the state, or further."""
    order = tuple(MeetingState)
    return now is not MeetingState.CANCELLED and order.index(now) >= order.index(then)
