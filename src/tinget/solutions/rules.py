"""What a shared solution is, its phases, who takes part in what way, and its facts read from a file."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from tinget.kernel.facts import Faults, Row, read_facts
from tinget.kernel.words import word as _


class Kind(StrEnum):
    """What kind of shared solution."""

    SYSTEM = "system"
    DATACENTER = "datacenter"
    FUNCTION = "function"
    FRAMEWORK = "framework"
    GUIDANCE = "guidance"


class Phase(StrEnum):
    """Where in its life a solution is."""

    STUDY = "study"
    PROJECT = "project"
    PROCUREMENT = "procurement"
    AWARDED = "awarded"
    AGREEMENT = "agreement"
    OPERATION = "operation"
    ENDED = "ended"


class Taking(StrEnum):
    """Three different facts about a municipality and a solution: none of them follows from another."""

    PAYS = "pays"
    CONNECTED = "connected"
    USES = "uses"


KIND_TEXTS = {
    Kind.SYSTEM: _("verksamhetssystem"),
    Kind.DATACENTER: _("drift"),
    Kind.FUNCTION: _("funktion"),
    Kind.FRAMEWORK: _("ramavtal"),
    Kind.GUIDANCE: _("handbok"),
}
PHASE_TEXTS = {
    Phase.STUDY: _("förstudie"),
    Phase.PROJECT: _("införande"),
    Phase.PROCUREMENT: _("upphandling"),
    Phase.AWARDED: _("tilldelat"),
    Phase.AGREEMENT: _("avtal"),
    Phase.OPERATION: _("i drift"),
    Phase.ENDED: _("avslutat"),
}
PHASE_TONES = {Phase.OPERATION: "done", Phase.ENDED: "stop", Phase.AGREEMENT: "done"}
TAKING_TEXTS = {
    Taking.PAYS: _("betalar"),
    Taking.CONNECTED: _("är ansluten"),
    Taking.USES: _("använder"),
}


class ParticipationBackwards(ValueError):
    """The last day lies before the first."""


@dataclass(frozen=True, slots=True)
class Span:
    """From first to last, both included; `is_evidence`: first is the day of a document, not the first day."""

    first: dt.date
    last: dt.date | None
    is_evidence: bool = False

    def __post_init__(self) -> None:
        if self.last is not None and self.last < self.first:
            raise ParticipationBackwards(f"{self.first} – {self.last}")

    def holds_on(self, day: dt.date) -> bool:
        """Whether it is known to hold on the day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class StatusFact:
    """What a document says of a solution's state on a day, and the decision behind it."""

    on: dt.date
    phase: Phase
    text: str
    decision: str | None
    source: str


@dataclass(frozen=True, slots=True)
class ParticipationFact:
    """A municipality that pays, is connected or uses, and since when."""

    taking: Taking
    municipality: str
    span: Span
    source: str


@dataclass(frozen=True, slots=True)
class CountFact:
    """How many municipalities a document gives, without naming them all."""

    taking: Taking
    on: dt.date
    count: int
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class VolumeFact:
    """How much is done with a solution, as a document gives it."""

    on: dt.date
    what: str
    count: int
    at_least: bool
    period: str
    source: str


@dataclass(frozen=True, slots=True)
class SolutionFact:
    """A solution with all that is known of it."""

    slug: str
    name: str
    kind: Kind
    in_operation_since: str | None
    owner: str | None
    supplier: str | None
    product: str | None
    information_class: str | None
    contact: str | None
    note: str | None
    source: str
    statuses: tuple[StatusFact, ...]
    participations: tuple[ParticipationFact, ...]
    counts: tuple[CountFact, ...]
    volumes: tuple[VolumeFact, ...]


def read_solutions(folder: Path, faults: Faults) -> list[SolutionFact]:
    """Read the solutions; what is wrong is noted with file and line."""
    top = read_facts(folder / "solutions.yaml", faults)
    top.allow("solutions")
    found = [_solution(row) for row in top.rows("solutions")]
    for row, fact in zip(top.rows("solutions"), found, strict=True):
        if sum(one.slug == fact.slug for one in found) > 1:
            row.fault(f"”id” {fact.slug} står två gånger")
    return found


SOLUTION_KEYS = (
    "id", "name", "kind", "in_operation_since", "owner", "supplier", "product", "information_class",
    "contact", "note", "source", "status", "participation", "counts", "volumes",
)  # fmt: skip


def _solution(row: Row) -> SolutionFact:
    row.allow(*SOLUTION_KEYS)
    return SolutionFact(
        slug=row.text("id"),
        name=row.text("name"),
        kind=row.one_of("kind", {kind.value: kind for kind in Kind}) or Kind.SYSTEM,
        in_operation_since=row.optional_text("in_operation_since"),
        owner=row.optional_text("owner"),
        supplier=row.optional_text("supplier"),
        product=row.optional_text("product"),
        information_class=row.optional_text("information_class"),
        contact=row.optional_text("contact"),
        note=row.optional_text("note"),
        source=row.source(),
        statuses=tuple(_status(one) for one in row.rows("status")),
        participations=tuple(fact for one in row.rows("participation") for fact in _participations(one)),
        counts=tuple(_count(one) for one in row.rows("counts")),
        volumes=tuple(_volume(one) for one in row.rows("volumes")),
    )


def _status(row: Row) -> StatusFact:
    row.allow("on", "phase", "text", "decision", "source")
    phase = row.one_of("phase", {phase.value: phase for phase in Phase})
    return StatusFact(
        row.day("on"), phase or Phase.STUDY, row.text("text"), row.optional_text("decision"), row.source()
    )


def _participations(row: Row) -> list[ParticipationFact]:
    row.allow("fact", "first", "last", "first_is_evidence", "municipalities", "source")
    taking = _taking(row)
    first, last, is_evidence = row.day("first"), row.optional_day("last"), row.flag("first_is_evidence")
    if last is not None and last < first:
        row.fault(f"”last” {last} ligger före ”first” {first}")
        last = None
    span = Span(first, last, is_evidence)
    source = row.source()
    return [ParticipationFact(taking, name, span, source) for name in row.texts("municipalities")]


def _count(row: Row) -> CountFact:
    row.allow("fact", "on", "count", "note", "source")
    note = row.optional_text("note") or ""
    return CountFact(_taking(row), row.day("on"), row.whole("count"), note, row.source())


def _volume(row: Row) -> VolumeFact:
    row.allow("on", "what", "count", "at_least", "period", "source")
    return VolumeFact(
        row.day("on"),
        row.text("what"),
        row.whole("count"),
        row.flag("at_least"),
        row.text("period"),
        row.source(),
    )


def _taking(row: Row) -> Taking:
    taking: Taking = row.one_of("fact", {taking.value: taking for taking in Taking}) or Taking.PAYS
    return taking
