"""Payment approval: the suppliers' invoices, each with its two steps, and who may take them."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tinget.economy import actions, queries
from tinget.economy.forms import InvoiceForm, ReturnForm, RightForm
from tinget.economy.permissions import ATTEST, GIVE_ATTEST
from tinget.economy.queries import FigureNotFound, InvoiceView
from tinget.economy.rules.attest import Step
from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt
from tinget.foundation.ui.listing import Cell, Column, Listing, Row
from tinget.foundation.ui.words import short_date, thousands
from tinget.organisation.api import Authority, authority_by_slug, permits, require

STEPS = {"granska": Step.CHECK, "attestera": Step.APPROVE}


@require_GET
def invoices(request: HttpRequest, authority: str) -> HttpResponse:
    """List the suppliers' invoices, those that wait first."""
    found = authority_by_slug(authority)
    listed = queries.supplier_invoices(actor_of(request), authority=found.id)
    waiting = sum(one.content.next_step is not None for one in listed)
    context = {
        "page_title": _("Leverantörsfakturor"),
        "authority": found,
        "waiting": waiting,
        "listing": _listing(found, listed),
    }
    return render(request, "economy/supplier_invoices.html", context)


@require_http_methods(["GET", "POST"])
def receive(request: HttpRequest, authority: str) -> HttpResponse:
    """Enter a supplier's invoice."""
    found = authority_by_slug(authority)
    actor = actor_of(request)
    require(actor, ATTEST, authority=found.id)
    today = clock.today()
    form = InvoiceForm(
        request.POST or None,
        people=queries.attesters(actor, authority=found.id, on=today),
        services=queries.services(found.id, today.year),
        initial={"lines": "rad;text;belopp;från;till\n"},
    )
    if form.is_valid():
        made = attempt(
            form,
            lambda: actions.receive_invoice(
                actor, authority=found.id, invoice=form.invoice(), at=clock.now()
            ),
        )
        if made:
            return HttpResponseRedirect(reverse("economy:supplier_invoice", args=[found.slug, made]))
    context = {
        "page_title": _("Ta emot en leverantörsfaktura"),
        "authority": found,
        "form": form,
        "services": queries.services(found.id, today.year),
    }
    return render(request, "economy/receive.html", context)


@require_GET
def invoice(request: HttpRequest, authority: str, invoice_id: int) -> HttpResponse:
    """Show an invoice, what it waits for, and why the reader may not take that step."""
    found = authority_by_slug(authority)
    actor = actor_of(request)
    one = queries.supplier_invoice(actor, authority=found.id, invoice=invoice_id)
    step = one.content.next_step
    why = queries.refusal_of(actor, one.content, step, on=clock.today()) if step else None
    context = {
        "page_title": _("Faktura %(number)s från %(supplier)s")
        % {"number": one.number, "supplier": one.supplier},
        "authority": found,
        "invoice": one,
        "step": step,
        "refusal": queries.refusal_text(why) if why else "",
        "lines": [(line, kronor(line.amount)) for line in one.content.lines],
        "total": kronor(one.content.total),
        "facts": _facts(one),
    }
    return render(request, "economy/supplier_invoice.html", context)


@require_POST
def take_step(request: HttpRequest, authority: str, invoice_id: int, step: str) -> HttpResponse:
    """Check or approve an invoice."""
    found = authority_by_slug(authority)
    if step not in STEPS:
        raise FigureNotFound
    actions.take_step(
        actor_of(request), authority=found.id, invoice=invoice_id, step=STEPS[step], at=clock.now()
    )
    return HttpResponseRedirect(reverse("economy:supplier_invoice", args=[found.slug, invoice_id]))


