"""What a bundle tells of the ledger and of the boards: what may be read by all, and what stays closed."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

OPEN = frozenset(
    {"request_signatures", "sign", "renew_stamp", "publish_document", "approve_minutes", "post_notice"}
)
BOARDS = frozenset({"confirm_up", "confirm_down", "correct_display"})
PROVING = OPEN | BOARDS
SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Seen:
    """What one look at a board found; the hash (hex) is that of the page as it was answered."""

    at: dt.datetime
    seen: str
    status: int | None
    sha256: str


@dataclass(frozen=True, slots=True)
class SeenFrom:
    """The same found in so many looks one after another."""

    first: dt.datetime
    last: dt.datetime
    count: int
    seen: str
    status: int | None
    sha256: str


def may_be_read(entry: Mapping[str, Any], *, names: Collection[str]) -> bool:
    """Tell whether an entry may be opened to all: what the system did, or those whose names the paper bears.

    What was told of the boards may name a registrar, and has free words: it is opened only where the system
    looked for itself.
    """
    who = str(entry["who"])
    if who == SYSTEM:
        return entry["action"] in PROVING
    return entry["action"] in OPEN and who.partition(" ")[2] in names


def folded(looks: Iterable[Seen]) -> list[SeenFrom]:
    """Tell looks that found the same, one after another, as one; `looks` are in order."""
    found: list[SeenFrom] = []
    for look in looks:
        what = (look.seen, look.status, look.sha256)
        if found and (found[-1].seen, found[-1].status, found[-1].sha256) == what:
            found[-1] = SeenFrom(found[-1].first, look.at, found[-1].count + 1, *what)
        else:
            found.append(SeenFrom(look.at, look.at, 1, *what))
    return found
