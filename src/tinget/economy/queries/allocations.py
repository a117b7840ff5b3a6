"""Reads of how cost is shared out, and of what one municipality pays."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, QuerySet, Sum

from tinget.economy import models
from tinget.economy.queries.figures import FigureNotFound
from tinget.economy.rules.billing import Billing
from tinget.economy.rules.paying import Among, Paying
from tinget.economy.rules.reading import Known
from tinget.organisation.api import Municipality, boards, municipalities, populations


@dataclass(frozen=True, slots=True)
class AllocationView:
    """A table per municipality; `question` where it was made here, `explanation` where it was printed."""

    id: int
    slug: str
    service: str
    year: int
    printed_sum: int | None
    source: str
    question: dict[str, Any] | None
    explanation: dict[str, Any] | None
    decision: str
    is_published_fact: bool
    billing: Billing
    index_name: str
    index_month: str
    replaces: str  # the word of the allocation that this one took the place of
    is_replaced: bool
    is_demonstration: bool
    rows: tuple[tuple[Municipality, int], ...]

    @property
    def total(self) -> int:
        """The sum of the rows, always computed."""
        return sum(amount for _, amount in self.rows)

    @property
    def stands(self) -> bool:
        """Whether it is adopted or printed, and no later allocation has taken its place."""
        return bool(self.decision or self.is_published_fact) and not self.is_replaced

    @property
    def model(self) -> dict[str, Any] | None:
        """What `allocate` accepts: the question, or the simplest model that makes the printed table."""
        return self.question or (self.explanation or {}).get("model")


def known_inhabitants() -> Known:
    """Return the inhabitants of every municipality at every known day."""
    years = populations()
    by_day = {year.as_of: dict(year.inhabitants) for year in years}
    names = {one.id: one.name for one in municipalities()}
    named = {
        day: {names[place]: count for place, count in people.items() if place in names}
        for day, people in by_day.items()
    }
    return Known(named, tuple(names.values()))


def allocations(authority: int) -> list[AllocationView]:
    """Return the tables per municipality, the latest year first."""
    return _allocations(authority, models.Allocation.objects.filter(authority_id=authority))


def allocation(authority: int, slug: str) -> AllocationView:
    """Return one table per municipality, or raise FigureNotFound."""
    found = _allocations(authority, models.Allocation.objects.filter(authority_id=authority, slug=slug))
    if not found:
        raise FigureNotFound
    return found[0]


def payments(authority: int, municipality: int) -> list[Paying]:
    """Return what a municipality pays by the allocations that stand, the latest year first."""
    stands = ~Q(allocation__decision="") | Q(allocation__is_published_fact=True)
    own = models.AllocationRow.objects.filter(
        stands, authority_id=authority, municipality_id=municipality, allocation__replaced_by=None
    )
    told = ("slug", "service", "year", "source", "decision")
    listed = own.order_by("-allocation__year", "allocation__service", "allocation__id")
    return [
        Paying(allocation, slug, service, year, amount, source or decision)
        for allocation, amount, slug, service, year, source, decision in listed.values_list(
            "allocation_id", "amount", *(f"allocation__{name}" for name in told)
        )
    ]


def among_all(authority: int, paying: Iterable[Paying]) -> dict[str, Among]:
    """Return, by the allocations' words, what all pay together and who they are."""
    words = {one.allocation: one.slug for one in paying}
    rows = models.AllocationRow.objects.filter(authority_id=authority, allocation_id__in=words)
    summed = rows.order_by().values("allocation_id")
    return {
        words[allocation]: Among(int(total), frozenset(payers))
        for allocation, total, payers in summed.annotate(
            total=Sum("amount"), payers=ArrayAgg("municipality_id")
        ).values_list("allocation_id", "total", "payers")
    }


def _allocations(authority: int, rows: "QuerySet[models.Allocation]") -> list[AllocationView]:
    listed = list(rows)
    places = {one.id: one for one in boards(authority)}
    amounts: dict[int, dict[int, int]] = defaultdict(dict)
    for row in models.AllocationRow.objects.filter(allocation__in=listed):
        amounts[row.allocation_id][row.municipality_id] = row.amount
    earlier = [row.replaces_id for row in listed if row.replaces_id is not None]
    words = dict(models.Allocation.objects.filter(pk__in=earlier).values_list("pk", "slug"))
    later = models.Allocation.objects.filter(authority_id=authority, replaces__in=listed)
    replaced = set(later.values_list("replaces_id", flat=True))
    return [
        AllocationView(
            id=row.pk,
            slug=row.slug,
            service=row.service,
            year=row.year,
            printed_sum=row.printed_sum,
            source=row.source,
            question=row.question,
            explanation=row.explanation,
            decision=row.decision,
            is_published_fact=row.is_published_fact,
            billing=Billing(row.billing),
            index_name=row.index_name,
            index_month=row.index_month,
            replaces=words.get(row.replaces_id or 0, ""),
            is_replaced=row.pk in replaced,
            is_demonstration=row.is_demonstration,
            rows=tuple(
                (place, amounts[row.pk][place.id]) for place in places.values() if place.id in amounts[row.pk]
            ),
        )
        for row in listed
    ]
