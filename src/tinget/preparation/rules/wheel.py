"""The yearly wheel: recurring matters by month, when each is taken up, and how the wheel is drawn."""

import calendar
import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from tinget.kernel.facts import Faults, Row, read_facts
from tinget.kernel.words import word as _

WEEKS_AHEAD = 10  # how long before its month a matter is taken up, where nobody has said otherwise
MOST_WEEKS = 40
MONTHS = 12
CENTRE, OUTER, INNER, LABEL = 160, 150, 84, 117  # of the drawing, in its own units


class MatterKind(StrEnum):
    """Whether the committee decides on it or is told of it."""

    DECISION = "decision"
    INFORMATION = "information"


KIND_TEXTS = {MatterKind.DECISION: _("beslut"), MatterKind.INFORMATION: _("information")}


@dataclass(frozen=True, slots=True)
class MatterFact:
    """A recurring matter as a document prints it."""

    month: int
    title: str
    kind: MatterKind
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class DraftLine:
    """What a matter has become in a year."""

    year: int
    preparation_id: int
    step_text: str  # where that stands


@dataclass(frozen=True, slots=True)
class MatterLine:
    """A recurring matter, with the drafts it has become."""

    id: int
    month: int
    title: str
    kind: MatterKind
    class_code: str
    weeks_ahead: int
    note: str
    source: str
    retired: bool = False
    drafts: tuple[DraftLine, ...] = ()

    @property
    def kind_text(self) -> str:
        """The kind in Swedish."""
        return KIND_TEXTS[self.kind]

    def draft_in(self, year: int) -> DraftLine | None:
        """Give what it has become in a year."""
        return next((draft for draft in self.drafts if draft.year == year), None)


@dataclass(frozen=True, slots=True)
class Sector:
    """A month of the drawing: its outline, where its word stands, and whether something falls in it."""

    month: int
    path: str
    x: float
    y: float
    count: int


def taken_up_on(month: int, year: int, *, weeks_ahead: int) -> date:
    """Give the day when a matter of that month is taken up."""
    return date(year, month, 1) - timedelta(weeks=weeks_ahead)


def due_year(month: int, *, weeks_ahead: int, on: date) -> int | None:
    """Give the year whose draft is due: from the day it is taken up to the end of its month, else None."""
    for year in (on.year, on.year + 1):
        end = date(year, month, calendar.monthrange(year, month)[1])
        if taken_up_on(month, year, weeks_ahead=weeks_ahead) <= on <= end:
            return year
    return None


def title_in(title: str, year: int) -> str:
    """Name a matter by its year: Delårsrapport 2 2027."""
    return f"{title} {year}"


def sectors(months: Iterable[int]) -> list[Sector]:
    """Draw the year as a ring of twelve, January first after the top, clockwise."""
    counts = [0] * (MONTHS + 1)
    for month in months:
        counts[month] += 1
    return [_sector(month, counts[month]) for month in range(1, MONTHS + 1)]


def read_wheel(folder: Path, faults: Faults) -> list[MatterFact]:
    """Read the recurring matters; what is wrong is noted with file and line."""
    top = read_facts(folder / "yearly_wheel.yaml", faults)
    top.allow("matters")
    return [_matter(row) for row in top.rows("matters")]


def _matter(row: Row) -> MatterFact:
    row.allow("month", "title", "kind", "note", "source")
    month = row.whole("month", least=1)
    if month > MONTHS:
        row.fault("”month” ska vara en månad, 1-12")
    return MatterFact(
        month=min(month, MONTHS),
        title=row.text("title"),
        kind=row.one_of("kind", {kind.value: kind for kind in MatterKind}) or MatterKind.DECISION,
        note=row.optional_text("note") or "",
        source=row.source(),
    )


def _sector(month: int, count: int) -> Sector:
    begins, ends = (math.tau * number / MONTHS for number in (month - 1, month))
    corners = [_point(OUTER, begins), _point(OUTER, ends), _point(INNER, ends), _point(INNER, begins)]
    first, second, third, fourth = (f"{x:.1f} {y:.1f}" for x, y in corners)
    path = f"M{first}A{OUTER} {OUTER} 0 0 1 {second}L{third}A{INNER} {INNER} 0 0 0 {fourth}Z"
    x, y = _point(LABEL, (begins + ends) / 2)
    return Sector(month=month, path=path, x=round(x, 1), y=round(y + 4, 1), count=count)


def _point(radius: float, angle: float) -> tuple[float, float]:
    return CENTRE + radius * math.sin(angle), CENTRE - radius * math.cos(angle)
