"""What the screen in the room shows of a sitting, whole or cut for the public, as values."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Scene(StrEnum):
    """What the screen is about."""

    WAITING = "waiting"  # no item has been taken up
    ITEM = "item"
    CLOSED_DOORS = "closed_doors"  # the public sees no more than which § it is
    OVER = "over"


@dataclass(frozen=True, slots=True)
class ProposalShown:
    """A proposal, by whom and in which words."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class VoteShown:
    """A vote's question and result; the names are empty for a closed ballot, which has none."""

    question: str
    result: str
    names: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Screen:
    """The sitting as the screen shows it; `version` is the number of events behind it."""

    version: int
    scene: Scene
    is_public: bool = False
    paragraph: int | None = None
    title: str = ""
    proposals: tuple[ProposalShown, ...] = ()
    is_frozen: bool = False
    votes: tuple[VoteShown, ...] = ()
    decision: str = ""
    presiding: str = ""
    serving: tuple[str, ...] = ()
    seats: int = 0
    is_adjourned: bool = False
    speaking: str = ""
    waiting: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Give the values as the fair copy keeps them."""
        return asdict(self)


def cut_for_public(whole: Screen, *, is_closed: bool) -> Screen:
    """Leave nothing of what is handled behind closed doors but its number (KL 6:25, rule 5).

    `is_closed` is true for a matter with secrecy or exercise of authority, whatever the doors are.
    """
    if whole.scene is not Scene.ITEM or (whole.is_public and not is_closed):
        return whole
    return Screen(whole.version, Scene.CLOSED_DOORS, paragraph=whole.paragraph)
