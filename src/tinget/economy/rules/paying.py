"""What one municipality pays for each service: since when, and compared with the others."""

import datetime as dt
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction

from tinget.economy.rules.rounding import nearest

ORE = 100


@dataclass(frozen=True, slots=True)
class Paying:
    """A municipality's row of a service and year, by the allocation's number and word."""

    allocation: int
    slug: str
    service: str
    year: int
    amount: int
    source: str = ""  # the document, or the decision that adopted it


@dataclass(frozen=True, slots=True)
class Among:
    """What all pay together by one allocation, and who they are, by number."""

    total: int
    payers: frozenset[int]


@dataclass(frozen=True, slots=True)
class Paid:
    """A municipality's row among all rows of the service and year."""

    own: Paying
    among: Among

    @property
    def mean(self) -> int:
        """The mean of those who pay, whole SEK."""
        return nearest(Fraction(self.among.total, len(self.among.payers)))

    @property
    def share(self) -> float:
        """The municipality's part of the whole, in per cent."""
        return 100 * self.own.amount / self.among.total if self.among.total else 0.0


@dataclass(frozen=True, slots=True)
class ServicePaid:
    """A service with the first known year and the latest; per inhabitant in öre, None where unknown."""

    since: int
    latest: Paid
    per_head: int | None
    others_per_head: int | None


def by_service(paying: Iterable[Paying]) -> dict[str, tuple[Paying, int]]:
    """Return each service's latest row and the first year that is known."""
    listed: dict[str, list[Paying]] = {}
    for one in paying:
        listed.setdefault(one.service, []).append(one)
    return {
        service: (max(rows, key=lambda one: one.year), min(one.year for one in rows))
        for service, rows in listed.items()
    }


def services_paid(
    paying: Iterable[Paying],
    place: int,
    among: Mapping[str, Among],
    populations: Mapping[dt.date, Mapping[int, int]],
) -> tuple[ServicePaid, ...]:
    """Gather what is paid by service, the dearest first; inhabitants are those of the last year-end before.

    `among` has what all pay by each service's latest allocation, by its word.
    """
    found = [
        _service(Paid(latest, among[latest.slug]), since, place, populations)
        for latest, since in by_service(paying).values()
    ]
    return tuple(sorted(found, key=lambda one: (-one.latest.own.amount, one.latest.own.service)))


def _service(
    latest: Paid, since: int, place: int, populations: Mapping[dt.date, Mapping[int, int]]
) -> ServicePaid:
    days = [day for day in populations if day.year < latest.own.year]
    people = populations[max(days)] if days else {}
    amount = latest.own.amount
    return ServicePaid(
        since,
        latest,
        _per_head(amount, {place}, people),
        _per_head(latest.among.total - amount, latest.among.payers - {place}, people),
    )


def _per_head(amount: int, payers: AbstractSet[int], people: Mapping[int, int]) -> int | None:
    """Return öre per inhabitant of all who pay together; None where anybody's inhabitants are unknown."""
    heads = sum(people.get(place, 0) for place in payers)
    if not heads or any(place not in people for place in payers):
        return None
    return nearest(Fraction(amount * ORE, heads))
