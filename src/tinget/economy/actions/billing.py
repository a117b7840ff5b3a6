"""Bill a year to every municipality, and take a bill back."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tinget.economy import models, queries
from tinget.economy.permissions import BILL
from tinget.economy.queries import FigureNotFound
from tinget.economy.rules.billing import BY_HOST, Billing, BillLine, VatCategory, lines_due
from tinget.economy.rules.carrying import with_settled
from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.foundation.serials import next_serial
from tinget.organisation.api import Actor, boards, require

SERIES = "faktura"


@dataclass(frozen=True, slots=True)
class Terms:
    """When bills are issued and due, their VAT category, the buyers' reference, the bankgiro to pay to."""

    issued_on: dt.date
    due_on: dt.date
    vat: VatCategory
    reference: str
    bankgiro: str = ""


@dataclass(frozen=True, slots=True)
class Billed:
    """The numbers of the bills made, and the municipalities that are to get money back instead."""

    numbers: tuple[str, ...]
    to_credit: tuple[str, ...]


def bill_year(
    actor: Actor, *, authority: int, year: int, terms: Terms, occasions: Iterable[Billing] = BY_HOST
) -> Billed:
    """Make one bill a municipality over what stands for the year and is not billed yet.

    The host is the seller and bills itself nothing; what a supplier bills directly is left out. A surplus or
    deficit that is to be settled this year is taken off or put on as a line of its own. Who would be billed
    less than nothing gets no bill: an earlier one is to be credited first.
    """
    require(actor, BILL, authority=authority)
    if terms.due_on < terms.issued_on:
        raise NotPossible(_("Förfallodagen kan inte ligga före fakturadagen."))
    # Two that bill at once wait for each other: what the first one billed is then known to the second.
    list(models.Allocation.objects.select_for_update().filter(authority_id=authority, year=year))
    settled = models.Settlement.objects.filter(authority_id=authority, to_year=year, taken_back_at=None)
    list(settled.select_for_update())
    lines = _lines(authority, year, set(occasions))
    places = [place for place in boards(authority) if place.name in lines]
    payers = [place for place in places if sum(line.amount for line in lines[place.name]) >= 0]
    to_credit = tuple(place.name for place in places if place not in payers)
    numbers = tuple(_make(actor, authority, place.id, year, lines[place.name], terms) for place in payers)
    if not numbers:
        raise NotPossible(_nothing(year, to_credit))
    ledger.append(
        actor,
        "bill_year",
        on=f"organisation.authority:{authority}",
        authority=authority,
        changes={"year": year, "bills": list(numbers)},
    )
    return Billed(numbers, to_credit)


def _lines(authority: int, year: int, occasions: set[Billing]) -> dict[str, list[BillLine]]:
    """Gather what is due; a result that is settled goes to the bills in advance."""
    billed = queries.billed(authority, year)
    due = lines_due(queries.standing(authority, year, occasions=occasions), billed)
    if Billing.ADVANCE not in occasions:
        return due
    return with_settled(due, queries.settled_on(authority, year), billed)


def _nothing(year: int, to_credit: tuple[str, ...]) -> str:
    if to_credit:
        return _("%(places)s ska ha pengar tillbaka. Kreditera först den förra fakturan.") % {
            "places": ", ".join(to_credit)
        }
    return _("Det finns inget att fakturera för %(year)s: inget är antaget, eller allt är fakturerat.") % {
        "year": year
    }


def _make(
    actor: Actor, authority: int, municipality: int, year: int, lines: list[BillLine], terms: Terms
) -> str:
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
        bankgiro=terms.bankgiro,
        lines=[[line.text, line.amount, line.allocation] for line in lines],
        is_demonstration=actor.is_demonstration,
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
        is_demonstration=row.is_demonstration,
    )
    ledger.append(
        actor,
        "credit_bill",
        on=f"economy.bill:{row.pk}",
        authority=authority,
        changes={"bill": row.number, "credit": credit.number},
    )
    return credit.number
