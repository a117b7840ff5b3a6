"""Under which version of the rules of procedure a meeting is held."""

from dataclasses import dataclass
from datetime import date

REGLEMENTE_2022 = "reglemente-2022"

# The version proposed in 2022 applies when all fourteen councils' decisions have gained legal force. The last
# that is known (minutes 2023-10-12) is that they are awaited, and the text of 2013 is not at hand: so every
# meeting is shown under the proposed rules, and said to be, until the councils' decisions are recorded here.
LEGAL_FORCE_ON: date | None = None


@dataclass(frozen=True, slots=True)
class RulesVersion:
    """The version, and whether it is assumed rather than known to have been in force."""

    name: str
    is_assumed: bool


def rules_on(day: date) -> RulesVersion:
    """Tell the version of the rules by which a meeting of that day is shown."""
    return RulesVersion(REGLEMENTE_2022, is_assumed=LEGAL_FORCE_ON is None or day < LEGAL_FORCE_ON)
