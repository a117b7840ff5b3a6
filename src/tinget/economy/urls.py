"""The addresses of the shared economy, under the authority's."""

from django.urls import path

from tinget.economy.views import (
    accruals,
    agreements,
    attest,
    billing,
    books,
    carrying,
    comparing,
    consulting,
    making,
    pages,
    sharing,
)

app_name = "economy"
urlpatterns = [
    path("ekonomi/", pages.overview, name="economy"),
    path("ekonomi/avtal/", agreements.agreements, name="agreements"),
    path("ekonomi/avtal/<slug:agreement>/", agreements.agreement, name="agreement"),
    path("ekonomi/prova/", comparing.compare, name="compare"),
    path("ekonomi/ny-fordelning/", making.make, name="make"),
    path("ekonomi/kommun/<slug:municipality>/", pages.municipality, name="municipality"),
    path("ekonomi/tabell/<slug:table>/", pages.table, name="table"),
    path("ekonomi/tabell/<slug:table>/anta/", books.adopt_table, name="adopt_table"),
    path("ekonomi/ny-tabell/", books.enter, name="enter"),
    path("ekonomi/ar/<int:year>/periodisera/", accruals.spread, name="spread"),
    path("ekonomi/periodisering/<int:accrual_id>/ta-tillbaka/", accruals.take_back, name="take_back"),
    path("ekonomi/leverantorsfakturor/", attest.invoices, name="supplier_invoices"),
    path("ekonomi/leverantorsfakturor/ny/", attest.receive, name="receive"),
    path("ekonomi/leverantorsfakturor/<int:invoice_id>/", attest.invoice, name="supplier_invoice"),
    path("ekonomi/leverantorsfakturor/<int:invoice_id>/tillbaka/", attest.send_back, name="send_back"),
    path("ekonomi/leverantorsfakturor/<int:invoice_id>/<slug:step>/", attest.take_step, name="take_step"),
    path("ekonomi/attestratter/", attest.rights, name="rights"),
    path("ekonomi/attestratter/<int:right_id>/avsluta/", attest.end_right, name="end_right"),
    path("ekonomi/ar/<int:year>/resultat/", carrying.carried, name="carried"),
    path("ekonomi/ar/<int:year>/resultat/avrakna/", carrying.settle, name="settle"),
    path("ekonomi/ar/<int:year>/likviditet/", carrying.liquidity, name="liquidity"),
    path("ekonomi/tabell/<slug:table>/samrad/", consulting.consultation, name="consultation"),
    path("ekonomi/tabell/<slug:table>/samrad/<slug:step>/", consulting.consult, name="consult"),
    path("ekonomi/ar/<int:year>/", books.year, name="year"),
    path("ekonomi/fordelning/<slug:allocation>/", sharing.allocation, name="allocation"),
    path("ekonomi/fordelning/<slug:allocation>/pdf/", sharing.as_pdf, name="allocation_pdf"),
    path("ekonomi/fordelning/<slug:allocation>/anta/", sharing.adopt, name="adopt"),
    path("ekonomi/fakturor/", billing.bills, name="bills"),
    path("ekonomi/fakturor/sie/", billing.sie, name="sie"),
    path("ekonomi/fakturor/<slug:number>/", billing.bill, name="bill"),
    path("ekonomi/fakturor/<slug:number>/pdf/", billing.as_pdf, name="bill_pdf"),
    path("ekonomi/fakturor/<slug:number>/e-faktura/", billing.ubl, name="ubl"),
    path("ekonomi/fakturor/<slug:number>/kreditera/", billing.credit, name="credit"),
]
