"""Reads of bills, for the staff."""

from tinget.economy import models
from tinget.economy.permissions import BILL
from tinget.economy.queries.figures import FigureNotFound
from tinget.economy.rules.billing import BillContent, BillLine, BillParty, VatCategory
from tinget.organisation.api import Actor, Municipality, authority_by_id, municipalities, require

LISTED = 500


def bills(actor: Actor, *, authority: int) -> list[BillContent]:
    """Return the authority's bills, the latest year first; for the staff alone."""
    require(actor, BILL, authority=authority)
    rows = list(models.Bill.objects.filter(authority_id=authority)[:LISTED])
    places = {one.id: one for one in municipalities()}
    numbers = {row.pk: row.number for row in rows}
    host = places[authority_by_id(authority).host_municipality_id]
    return [
        BillContent(
            number=row.number,
            issued_on=row.issued_on,
            due_on=row.due_on,
            year=row.year,
            seller=_bill_party(host),
            buyer=_bill_party(places[row.municipality_id]),
            lines=tuple(BillLine(text, amount) for text, amount in row.lines),
            vat=VatCategory(row.vat),
            reference=row.reference,
            credits=numbers.get(row.credits_id or 0, ""),
        )
        for row in rows
    ]


def bill(actor: Actor, *, authority: int, number: str) -> BillContent:
    """Return one bill, or raise FigureNotFound."""
    found = [one for one in bills(actor, authority=authority) if one.number == number]
    if not found:
        raise FigureNotFound
    return found[0]


def billed(authority: int, year: int) -> set[int]:
    """Return the municipalities that have a bill for the year which is not credited."""
    rows = models.Bill.objects.filter(authority_id=authority, year=year)
    credited = {row.credits_id for row in rows}
    return {row.municipality_id for row in rows if row.credits_id is None and row.pk not in credited}


def _bill_party(place: Municipality) -> BillParty:
    return BillParty(place.org_name, place.org_number)
