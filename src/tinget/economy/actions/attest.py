"""Receive suppliers' invoices, attest them, send them back; give and end the rights to attest."""

import datetime as dt
from fractions import Fraction

from django.utils.translation import gettext as _

from tinget.economy import models, queries
from tinget.economy.actions.accruals import keep_accrual
from tinget.economy.permissions import ATTEST, GIVE_ATTEST
from tinget.economy.queries import FigureNotFound
from tinget.economy.rules.accruals import Accrual
from tinget.economy.rules.attest import MINOR, SOURCE, NewInvoice, Refusal, Right, Step, ToAttest
from tinget.economy.rules.rounding import nearest
from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible, RuleRefused
from tinget.organisation.api import Actor, require

STATE_REFUSALS = frozenset({Refusal.NOT_YET, Refusal.DONE})


def give_right(actor: Actor, *, authority: int, right: Right, decision: str) -> int:
    """Let a person check or approve; nobody gives themselves a right. Returns its id."""
    require(actor, GIVE_ATTEST, authority=authority)
    if right.period.first is None:
        raise NotPossible(_("Skriv från vilken dag attesträtten gäller."))
    if right.person == actor.person_id:
        raise RuleRefused(
            rule="attest.own_right",
            source=SOURCE,
            message=_("Du kan inte ge dig själv attesträtt. Be någon annan lägga in den."),
        )
    row = models.ApprovalRight.objects.create(
        authority_id=authority,
        person_id=right.person,
        step=right.step.value,
        service=right.service,
        limit=right.limit,
        first=right.period.first,
        last=right.period.last,
        decision=decision,
    )
    ledger.append(
        actor,
        "give_right",
        on=f"economy.right:{row.pk}",
        authority=authority,
        changes={"person": right.person, "step": right.step.value, "decision": decision},
    )
    return row.pk


def end_right(actor: Actor, *, authority: int, right: int, on: dt.date) -> None:
    """Let a right end with the day; one that has ended stays so."""
    require(actor, GIVE_ATTEST, authority=authority)
    row = models.ApprovalRight.objects.select_for_update().filter(authority_id=authority, pk=right).first()
    if row is None:
        raise FigureNotFound
    if row.last is not None and row.last <= on:
        raise NotPossible(_("Attesträtten har redan upphört."))
    row.last = max(on, row.first)
    row.save()
    ledger.append(actor, "end_right", on=f"economy.right:{row.pk}", authority=authority)


def receive_invoice(actor: Actor, *, authority: int, invoice: NewInvoice, at: dt.datetime) -> int:
    """Enter a supplier's invoice, which then waits for two people; returns its id."""
    require(actor, ATTEST, authority=authority)
    if actor.person_id is None:
        raise NotPossible(_("En faktura tas emot av en person."))
    same = models.SupplierInvoice.objects.filter(
        authority_id=authority, supplier=invoice.supplier, number=invoice.number, returned_at=None
    )
    if same.exists():
        raise NotPossible(_("Fakturan finns redan: samma leverantör och nummer."))
    row = models.SupplierInvoice.objects.create(
        authority_id=authority,
        supplier=invoice.supplier,
        number=invoice.number,
        issued_on=invoice.issued_on,
        due_on=invoice.due_on,
        lines=[line.as_list() for line in invoice.lines],
        concerns=invoice.concerns,
        received_by=actor.person_id,
        received_at=at,
    )
    ledger.append(
        actor,
        "receive_invoice",
        on=f"economy.supplier_invoice:{row.pk}",
        authority=authority,
        changes={"supplier": invoice.supplier, "number": invoice.number},
    )
    return row.pk


def take_step(actor: Actor, *, authority: int, invoice: int, step: Step, at: dt.datetime) -> None:
    """Check or approve an invoice; approved, its lines that are for a time of their own are accrued."""
    require(actor, ATTEST, authority=authority)
    row, shown = _waiting(authority, invoice)
    _refuse(shown, step, actor, at.date())
    if step is Step.CHECK:
        row.checked_by, row.checked_at = actor.person_id, at
    else:
        row.approved_by, row.approved_at = actor.person_id, at
        _accrue(actor, row, shown, at=at)
    row.save()
    ledger.append(
        actor,
        "check_invoice" if step is Step.CHECK else "approve_invoice",
        on=f"economy.supplier_invoice:{row.pk}",
        authority=authority,
        changes={"sum": shown.total},
    )


def return_invoice(actor: Actor, *, authority: int, invoice: int, reason: str, at: dt.datetime) -> None:
    """Send an invoice back with a reason; whoever may take its next step may do so."""
    require(actor, ATTEST, authority=authority)
    row, shown = _waiting(authority, invoice)
    _refuse(shown, shown.next_step or Step.CHECK, actor, at.date())
    row.returned_by, row.returned_at, row.returned_reason = actor.person_id, at, reason
    row.save()
    ledger.append(
        actor,
        "return_invoice",
        on=f"economy.supplier_invoice:{row.pk}",
        authority=authority,
        changes={"reason": reason},
    )


def _waiting(authority: int, invoice: int) -> tuple[models.SupplierInvoice, ToAttest]:
    row = (
        models.SupplierInvoice.objects.select_for_update().filter(authority_id=authority, pk=invoice).first()
    )
    if row is None:
        raise FigureNotFound
    return row, queries.to_attest(row)


def _refuse(invoice: ToAttest, step: Step, actor: Actor, on: dt.date) -> None:
    why = queries.refusal_of(actor, invoice, step, on=on)
    if why is None:
        return
    message = queries.refusal_text(why)
    if why in STATE_REFUSALS:
        raise NotPossible(message)
    raise RuleRefused(rule=f"attest.{why.value}", source=SOURCE, message=message)


def _accrue(actor: Actor, row: models.SupplierInvoice, invoice: ToAttest, *, at: dt.datetime) -> None:
    for line in invoice.lines:
        if line.period is None or line.period.first is None or line.period.last is None:
            continue
        amount = nearest(Fraction(line.amount, MINOR))
        keep_accrual(
            actor,
            authority=row.authority_id,
            accrual=Accrual(line.service, amount, row.issued_on, line.period.first, line.period.last),
            text=line.text or row.supplier,
            source=f"{row.supplier} {row.number}",
            at=at,
        )
