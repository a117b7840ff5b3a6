"""What calling the committee tells the rest of the house."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CommitteeCalled:
    """A summons went out; `kind` is one of the module's `Kind`: a first, a changed, a moved, a cancelled."""

    authority: int
    meeting_id: int
    summons_id: int
    kind: str
    at: datetime
