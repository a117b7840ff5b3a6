"""Reads of bills, for the staff, and of who bills what."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from tinget.economy import models
from tinget.economy.permissions import BILL
from tinget.economy.queries.allocations import AllocationView, allocations
from tinget.economy.queries.figures import FigureNotFound
from tinget.economy.rules.billing import (
    BY_HOST,
    BillContent,
    Billed,
    Billing,
    BillLine,
    BillParty,
    Standing,
    VatCategory,
)
from tinget.organisation.api import Actor, Municipality, authority_by_id, municipalities, require

LISTED = 500


@dataclass(frozen=True, slots=True)
class SupplierBills:
    """A service that its supplier bills directly; the supplier is empty where it is not known."""

    service: str
    supplier: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class ServiceBilling:
    """An allocation that stands for a year: by whom it is billed, its sum, and how much is billed."""

    allocation: AllocationView
    billing: Billing
    supplier: SupplierBills | None
    asked: int  # what the host is to bill: its own row is left out
    billed: int

    @property
    def left(self) -> int:
        """What is still to be billed by the host; below nothing: to be credited."""
        return self.asked - self.billed


def bills(actor: Actor, *, authority: int) -> list[BillContent]:
    """Return the authority's latest bills, the latest year first; for the staff alone."""
    require(actor, BILL, authority=authority)
    return _bills(authority, models.Bill.objects.filter(authority_id=authority)[:LISTED])


def bills_issued(actor: Actor, *, authority: int, year: int) -> list[BillContent]:
    """Return all bills issued in a year, the first first; for the staff alone."""
    require(actor, BILL, authority=authority)
    rows = models.Bill.objects.filter(authority_id=authority, issued_on__year=year)
    return _bills(authority, rows.order_by("id"))


def bill(actor: Actor, *, authority: int, number: str) -> BillContent:
    """Return one bill, or raise FigureNotFound."""
    require(actor, BILL, authority=authority)
    found = _bills(authority, models.Bill.objects.filter(authority_id=authority, number=number))
    if not found:
        raise FigureNotFound
    return found[0]


def credit_of(actor: Actor, *, authority: int, number: str) -> str:
    """Return the number of the credit that took the bill back; empty where none did."""
    require(actor, BILL, authority=authority)
    found = models.Bill.objects.filter(authority_id=authority, credits__number=number).first()
    return found.number if found else ""


def billed(authority: int, year: int) -> Billed:
    """Return what every municipality is billed of each allocation of the year, credited bills left out."""
    rows = list(models.Bill.objects.filter(authority_id=authority, year=year))
    credited = {row.credits_id for row in rows}
    names = {one.id: one.name for one in municipalities()}
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows:
        if row.credits_id is None and row.pk not in credited:
            for _text, amount, allocation in row.lines:
                sums[names[row.municipality_id], allocation] += amount
    return dict(sums)


def by_supplier(authority: int) -> list[SupplierBills]:
    """Return the services that their suppliers bill directly."""
    rows = models.SupplierBilling.objects.filter(authority_id=authority)
    return [SupplierBills(row.service, row.supplier, row.text, row.source) for row in rows]


def standing(authority: int, year: int, *, occasions: Iterable[Billing] = BY_HOST) -> list[Standing]:
    """Return what the host bills for the year on these occasions, never what a supplier bills."""
    suppliers = {one.service.casefold() for one in by_supplier(authority)}
    chosen = set(occasions)
    every = {one.slug: one for one in allocations(authority) if one.year == year}
    host = authority_by_id(authority).host_municipality_id
    return [
        Standing(
            one.slug,
            one.service,
            one.year,
            {place.name: amount for place, amount in one.rows if place.id != host},
            _replaced(one, every),
        )
        for one in every.values()
        if one.stands and one.billing in chosen and one.service.casefold() not in suppliers
    ]


def service_billing(authority: int, year: int) -> list[ServiceBilling]:
    """Return every allocation that stands for the year, with who bills it and how far that has come."""
    by_host = {one.slug: one for one in standing(authority, year)}
    suppliers = {one.service.casefold(): one for one in by_supplier(authority)}
    sums = billed(authority, year)
    told = []
    for one in allocations(authority):
        if one.year != year or not one.stands:
            continue
        ours = by_host.get(one.slug)
        words = (ours.slug, *ours.replaced) if ours else ()
        told.append(
            ServiceBilling(
                allocation=one,
                billing=one.billing if ours else Billing.SUPPLIER,
                supplier=suppliers.get(one.service.casefold()),
                asked=sum(ours.rows.values()) if ours else 0,
                billed=sum(amount for (_name, slug), amount in sums.items() if slug in words),
            )
        )
    return told


def _replaced(one: AllocationView, every: dict[str, AllocationView]) -> tuple[str, ...]:
    words: list[str] = []
    while one.replaces:
        words.append(one.replaces)
        one = every[one.replaces]
    return tuple(words)


def _bills(authority: int, found: Iterable[models.Bill]) -> list[BillContent]:
    rows = list(found)
    places = {one.id: one for one in municipalities()}
    credited = [row.credits_id for row in rows if row.credits_id is not None]
    numbers = dict(models.Bill.objects.filter(pk__in=credited).values_list("pk", "number"))
    host = places[authority_by_id(authority).host_municipality_id]
    return [
        BillContent(
            number=row.number,
            issued_on=row.issued_on,
            due_on=row.due_on,
            year=row.year,
            seller=_bill_party(host),
            buyer=_bill_party(places[row.municipality_id]),
            lines=tuple(BillLine(*line) for line in row.lines),
            vat=VatCategory(row.vat),
            reference=row.reference,
            credits=numbers.get(row.credits_id or 0, ""),
            bankgiro=row.bankgiro,
            is_demonstration=row.is_demonstration,
        )
        for row in rows
    ]


def _bill_party(place: Municipality) -> BillParty:
    return BillParty(place.org_name, place.org_number)
