"""What a rule says about an act: it is allowed, it needs a reason, or it is refused."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """Needs a reason: it happens and is recorded. Refused: it has no effect in law."""

    NEEDS_REASON = "needs_reason"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Finding:
    """A departure from a rule: its number among the rules of procedure, the law, and a sentence to act on."""

    verdict: Verdict
    rule: str
    source: str
    text: str
