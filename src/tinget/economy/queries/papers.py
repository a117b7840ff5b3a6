"""A bill as a paper, with the statement of every allocation on it."""

from decimal import Decimal
from pathlib import Path

from tinget.economy.queries.allocations import allocations
from tinget.economy.queries.bills import bill
from tinget.economy.queries.statements import statement_content
from tinget.economy.rules.billing import VAT_PERCENT, BillContent, BillParty, VatCategory
from tinget.foundation.pdf.typesetting import JSON, typeset
from tinget.foundation.ui.words import thousands
from tinget.organisation.api import Actor, authority_by_id

TEMPLATE = Path(__file__).parents[1] / "templates" / "economy" / "bill.typ"


def bill_pdf(actor: Actor, *, authority: int, number: str) -> bytes:
    """Typeset a bill or a credit; for the staff alone. The same bill gives the same bytes."""
    one = bill(actor, authority=authority, number=number)
    words = {line.allocation for line in one.lines}
    annexes = [view for view in allocations(authority) if view.slug in words]
    content: dict[str, JSON] = {
        **_content(one),
        "authority": authority_by_id(authority).name,
        "annexes": [statement_content(view) for view in annexes],
    }
    return typeset(TEMPLATE, content)


def _content(one: BillContent) -> dict[str, JSON]:
    return {
        "number": one.number,
        "credits": one.credits,
        "year": one.year,
        "issued_on": one.issued_on.isoformat(),
        "due_on": one.due_on.isoformat(),
        "seller": _party(one.seller),
        "seller_vat": one.seller.vat_number
        if one.vat is VatCategory.STANDARD and one.seller.is_addressable
        else None,
        "buyer": _party(one.buyer),
        "reference": one.reference,
        "bankgiro": one.bankgiro,
        "lines": [{"text": line.text, "amount": thousands(line.amount)} for line in one.lines],
        "net": thousands(one.net),
        "vat_percent": VAT_PERCENT[one.vat] if one.vat is VatCategory.STANDARD else None,
        "tax": _with_ore(one.tax),
        "gross": _with_ore(one.gross),
        "demonstration": one.is_demonstration,
    }


def _with_ore(amount: Decimal) -> str:
    return thousands(amount.quantize(Decimal("0.01")))


def _party(party: BillParty) -> JSON:
    return {"name": party.name, "org_number": party.org_number}
