"""What the register tells the rest of the house."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Marked:
    """A case or record was marked: who has copied its title shows the public one from now on.

    The secret title goes from memory to memory; whoever hears of it stores it nowhere.
    """

    authority: int
    case_id: int | None
    record_id: int | None
    title: str
    public_title: str
    restriction: int
