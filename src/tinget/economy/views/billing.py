"""The staff's pages: bills, making a year's, taking one back, files for buyers and bookkeeping."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tinget.economy import actions, queries
from tinget.economy.forms import BillForm, BookingForm
from tinget.economy.forms.billing import BILLING_TEXTS
from tinget.economy.permissions import BILL
from tinget.economy.rules.billing import BillContent, Billing, VatCategory, total
from tinget.economy.rules.carrying import settled_year
from tinget.economy.rules.sie import Coding, as_sie
from tinget.economy.rules.ubl import NotAddressable, as_ubl
from tinget.foundation import clock
from tinget.foundation.errors import NotPossible
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt
from tinget.organisation.api import Authority, authority_by_slug, require


@require_http_methods(["GET", "POST"])
def bills(request: HttpRequest, authority: str) -> HttpResponse:
    """List the bills; a post bills a year."""
    found = authority_by_slug(authority)
    actor = actor_of(request)
    require(actor, BILL, authority=found.id)
    today = clock.today()
    form = BillForm(
        request.POST or None,
        initial={
            "year": today.year,
            "issued_on": today,
            "reference": found.name,
            "occasions": [Billing.ADVANCE.value],
        },
    )
    if form.is_valid() and (made := attempt(form, lambda: _bill(request, found, form))) is not None:
        _tell(request, made)
        return HttpResponseRedirect(reverse("economy:bills", args=[found.slug]))
    asked = request.GET.get("ar", "")
    year = int(asked) if asked.isdecimal() and len(asked) == len("2026") else today.year
    listed = queries.bills(actor, authority=found.id)
    context = {
        "page_title": _("Fakturor"),
        "authority": found,
        "form": form,
        "bills": listed,
        "year": year,
        "services": [(one, BILLING_TEXTS[one.billing]) for one in queries.service_billing(found.id, year)],
        "suppliers": queries.by_supplier(found.id),
        "settlements": [one for one in queries.settlements(found.id) if one.to_year == year],
        "total": total(listed),
        "booking": BookingForm(initial={"year": today.year}, prefix="sie"),
    }
    return render(request, "economy/bills.html", context)


@require_GET
def bill(request: HttpRequest, authority: str, number: str) -> HttpResponse:
    """Show one bill as it is printed."""
    found, one = _found(request, authority, number)
    context = {
        "page_title": _("Kredit %(number)s") % {"number": one.number}
        if one.credits
        else _("Faktura %(number)s") % {"number": one.number},
        "authority": found,
        "bill": one,
        "lines": [(line, settled_year(line.allocation)) for line in one.lines],
        "credit": queries.credit_of(actor_of(request), authority=found.id, number=number),
        "unknown": [party.name for party in (one.seller, one.buyer) if not party.is_addressable],
        **({"demonstration": True} if one.is_demonstration else {}),
    }
    return render(request, "economy/bill.html", context)


@require_POST
def credit(request: HttpRequest, authority: str, number: str) -> HttpResponse:
    """Take a bill back."""
    found = authority_by_slug(authority)
    made = actions.credit_bill(actor_of(request), authority=found.id, number=number, on=clock.today())
    return HttpResponseRedirect(reverse("economy:bill", args=[found.slug, made]))


@require_GET
def as_pdf(request: HttpRequest, authority: str, number: str) -> HttpResponse:
    """Give the bill as a paper, with the statement of each allocation on it."""
    found = authority_by_slug(authority)
    content = queries.bill_pdf(actor_of(request), authority=found.id, number=number)
    return _file(content, "application/pdf", f"faktura-{number}.pdf")


@require_GET
def ubl(request: HttpRequest, authority: str, number: str) -> HttpResponse:
    """Give the bill as an electronic invoice."""
    _authority, one = _found(request, authority, number)
    try:
        content = as_ubl(one)
    except NotAddressable as unknown:
        raise NotPossible(
            _("Organisationsnumret för %(party)s är inte känt, så fakturan kan inte skickas elektroniskt.")
            % {"party": unknown}
        ) from unknown
    return _file(content, "application/xml", f"faktura-{one.number}.xml")


@require_GET
def sie(request: HttpRequest, authority: str) -> HttpResponse:
    """Give a year's bills and credits to the bookkeeping."""
    found = authority_by_slug(authority)
    require(actor_of(request), BILL, authority=found.id)
    form = BookingForm(request.GET, prefix="sie")
    if not form.is_valid():
        raise NotPossible(_("Skriv år och tre konton med fyra till åtta siffror."))
    given = form.cleaned_data
    chosen = queries.bills_issued(actor_of(request), authority=found.id, year=given["year"])
    if not chosen:
        raise NotPossible(_("Inga fakturor är gjorda %(year)s.") % {"year": given["year"]})
    coding = Coding(given["receivable"], given["income"], given["vat"], given["carried"])
    content = as_sie(chosen, seller=chosen[0].seller, coding=coding, made_on=clock.today())
    return _file(content, "text/plain; charset=cp437", f"fakturor-{given['year']}.si")


def _bill(request: HttpRequest, authority: Authority, form: BillForm) -> actions.Billed:
    given = form.cleaned_data
    terms = actions.Terms(
        given["issued_on"],
        given["due_on"],
        VatCategory(given["vat"]),
        given["reference"],
        given["bankgiro"],
    )
    return actions.bill_year(
        actor_of(request),
        authority=authority.id,
        year=given["year"],
        terms=terms,
        occasions=[Billing(one) for one in given["occasions"]],
    )


def _tell(request: HttpRequest, made: actions.Billed) -> None:
    count = ngettext("%(count)s faktura är gjord.", "%(count)s fakturor är gjorda.", len(made.numbers))
    messages.success(request, count % {"count": len(made.numbers)})
    if made.to_credit:
        messages.warning(
            request,
            _("%(places)s ska ha pengar tillbaka. Kreditera den förra fakturan, och fakturera på nytt.")
            % {"places": ", ".join(made.to_credit)},
        )


def _found(request: HttpRequest, authority: str, number: str) -> tuple[Authority, BillContent]:
    found = authority_by_slug(authority)
    return found, queries.bill(actor_of(request), authority=found.id, number=number)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
