"""Which index an amount is raised by: its name counts as well as its value."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class IndexName(StrEnum):
    """None, a percentage, or an index that is published month by month."""

    NONE = ""
    PERCENT = "percent"
    PKV = "PKV"  # the price index of municipal operations
    AKI = "AKI"  # the index of labour costs

    @property
    def is_published(self) -> bool:
        """Whether the index has a value for each month."""
        return self in (IndexName.PKV, IndexName.AKI)


@dataclass(frozen=True, slots=True)
class AgreedIndex:
    """What an agreement says of the index of a service, in which month it is read, and for which days."""

    service: str
    name: str
    month: int | None
    first: dt.date
    last: dt.date | None
    text: str
    source: str

    def holds_for(self, service: str, year: int) -> bool:
        """Whether it says something of the service in the year."""
        last = self.last.year if self.last else year
        return service.casefold() == self.service.casefold() and self.first.year <= year <= last


def not_as_agreed(name: str, month: str, agreed: AgreedIndex) -> bool:
    """Whether an index with this name, for a month as 2026-10 or empty, is another than what is agreed."""
    if not name:
        return False
    if name != agreed.name:
        return True
    return bool(month) and agreed.month is not None and int(month[-2:]) != agreed.month
