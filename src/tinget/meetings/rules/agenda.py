"""The agenda: kinds of items, those that every meeting has, their order and their numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tinget.kernel.words import word as _


class ItemKind(StrEnum):
    """What sort of item it is; not every item has a case or a decision."""

    ROLL_CALL = "roll_call"
    APPROVER_ELECTION = "approver_election"
    AGENDA = "agenda"
    CASE = "case"
    INFORMATION = "information"
    OTHER = "other"


class DecisionKind(StrEnum):
    """What sort of decision it is."""

    APPROVE = "approve"
    ADOPT = "adopt"
    LAY_TO_FILES = "lay_to_files"
    REFER = "refer"
    ELECT = "elect"
    TABLE = "table"
    REJECT = "reject"
    OTHER = "other"


class ClosedFor(StrEnum):
    """Why an item is always handled behind closed doors (KL 6:25); empty is by no such reason."""

    NOTHING = ""
    SECRECY = "secrecy"
    EXERCISE = "exercise"  # of authority against an individual (myndighetsutövning)


CLOSED_TEXTS: dict[ClosedFor, str] = {
    ClosedFor.NOTHING: _("inget hindrar att det behandlas offentligt"),
    ClosedFor.SECRECY: _("sekretess"),
    ClosedFor.EXERCISE: _("myndighetsutövning mot någon enskild"),
}

KIND_TEXTS: dict[ItemKind, str] = {
    ItemKind.ROLL_CALL: _("upprop"),
    ItemKind.APPROVER_ELECTION: _("val av justerare"),
    ItemKind.AGENDA: _("dagordning"),
    ItemKind.CASE: _("ärende"),
    ItemKind.INFORMATION: _("information"),
    ItemKind.OTHER: _("övriga frågor"),
}

DECISION_KIND_TEXTS: dict[DecisionKind, str] = {
    DecisionKind.APPROVE: _("godkänner"),
    DecisionKind.ADOPT: _("antar eller fastställer"),
    DecisionKind.LAY_TO_FILES: _("lägger till handlingarna"),
    DecisionKind.REFER: _("överlämnar eller återremitterar"),
    DecisionKind.ELECT: _("väljer"),
    DecisionKind.TABLE: _("bordlägger"),
    DecisionKind.REJECT: _("avslår"),
    DecisionKind.OTHER: _("annat beslut"),
}


@dataclass(frozen=True, slots=True)
class StandingItem:
    """An item that every meeting has."""

    kind: ItemKind
    title: str


FIRST_ITEMS = (
    StandingItem(ItemKind.ROLL_CALL, "Upprop"),
    StandingItem(ItemKind.APPROVER_ELECTION, "Val av justerare och tid för justering"),
    StandingItem(ItemKind.AGENDA, "Fastställande av dagordning"),
)
LAST_ITEM = StandingItem(ItemKind.OTHER, "Övriga frågor")

# Handled by counting those present; every other item needs a quorum (KL 6:27).
WITHOUT_QUORUM = frozenset({ItemKind.ROLL_CALL})
# Other items are decided on the ordinary item page; this one by choosing the approver.
DECIDED_BY_ELECTION = frozenset({ItemKind.APPROVER_ELECTION})


def place_of_new_item(kinds: Sequence[ItemKind]) -> int:
    """Tell where a new item goes (from 0) before the meeting: last, but before "Övriga frågor"."""
    return len(kinds) - 1 if kinds and kinds[-1] is ItemKind.OTHER else len(kinds)


def moved(order: Sequence[int], item: int, *, up: bool) -> list[int]:
    """Give the order with one item moved a step; unchanged where it stands first or last."""
    ids = list(order)
    here = ids.index(item)
    there = here - 1 if up else here + 1
    if 0 <= there < len(ids):
        ids[here], ids[there] = ids[there], ids[here]
    return ids


def paragraph_ranges(paragraphs: Iterable[int]) -> str:
    """Write paragraphs as minutes do: `15–16`, `8–10, 12`; empty where there are none."""
    ranges: list[list[int]] = []
    for number in sorted(set(paragraphs)):
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1].append(number)
        else:
            ranges.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in ranges)


def free_address(day_as_text: str, taken: Iterable[str]) -> str:
    """Give the meeting's word in its address: its day, or `day-2` where a meeting has the day."""
    used = set(taken)
    address, number = day_as_text, 1
    while address in used:
        number += 1
        address = f"{day_as_text}-{number}"
    return address
