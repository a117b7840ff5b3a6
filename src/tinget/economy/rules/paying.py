"""What one municipality pays for each service: since when, and compared with the others."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from tinget.economy.rules.rounding import nearest

ORE = 100


@dataclass(frozen=True, slots=True)
class Paid:
    """A municipality's row of a service and year, among all rows of it."""

    service: str
    year: int
    amount: int
    rows: Mapping[str, int]

    @property
    def mean(self) -> int:
        """The mean of those who pay, whole SEK."""
        return nearest(Fraction(sum(self.rows.values()), len(self.rows)))


@dataclass(frozen=True, slots=True)
class ServicePaid:
    """A service with the first known year and the latest; per inhabitant in öre, None where unknown."""

    service: str
    since: int
    latest: Paid
    per_head: int | None
    others_per_head: int | None


def services_paid(
    paid: Iterable[Paid], place: str, populations: Mapping[dt.date, Mapping[str, int]]
) -> tuple[ServicePaid, ...]:
    """Gather the rows by service, the dearest first; inhabitants are those of the last year-end before."""
    by_service: dict[str, list[Paid]] = {}
    for one in paid:
        by_service.setdefault(one.service, []).append(one)
    found = [_service(service, listed, place, populations) for service, listed in by_service.items()]
    return tuple(sorted(found, key=lambda one: (-one.latest.amount, one.service)))


def _service(
    service: str, listed: list[Paid], place: str, populations: Mapping[dt.date, Mapping[str, int]]
) -> ServicePaid:
    latest = max(listed, key=lambda one: one.year)
    days = [day for day in populations if day.year < latest.year]
    people = populations[max(days)] if days else {}
    others = {name: amount for name, amount in latest.rows.items() if name != place}
    return ServicePaid(
        service,
        min(one.year for one in listed),
        latest,
        _per_head({place: latest.amount}, people),
        _per_head(others, people),
    )


def _per_head(rows: Mapping[str, int], people: Mapping[str, int]) -> int | None:
    """Return öre per inhabitant of all who pay together; None where anybody's inhabitants are unknown."""
    heads = sum(people.get(name, 0) for name in rows)
    if not rows or not heads or any(name not in people for name in rows):
        return None
    return nearest(Fraction(sum(rows.values()) * ORE, heads))