@require_http_methods(["GET", "POST"])
def send_back(request: HttpRequest, authority: str, invoice_id: int) -> HttpResponse:
    """Send an invoice back with a reason."""
    found = authority_by_slug(authority)
    actor = actor_of(request)
    one = queries.supplier_invoice(actor, authority=found.id, invoice=invoice_id)
    form = ReturnForm(request.POST or None)
    back = reverse("economy:supplier_invoice", args=[found.slug, invoice_id])
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.return_invoice(actor, authority=found.id, invoice=one.id, reason=reason, at=clock.now())
        return HttpResponseRedirect(back)
    context = {
        "page_title": _("Skicka tillbaka faktura %(number)s") % {"number": one.number},
        "authority": found,
        "form": form,
        "back": back,
    }
    return render(request, "economy/send_back.html", context)


@require_http_methods(["GET", "POST"])
def rights(request: HttpRequest, authority: str) -> HttpResponse:
    """List who may attest what; a post gives a right."""
    found = authority_by_slug(authority)
    actor = actor_of(request)
    if request.method == "POST":
        require(actor, GIVE_ATTEST, authority=found.id)
    today = clock.today()
    listed = queries.rights(actor, authority=found.id)
    form = RightForm(
        request.POST or None,
        people=queries.attesters(actor, authority=found.id, on=today),
        services=queries.services(found.id, today.year),
        initial={"first": today},
    )
    if form.is_valid():
        decision = form.cleaned_data["decision"]
        if attempt(
            form,
            lambda: actions.give_right(actor, authority=found.id, right=form.right(), decision=decision),
        ):
            return HttpResponseRedirect(reverse("economy:rights", args=[found.slug]))
    context = {
        "page_title": _("Attesträtter"),
        "authority": found,
        "form": form,
        "rights": [(one, one.right.period.holds_on(today)) for one in listed],
        "may_give": permits(actor, GIVE_ATTEST, found.id),
    }
    return render(request, "economy/rights.html", context)


@require_POST
def end_right(request: HttpRequest, authority: str, right_id: int) -> HttpResponse:
    """Let a right end today."""
    found = authority_by_slug(authority)
    actions.end_right(actor_of(request), authority=found.id, right=right_id, on=clock.today())
    return HttpResponseRedirect(reverse("economy:rights", args=[found.slug]))


def kronor(minor: int) -> str:
    """Write öre as kronor with two decimals."""
    return thousands(Decimal(minor).scaleb(-2))


def _facts(one: InvoiceView) -> list[tuple[str, str]]:
    done = [
        (_("Mottagen av"), one.received),
        (_("Sakgranskad av"), one.checked),
        (_("Beslutsattesterad av"), one.approved),
        (_("Tillbakaskickad av"), one.returned),
    ]
    facts = [(_("Fakturadag"), short_date(one.issued_on)), (_("Förfaller"), short_date(one.due_on))]
    facts += [(text, f"{who[0]}, {short_date(who[1])}") for text, who in done if who is not None]
    if one.concerns:
        facts.append((_("Gäller"), one.concerns))
    return facts


def _listing(authority: Authority, listed: list[InvoiceView]) -> Listing:
    return Listing(
        caption=_("%(count)s fakturor, de som väntar först.") % {"count": len(listed)},
        columns=(
            Column(_("Leverantör")),
            Column(_("Nummer")),
            Column(_("Förfaller")),
            Column(_("Utan moms, kr"), numeric=True),
            Column(_("Läge")),
        ),
        rows=tuple(
            Row(
                cells=(
                    Cell(one.supplier),
                    Cell(one.number),
                    Cell(short_date(one.due_on)),
                    Cell(kronor(one.content.total)),
                    _state(one),
                ),
                href=reverse("economy:supplier_invoice", args=[authority.slug, one.id]),
            )
            for one in listed
        ),
        empty_title=_("Inga leverantörsfakturor ännu"),
        empty_text=_("Fakturor från leverantörer tas emot här och betalas när två personer har attesterat."),
    )


def _state(one: InvoiceView) -> Cell:
    if one.returned:
        return Cell(_("tillbakaskickad"), state="stop")
    step = one.content.next_step
    if step is None:
        return Cell(_("attesterad"), state="done")
    return Cell(
        _("väntar på sakgranskning") if step is Step.CHECK else _("väntar på beslutsattest"), state="wait"
    )
