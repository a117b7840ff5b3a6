"""The trial run: it stores nothing, and tells what would happen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from tinget.foundation import serials
from tinget.registry import api as registry
from tinget.workflows.moving_in.examining import Examined, Examiner, Line

BATCH = 500
SHOWN = 200
CASES, RECORDS = "case", "record"  # the register's own series


@dataclass(frozen=True, slots=True)
class Finding:
    """What is to be said of a row."""

    line: int
    is_refused: bool
    text: str


@dataclass(slots=True)
class Trial:
    """What a real run would do; of the findings the first 200 are kept, all are counted."""

    total: int = 0
    goes: int = 0
    doubts: int = 0
    findings: list[Finding] = field(default_factory=list)
    highest: dict[tuple[str, int], int] = field(default_factory=dict)

    @property
    def refused(self) -> int:
        """How many rows do not go."""
        return self.total - self.goes


@dataclass(frozen=True, slots=True)
class SeriesAfter:
    """A year's series: the number drawn last now, and after."""

    series: str
    year: int
    now: int | None
    after: int


def try_out(examiner: Examiner, lines: Iterable[Line]) -> Trial:
    """Examine every row and reckon what comes of it."""
    trial = Trial()
    for one in examined(examiner, lines):
        trial.total += 1
        trial.goes += one.value is not None
        trial.doubts += bool(one.doubts)
        if len(trial.findings) < SHOWN:
            trial.findings += findings_of(one)
        place = place_of(one)
        if place is not None:
            series, year, serial = place
            trial.highest[series, year] = max(serial, trial.highest.get((series, year), 0))
    return trial


def examined(examiner: Examiner, lines: Iterable[Line]) -> Iterator[Examined]:
    """Examine rows in batches, in order."""
    rest = iter(lines)
    while batch := list(islice(rest, BATCH)):
        yield from examiner.examine(batch)


def findings_of(one: Examined) -> list[Finding]:
    """Say why a row does not go, or what is doubtful about it."""
    if one.refused:
        return [Finding(one.line, is_refused=True, text=one.refused)]
    return [Finding(one.line, is_refused=False, text=doubt) for doubt in one.doubts]


def place_of(one: Examined) -> tuple[str, int, int] | None:
    """Return the series, year and number that the row takes, where it takes one."""
    match one.value:
        case registry.MovedCase(year=year, serial=serial):
            return CASES, year, serial
        case registry.MovedRecord(year=int() as year, serial=int() as serial):
            return RECORDS, year, serial
    return None


def series_after(authority: int, highest: dict[tuple[str, int], int]) -> list[SeriesAfter]:
    """Say where each series goes on after the move: after the highest number of the year."""
    made = []
    for (series, year), serial in sorted(highest.items()):
        now = serials.last_of(authority=authority, series=series, year=year)
        made.append(SeriesAfter(series, year, now, max(serial, now or 0)))
    return made
