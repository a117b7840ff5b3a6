"""A bill as an electronic invoice: UBL 2.1 by the rules of Peppol BIS Billing 3."""

from decimal import Decimal
from xml.etree import ElementTree as ET

from tinget.economy.rules.billing import VAT_PERCENT, BillContent, BillLine, BillParty, VatCategory

CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
UBL = "urn:oasis:names:specification:ubl:schema:xsd:{0}-2"
CUSTOMISATION = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
PROFILE = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
SWEDISH_ORG = "0007"  # the scheme of Swedish organisation numbers
INVOICE, CREDIT = "380", "381"
ONE = "C62"
CREDIT_TRANSFER = "30"
OUTSIDE_TEXT = "Utanför tillämpningsområdet för mervärdesskatt"


class NotAddressable(ValueError):
    """The seller or the buyer has no known organisation number, so no electronic invoice can reach it."""


def as_ubl(bill: BillContent) -> bytes:
    """Write the bill, or the credit, as XML; raises NotAddressable where a party has no number."""
    for party in (bill.seller, bill.buyer):
        if not party.is_addressable:
            raise NotAddressable(party.name)
    kind = "CreditNote" if bill.credits else "Invoice"
    ET.register_namespace("cbc", CBC)
    ET.register_namespace("cac", CAC)
    ET.register_namespace("", UBL.format(kind))
    root = ET.Element(f"{{{UBL.format(kind)}}}{kind}")
    _head(root, bill, kind)
    _party(_cac(root, "AccountingSupplierParty"), bill.seller, bill.vat)
    _party(_cac(root, "AccountingCustomerParty"), bill.buyer, None)
    if bill.bankgiro and not bill.credits:
        _payment(root, bill)
    if bill.credits:
        _cbc(_cac(root, "PaymentTerms"), "Note", f"Förfaller {bill.due_on}")
    _sums(root, bill)
    for number, line in enumerate(bill.lines, 1):
        _line(root, bill, kind, number, line)
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written


def _head(root: ET.Element, bill: BillContent, kind: str) -> None:
    _cbc(root, "CustomizationID", CUSTOMISATION)
    _cbc(root, "ProfileID", PROFILE)
    _cbc(root, "ID", bill.number)
    _cbc(root, "IssueDate", bill.issued_on.isoformat())
    if kind == "Invoice":
        _cbc(root, "DueDate", bill.due_on.isoformat())
    _cbc(root, f"{kind}TypeCode", CREDIT if bill.credits else INVOICE)
    _cbc(root, "DocumentCurrencyCode", "SEK")
    _cbc(root, "BuyerReference", bill.reference)
    period = _cac(root, "InvoicePeriod")
    _cbc(period, "StartDate", f"{bill.year}-01-01")
    _cbc(period, "EndDate", f"{bill.year}-12-31")
    if bill.credits:
        _cbc(_cac(_cac(root, "BillingReference"), "InvoiceDocumentReference"), "ID", bill.credits)


def _party(around: ET.Element, party: BillParty, vat: VatCategory | None) -> None:
    inner = _cac(around, "Party")
    _cbc(inner, "EndpointID", party.digits, schemeID=SWEDISH_ORG)
    _cbc(_cac(inner, "PartyName"), "Name", party.name)
    _cbc(_cac(_cac(inner, "PostalAddress"), "Country"), "IdentificationCode", "SE")
    if vat is VatCategory.STANDARD:
        tax = _cac(inner, "PartyTaxScheme")
        _cbc(tax, "CompanyID", party.vat_number)
        _cbc(_cac(tax, "TaxScheme"), "ID", "VAT")
    legal = _cac(inner, "PartyLegalEntity")
    _cbc(legal, "RegistrationName", party.name)
    _cbc(legal, "CompanyID", party.digits, schemeID=SWEDISH_ORG)


def _payment(root: ET.Element, bill: BillContent) -> None:
    means = _cac(root, "PaymentMeans")
    _cbc(means, "PaymentMeansCode", CREDIT_TRANSFER)
    _cbc(means, "PaymentID", bill.number)
    account = _cac(means, "PayeeFinancialAccount")
    _cbc(account, "ID", bill.bankgiro.replace("-", ""))
    _cbc(_cac(account, "FinancialInstitutionBranch"), "ID", "SE:BANKGIRO")


def _sums(root: ET.Element, bill: BillContent) -> None:
    tax = _cac(root, "TaxTotal")
    _amount(tax, "TaxAmount", bill.tax)
    part = _cac(tax, "TaxSubtotal")
    _amount(part, "TaxableAmount", Decimal(bill.net))
    _amount(part, "TaxAmount", bill.tax)
    category = _category(part, "TaxCategory", bill.vat)
    if bill.vat is VatCategory.OUTSIDE:
        _cbc(category, "TaxExemptionReason", OUTSIDE_TEXT)
    _cbc(_cac(category, "TaxScheme"), "ID", "VAT")
    sums = _cac(root, "LegalMonetaryTotal")
    _amount(sums, "LineExtensionAmount", Decimal(bill.net))
    _amount(sums, "TaxExclusiveAmount", Decimal(bill.net))
    _amount(sums, "TaxInclusiveAmount", bill.gross)
    _amount(sums, "PayableAmount", bill.gross)


def _line(root: ET.Element, bill: BillContent, kind: str, number: int, billed: BillLine) -> None:
    line = _cac(root, f"{kind}Line")
    _cbc(line, "ID", str(number))
    quantity = "1" if billed.amount >= 0 else "-1"  # a price is never negative (BR-27)
    _cbc(line, "CreditedQuantity" if kind == "CreditNote" else "InvoicedQuantity", quantity, unitCode=ONE)
    _amount(line, "LineExtensionAmount", Decimal(billed.amount))
    item = _cac(line, "Item")
    _cbc(item, "Name", billed.text)
    category = _category(item, "ClassifiedTaxCategory", bill.vat)
    _cbc(_cac(category, "TaxScheme"), "ID", "VAT")
    _amount(_cac(line, "Price"), "PriceAmount", Decimal(abs(billed.amount)))


def _category(around: ET.Element, name: str, vat: VatCategory) -> ET.Element:
    category = _cac(around, name)
    _cbc(category, "ID", vat.value)
    if vat is VatCategory.STANDARD:
        _cbc(category, "Percent", str(VAT_PERCENT[vat]))
    return category


def _cac(around: ET.Element, name: str) -> ET.Element:
    return ET.SubElement(around, f"{{{CAC}}}{name}")


def _cbc(around: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(around, f"{{{CBC}}}{name}", attributes).text = text


def _amount(around: ET.Element, name: str, value: Decimal) -> None:
    _cbc(around, name, f"{value:.2f}", currencyID="SEK")
