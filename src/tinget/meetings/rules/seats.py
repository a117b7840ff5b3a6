"""Who serves among those present, and whether there is a quorum."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeVar

from tinget.meetings.rules.findings import Finding, Verdict


class PresentAs(StrEnum):
    """In what capacity somebody is in the room."""

    MEMBER = "member"
    SUBSTITUTE = "substitute"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody in the room; the municipality is None for others than members and substitutes."""

    person_id: int
    municipality_id: int | None
    as_: PresentAs


class Seated(Protocol):
    """Somebody who may hold a municipality's seat; the municipality by whatever names it, None for others."""

    @property
    def municipality_id(self) -> Hashable | None:
        """Return whose seat it is."""
        ...

    @property
    def as_(self) -> PresentAs:
        """Return in what capacity."""
        ...


AnySeat = TypeVar("AnySeat", bound=Seated)


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many serve, how many must, and of how many seats."""

    serving: int
    needed: int
    of: int

    @property
    def is_met(self) -> bool:
        """Whether matters may be handled."""
        return self.serving >= self.needed


def serving_seats(present: Iterable[AnySeat]) -> tuple[AnySeat, ...]:
    """Tell who serves: each municipality's member, else its own substitute, else nobody.

    No substitute of another municipality steps in, and a member takes the seat although the
    substitute was there first (reglemente 17 §; KL 4:22, rule 9 and 11).
    """
    chosen: dict[Hashable, AnySeat] = {}
    for one in present:
        if one.municipality_id is None or one.as_ is PresentAs.OTHER:
            continue
        holder = chosen.get(one.municipality_id)
        if holder is None or (holder.as_ is PresentAs.SUBSTITUTE and one.as_ is PresentAs.MEMBER):
            chosen[one.municipality_id] = one
    return tuple(chosen.values())


def needed_for_quorum(seats: int) -> int:
    """Tell how many must serve: more than half of the seats, 8 of 14 (KL 6:27, rule 13)."""
    return seats // 2 + 1


def quorum(present: Iterable[AnySeat], *, seats: int) -> Quorum:
    """Count those who serve against those who must (KL 6:27, rule 13); tested for each item."""
    return Quorum(serving=len(serving_seats(present)), needed=needed_for_quorum(seats), of=seats)


def missing_quorum(present: Sequence[AnySeat], *, seats: int) -> Finding | None:
    """Refuse to handle a matter without quorum (KL 6:27, rule 13)."""
    found = quorum(present, seats=seats)
    if found.is_met:
        return None
    text = (
        f"Nämnden är inte beslutsför: {found.serving} av {found.of} tjänstgör"
        f" och minst {found.needed} behövs. Ärendet kan varken behandlas eller avgöras."
        " Rätta närvaron om någon har kommit."
    )
    return Finding(Verdict.REFUSED, "13", "KL 6:27", text)
