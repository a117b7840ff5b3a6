"""What happened in the organisation that others may listen to."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class HolderReplaced:
    """Somebody left an office; from `first` on another holds it, or nobody where `successor_id` is None."""

    authority: int
    left_id: int
    successor_id: int | None
    first: date
    is_demonstration: bool
    at: datetime
