"""The open pages of agreements: all of them, and one with its prices, its time and its options."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinget.economy import queries
from tinget.economy.rules.agreements import Agreement, Term, term_on
from tinget.foundation import clock
from tinget.foundation.http import public
from tinget.foundation.ui.listing import Cell, Column, Listing, Row
from tinget.foundation.ui.words import short_date
from tinget.kernel.dates import MONTHS
from tinget.organisation.api import Authority, authority_by_slug


@public
@require_GET
def agreements(request: HttpRequest, authority: str) -> HttpResponse:
    """List the agreements with their time."""
    found = authority_by_slug(authority)
    context = {
        "page_title": _("Avtal"),
        "authority": found,
        "listing": _listing(found, queries.agreements(found.id)),
    }
    return render(request, "economy/agreements.html", context)


@public
@require_GET
def agreement(request: HttpRequest, authority: str, agreement: str) -> HttpResponse:
    """Show one agreement."""
    found = authority_by_slug(authority)
    one = queries.agreement(found.id, agreement)
    today = clock.today()
    term = term_on(one, today)
    context = {
        "page_title": one.subject,
        "authority": found,
        "agreement": one,
        "term": term,
        "is_prolonged": term is not None and term.first != one.first,
        "notice_is_over": term is not None and today > term.notice_by,
        "prices": [
            (price, MONTHS[price.index_month - 1] if price.index_month else "") for price in one.prices
        ],
        "other_indexes": queries.other_indexes(found.id, one),
        "facts": _facts(one, term),
    }
    return render(request, "economy/agreement.html", context)


def _facts(one: Agreement, term: Term | None) -> list[tuple[str, str | None]]:
    first, last = (term.first, term.last) if term else (one.first, one.last)
    return [
        (_("Slag"), one.kind),
        (
            _("Beslut"),
            ", ".join(filter(None, (one.decision, short_date(one.decided_on) if one.decided_on else ""))),
        ),
        (_("Ärende"), one.case or None),
        (_("Leverantör"), ", ".join(f"{each.name} ({each.org_number})" for each in one.suppliers) or None),
        (_("Gäller från"), short_date(first) if first else None),
        (_("Gäller till"), short_date(last) if last else None),
        (_("Sägs upp senast"), short_date(term.notice_by) if term else None),
        (_("Tid"), one.term or None),
        (_("Fakturering"), one.billing or None),
        (_("Källa"), one.source),
    ]


def _listing(authority: Authority, listed: list[Agreement]) -> Listing:
    today = clock.today()
    terms = [term_on(one, today) for one in listed]
    lasts = [term.last if term else one.last for one, term in zip(listed, terms, strict=True)]
    return Listing(
        caption=_("%(count)s avtal och upphandlingar, i bokstavsordning.") % {"count": len(listed)},
        columns=(
            Column(_("Avtal")),
            Column(_("Slag")),
            Column(_("Gäller till")),
            Column(_("Sägs upp senast")),
        ),
        rows=tuple(
            Row(
                cells=(
                    Cell(one.subject),
                    Cell(one.kind),
                    Cell(short_date(last) if last else None),
                    Cell(short_date(term.notice_by) if term else None),
                ),
                href=reverse("economy:agreement", args=[authority.slug, one.slug]),
            )
            for one, term, last in zip(listed, terms, lasts, strict=True)
        ),
        empty_title=_("Inga avtal ännu"),
        empty_text=_("Här visas vad handlingarna berättar om avtal, när de har lästs in."),
    )
