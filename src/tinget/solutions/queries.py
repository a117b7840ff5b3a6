"""Reads of the shared solutions; every answer is a frozen value."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from tinget.kernel.words import joined
from tinget.organisation.api import Authority, Municipality, boards
from tinget.solutions import models
from tinget.solutions.rules import (
    KIND_TEXTS,
    PHASE_TEXTS,
    PHASE_TONES,
    TAKING_TEXTS,
    Kind,
    Phase,
    Span,
    Taking,
)

Way = tuple[str, str]  # the words, the address
WaySource = Callable[[Authority, str], list[Way]]

_ways: list[WaySource] = []


class SolutionNotFound(Http404):
    """No such solution, or none that this person may see."""


@dataclass(frozen=True, slots=True)
class StatusView:
    """A solution's state from a day on."""

    on: dt.date
    phase: Phase
    text: str
    decision: str
    source: str

    @property
    def phase_text(self) -> str:
        """The phase in Swedish."""
        return _(PHASE_TEXTS[self.phase])

    @property
    def tone(self) -> str:
        """The tone of the phase's tag."""
        return PHASE_TONES.get(self.phase, "now")


@dataclass(frozen=True, slots=True)
class ParticipationView:
    """That a municipality takes part in one of the three ways."""

    id: int
    solution_id: int
    municipality_id: int
    taking: Taking
    span: Span
    source: str

    @property
    def text(self) -> str:
        """The way in Swedish."""
        return _(TAKING_TEXTS[self.taking])


@dataclass(frozen=True, slots=True)
class NumberView:
    """A number that a document prints; `taking` where it counts municipalities."""

    on: dt.date
    taking: Taking | None
    what: str
    count: int
    at_least: bool
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class SolutionView:
    """A shared solution with its life."""

    id: int
    authority: int
    slug: str
    name: str
    kind: Kind
    in_operation_since: str
    owner: str
    supplier: str
    product: str
    information_class: str
    contact: str
    note: str
    source: str
    statuses: tuple[StatusView, ...]
    participations: tuple[ParticipationView, ...]
    numbers: tuple[NumberView, ...]

    @property
    def kind_text(self) -> str:
        """The kind in Swedish."""
        return _(KIND_TEXTS[self.kind])

    def status_on(self, day: dt.date) -> StatusView | None:
        """Return the latest state that is known on the day."""
        return next((one for one in reversed(self.statuses) if one.on <= day), None)

    def takers_on(self, day: dt.date, taking: Taking) -> frozenset[int]:
        """Return the municipalities that are known to take part in this way on the day."""
        return frozenset(
            one.municipality_id
            for one in self.participations
            if one.taking is taking and one.span.holds_on(day)
        )

    def printed_on(self, day: dt.date, taking: Taking) -> NumberView | None:
        """Return the latest number of municipalities that a document gives until the day."""
        return next((one for one in reversed(self.numbers) if one.taking is taking and one.on <= day), None)


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What one municipality does with one solution on the day."""

    takings: tuple[Taking, ...]

    @property
    def text(self) -> str:
        """The ways in Swedish."""
        return joined(", ", (_(TAKING_TEXTS[one]) for one in self.takings))


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A municipality's cells, in the order of the solutions."""

    municipality: Municipality
    cells: tuple[tuple[SolutionView, MatrixCell], ...]


def solutions(authority: int) -> list[SolutionView]:
    """Return the authority's solutions by name."""
    return _views(models.Solution.objects.filter(authority_id=authority))


def solution(authority: int, slug: str) -> SolutionView:
    """Return one solution, or raise SolutionNotFound."""
    found = _views(models.Solution.objects.filter(authority_id=authority, slug=slug))
    if not found:
        raise SolutionNotFound
    return found[0]


def matrix(authority: int, *, on: dt.date) -> tuple[list[SolutionView], list[MatrixRow]]:
    """Return the solutions, and for every municipality what it does with each on the day."""
    listed = solutions(authority)
    takers = {(one.id, taking): one.takers_on(on, taking) for one in listed for taking in Taking}
    rows = [
        MatrixRow(
            place,
            tuple(
                (one, MatrixCell(tuple(taking for taking in Taking if place.id in takers[one.id, taking])))
                for one in listed
            ),
        )
        for place in boards(authority)
    ]
    return listed, rows


def add_solution_ways(source: WaySource) -> None:
    """Let a function of (authority, the solution's word) offer ways onward; called once, from wiring."""
    if source not in _ways:
        _ways.append(source)


def ways_from_solution(authority: Authority, slug: str) -> list[Way]:
    """Ask every source, in the order of wiring."""
    return [way for source in _ways for way in source(authority, slug)]


def _views(rows: "QuerySet[models.Solution]") -> list[SolutionView]:
    listed = list(rows)
    statuses: dict[int, list[StatusView]] = defaultdict(list)
    for status in models.Status.objects.filter(solution__in=listed):
        statuses[status.solution_id].append(
            StatusView(status.on, Phase(status.phase), status.text, status.decision, status.source)
        )
    taking: dict[int, list[ParticipationView]] = defaultdict(list)
    for row in models.Participation.objects.filter(solution__in=listed):
        taking[row.solution_id].append(_participation(row))
    numbers: dict[int, list[NumberView]] = defaultdict(list)
    for number in models.PrintedNumber.objects.filter(solution__in=listed):
        numbers[number.solution_id].append(_number(number))
    return [_view(row, statuses[row.pk], taking[row.pk], numbers[row.pk]) for row in listed]


def _view(
    row: models.Solution,
    statuses: Iterable[StatusView],
    participations: Iterable[ParticipationView],
    numbers: Iterable[NumberView],
) -> SolutionView:
    return SolutionView(
        id=row.pk,
        authority=row.authority_id,
        slug=row.slug,
        name=row.name,
        kind=Kind(row.kind),
        in_operation_since=row.in_operation_since,
        owner=row.owner,
        supplier=row.supplier,
        product=row.product,
        information_class=row.information_class,
        contact=row.contact,
        note=row.note,
        source=row.source,
        statuses=tuple(statuses),
        participations=tuple(participations),
        numbers=tuple(numbers),
    )


def _participation(row: models.Participation) -> ParticipationView:
    return ParticipationView(
        id=row.pk,
        solution_id=row.solution_id,
        municipality_id=row.municipality_id,
        taking=Taking(row.taking),
        span=Span(row.first, row.last, row.first_is_evidence),
        source=row.source,
    )


def _number(row: models.PrintedNumber) -> NumberView:
    return NumberView(
        on=row.on,
        taking=Taking(row.taking) if row.taking else None,
        what=row.what,
        count=row.count,
        at_least=row.at_least,
        note=row.note,
        source=row.source,
    )
