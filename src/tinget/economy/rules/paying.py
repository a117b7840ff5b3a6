"""What one municipality pays for each service: since when, and compared with the others."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from tinget.economy.rules.rounding import nearest

ORE = 100


@dataclass(frozen=True, slots=True)
class Paid:
    """A municipality's row of a service and year, by the allocation's word, among all rows of it."""

    slug: str
    service: str
    year: int
    amount: int
    total: int  # of all who pay
    payers: int
    source: str = ""  # the document, or the decision that adopted it

    @property
    def mean(self) -> int:
        """The mean of those who pay, whole SEK."""
        return nearest(Fraction(self.total, self.payers))

    @property
    def share(self) -> float:
        """The municipality's part of the whole, in per cent."""
        return 100 * self.amount / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class ServicePaid:
    """A service with the first known year and the latest; per inhabitant in öre, None where unknown."""

    service: str
    since: int
    latest: Paid
    per_head: int | None
    others_per_head: int | None


def by_service(paid: Iterable[Paid]) -> dict[str, tuple[Paid, int]]:
    """Return each service's latest row and the first year that is known."""
    listed: dict[str, list[Paid]] = {}
    for one in paid:
        listed.setdefault(one.service, []).append(one)
    return {
        service: (max(rows, key=lambda one: one.year), min(one.year for one in rows))
        for service, rows in listed.items()
    }


def services_paid(
    paid: Iterable[Paid],
    place: str,
    rows: Mapping[str, Mapping[str, int]],
    populations: Mapping[dt.date, Mapping[str, int]],
) -> tuple[ServicePaid, ...]:
    """Gather what is paid by service, the dearest first; inhabitants are those of the last year-end before.

    `rows` has everybody's rows of each service's latest allocation, by its word.
    """
    found = [
        _service(latest, since, place, rows[latest.slug], populations)
        for latest, since in by_service(paid).values()
    ]
    return tuple(sorted(found, key=lambda one: (-one.latest.amount, one.service)))


def _service(
    latest: Paid,
    since: int,
    place: str,
    rows: Mapping[str, int],
    populations: Mapping[dt.date, Mapping[str, int]],
) -> ServicePaid:
    days = [day for day in populations if day.year < latest.year]
    people = populations[max(days)] if days else {}
    others = {name: amount for name, amount in rows.items() if name != place}
    return ServicePaid(
        latest.service,
        since,
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
