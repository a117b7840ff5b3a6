"""Under which version of the rules of procedure a meeting is held."""

from dataclasses import dataclass
from datetime import date

REGLEMENTE_2022 = "reglemente-2022"

# The minutes of 2023-10-12 say that the councils' decisions are awaited; the version of 2013 that applied
# until then is not at hand, so meetings of those years are shown under the proposed rules.
ASSUMED_THROUGH = date(2023, 12, 31)


@dataclass(frozen=True, slots=True)
class RulesVersion:
    """The version, and whether it is assumed rather than known to have been in force."""

    name: str
    is_assumed: bool


def rules_on(day: date) -> RulesVersion:
    """Tell the version of the rules by which a meeting of that day is shown."""
    return RulesVersion(REGLEMENTE_2022, is_assumed=day <= ASSUMED_THROUGH)
