"""Reads of payment approval: rights, invoices, and why somebody may not take a step."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tinget.economy import models
from tinget.economy.permissions import ATTEST, ATTESTERS
from tinget.economy.queries.figures import FigureNotFound
from tinget.economy.rules.attest import InvoiceLine, Refusal, Right, Step, ToAttest, refusal
from tinget.kernel.periods import Period
from tinget.organisation.api import Actor, PersonName, people, people_with, require

MOST = 500
REFUSALS = {
    Refusal.NOT_YET: "Fakturan är inte sakgranskad ännu. Det görs före beslutsattesten.",
    Refusal.DONE: "Steget är redan taget, eller fakturan är tillbakaskickad.",
    Refusal.NO_RIGHT: "Du har ingen attesträtt för alla rader i dag.",
    Refusal.TOO_LARGE: "Fakturans summa är högre än din beloppsgräns.",
    Refusal.OWN: "Fakturan gäller dig själv. Någon annan attesterar den.",
    Refusal.SAME_PERSON: "Du har sakgranskat fakturan. Någon annan gör beslutsattesten.",
}


@dataclass(frozen=True, slots=True)
class RightView:
    """A right with the name of who has it, and the decision that gave it."""

    id: int
    right: Right
    name: str
    decision: str


@dataclass(frozen=True, slots=True)
class InvoiceView:
    """An invoice with who did what."""

    id: int
    supplier: str
    number: str
    issued_on: dt.date
    due_on: dt.date
    content: ToAttest
    received: tuple[str, dt.datetime]
    concerns: str
    checked: tuple[str, dt.datetime] | None
    approved: tuple[str, dt.datetime] | None
    returned: tuple[str, dt.datetime] | None
    returned_reason: str


def to_attest(row: models.SupplierInvoice) -> ToAttest:
    """Return what decides who may take which step with the invoice."""
    return ToAttest(
        tuple(InvoiceLine.from_list(line) for line in row.lines),
        row.concerns,
        row.checked_by,
        row.approved_by,
        row.returned_at is not None,
    )


def rights(actor: Actor, *, authority: int) -> list[RightView]:
    """Return every right, the newest first, for those who attest."""
    require(actor, ATTEST, authority=authority)
    rows = list(models.ApprovalRight.objects.filter(authority_id=authority))
    names = people(row.person_id for row in rows)
    return [RightView(row.pk, _right(row), names[row.person_id].name, row.decision) for row in rows]


def attesters(actor: Actor, *, authority: int, on: dt.date) -> list[PersonName]:
    """Return the people who may be given a right: those with an office that attests."""
    return people_with(authority, ATTESTERS, on=on, demonstration=actor.is_demonstration)


def supplier_invoices(actor: Actor, *, authority: int) -> list[InvoiceView]:
    """Return the invoices, for those who attest: the ones that wait first, by the day they are due."""
    require(actor, ATTEST, authority=authority)
    rows = list(
        models.SupplierInvoice.objects.filter(authority_id=authority).order_by("-due_on", "-id")[:MOST]
    )
    shown = _shown(rows)
    waiting = [one for one in shown if one.content.next_step is not None]
    return waiting[::-1] + [one for one in shown if one.content.next_step is None]


def supplier_invoice(actor: Actor, *, authority: int, invoice: int) -> InvoiceView:
    """Return one invoice, or raise FigureNotFound."""
    require(actor, ATTEST, authority=authority)
    rows = list(models.SupplierInvoice.objects.filter(authority_id=authority, pk=invoice))
    if not rows:
        raise FigureNotFound
    return _shown(rows)[0]


def refusal_of(actor: Actor, invoice: ToAttest, step: Step, *, on: dt.date) -> Refusal | None:
    """Return why the actor may not take the step, or None where they may."""
    own: list[Right] = []
    if actor.person_id is not None and actor.authority is not None:
        rows = models.ApprovalRight.objects.filter(authority_id=actor.authority, person_id=actor.person_id)
        own = [_right(row) for row in rows]
    return refusal(invoice, step, person=actor.person_id, rights=own, on=on)


def refusal_text(why: Refusal) -> str:
    """Say it in Swedish."""
    return _(REFUSALS[why])


def _right(row: models.ApprovalRight) -> Right:
    return Right(row.person_id, Step(row.step), row.service, row.limit, Period(row.first, row.last))


def _shown(rows: list[models.SupplierInvoice]) -> list[InvoiceView]:
    numbers = {
        number
        for row in rows
        for number in (row.received_by, row.concerns, row.checked_by, row.approved_by, row.returned_by)
        if number is not None
    }
    names = {number: one.name for number, one in people(numbers).items()}

    def done(person: int | None, at: dt.datetime | None) -> tuple[str, dt.datetime] | None:
        return (names[person], at) if person is not None and at is not None else None

    return [
        InvoiceView(
            row.pk,
            row.supplier,
            row.number,
            row.issued_on,
            row.due_on,
            to_attest(row),
            (names[row.received_by], row.received_at),
            names[row.concerns] if row.concerns is not None else "",
            done(row.checked_by, row.checked_at),
            done(row.approved_by, row.approved_at),
            done(row.returned_by, row.returned_at),
            row.returned_reason,
        )
        for row in rows
    ]
