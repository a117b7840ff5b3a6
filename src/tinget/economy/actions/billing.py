"""Bill a year to every municipality, and take a bill back."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tinget.economy import models, queries
from tinget.economy.permissions import BILL
from tinget.economy.queries import FigureNotFound
from tinget.economy.rules.billing import BillLine, VatCategory, lines_of
from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.foundation.serials import next_serial
from tinget.organisation.api import Actor, authority_by_id, boards, require

SERIES = "faktura"


@dataclass(frozen=True, slots=True)
class Terms:
    """When the bills are issued and due, their VAT category, and the reference that the buyers ask for."""

    issued_on: dt.date
    due_on: dt.date
    vat: VatCategory
    reference: str


def bill_year(actor: Actor, *, authority: int, year: int, terms: Terms) -> int:
    """Make one bill a municipality over all services that stand for the year; returns how many were made.

    The host is the seller and bills itself nothing. A municipality that has a bill for the year that is not
    credited gets no other.
    """
    require(actor, BILL, authority=authority)
    if terms.due_on < terms.issued_on:
        raise NotPossible(_("Förfallodagen kan inte ligga före fakturadagen."))
    lines = _lines(authority, year)
    host = authority_by_id(authority).host_municipality_id
    billed = queries.billed(authority, year)
    numbers = [
        _make(authority, place.id, year, lines[place.name], terms)
        for place in boards(authority)
        if place.id != host and place.id not in billed and place.name in lines
    ]
    if not numbers:
        raise NotPossible(
            _("Det finns inget att fakturera för %(year)s: inget är antaget, eller allt är fakturerat.")
            % {"year": year}
        )
    ledger.append(
        actor,
        "bill_year",
        on=f"organisation.authority:{authority}",
        authority=authority,
        changes={"year": year, "bills": numbers},
    )
    return len(numbers)


def _lines(authority: int, year: int) -> dict[str, list[BillLine]]:
    """Gather each municipality's lines of the allocations that stand."""
    standing = [
        one
        for one in queries.allocations(authority)
        if one.year == year and (one.decision or one.is_published_fact)
    ]
    return lines_of(
        (one.service, one.year, {place.name: amount for place, amount in one.rows}) for one in standing
    )


def _make(authority: int, municipality: int, year: int, lines: list[BillLine], terms: Terms) -> str:
    number = next_serial(authority=authority, series=SERIES, year=terms.issued_on.year)
    row = models.Bill.objects.create(
        authority_id=authority,
        number=f"{terms.issued_on.year}-{number}",
        municipality_id=municipality,
        year=year,
        issued_on=terms.issued_on,
        due_on=terms.due_on,
        vat=terms.vat.value,
        reference=terms.reference,
        lines=[[line.text, line.amount] for line in lines],
    )
    return row.number


def credit_bill(actor: Actor, *, authority: int, number: str, on: dt.date) -> str:
    """Take a bill back whole; returns the credit's number."""
    require(actor, BILL, authority=authority)
    row = models.Bill.objects.select_for_update().filter(authority_id=authority, number=number).first()
    if row is None:
        raise FigureNotFound
    if row.credits_id is not None or models.Bill.objects.filter(credits=row).exists():
        raise NotPossible(_("Fakturan är redan krediterad, eller är själv en kredit."))
    serial = next_serial(authority=authority, series=SERIES, year=on.year)
    credit = models.Bill.objects.create(
        authority_id=authority,
        number=f"{on.year}-{serial}",
        municipality_id=row.municipality_id,
        year=row.year,
        issued_on=on,
        due_on=on,
        vat=row.vat,
        reference=row.reference,
        lines=row.lines,
        credits=row,
    )
    ledger.append(
        actor,
        "credit_bill",
        on=f"economy.bill:{row.pk}",
        authority=authority,
        changes={"bill": row.number, "credit": credit.number},
    )
    return credit.number
