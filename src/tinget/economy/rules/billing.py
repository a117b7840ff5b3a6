"""Bills: one a municipality and year, over all services, sold by the host: a committee is no legal person."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

ORG_DIGITS = 10


class VatCategory(StrEnum):
    """The VAT category of Peppol BIS Billing 3: standard rate, or outside the scope of VAT."""

    STANDARD = "S"
    OUTSIDE = "O"


VAT_PERCENT = {VatCategory.STANDARD: 25, VatCategory.OUTSIDE: 0}


@dataclass(frozen=True, slots=True)
class BillParty:
    """Who sells or buys; the number is the organisation number, ten digits, empty where it is not known."""

    name: str
    org_number: str

    @property
    def digits(self) -> str:
        """The organisation number without its dash."""
        return self.org_number.replace("-", "")

    @property
    def vat_number(self) -> str:
        """The Swedish VAT number: SE, the organisation number, 01."""
        return f"SE{self.digits}01"

    @property
    def is_addressable(self) -> bool:
        """Whether an electronic invoice can be addressed: the number is known and its check digit holds."""
        if len(self.digits) != ORG_DIGITS or not self.digits.isdigit():
            return False
        doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(self.digits)]
        return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


@dataclass(frozen=True, slots=True)
class BillLine:
    """A service on a bill, whole SEK without VAT."""

    text: str
    amount: int


@dataclass(frozen=True, slots=True)
class BillContent:
    """All that a bill says; `credits` is the number of the bill that it takes back."""

    number: str
    issued_on: dt.date
    due_on: dt.date
    year: int
    seller: BillParty
    buyer: BillParty
    lines: tuple[BillLine, ...]
    vat: VatCategory
    reference: str
    credits: str = ""

    @property
    def net(self) -> int:
        """The sum without VAT, whole SEK."""
        return sum(line.amount for line in self.lines)

    @property
    def tax(self) -> Decimal:
        """The VAT in SEK and ören: rounded once, on the sum."""
        return Decimal(self.net * VAT_PERCENT[self.vat]) / 100

    @property
    def gross(self) -> Decimal:
        """What is to be paid."""
        return self.net + self.tax


def lines_of(shared: Iterable[tuple[str, int, Mapping[str, int]]]) -> dict[str, list[BillLine]]:
    """Gather each municipality's lines from (service, year, rows); a row of nothing makes no line."""
    gathered: dict[str, list[BillLine]] = {}
    for service, year, rows in shared:
        for name, amount in rows.items():
            if amount:
                gathered.setdefault(name, []).append(BillLine(f"{service} {year}", amount))
    return gathered


def total(bills: Sequence[BillContent]) -> int:
    """Add up what is billed without VAT; a credit takes its bill back."""
    return sum(-bill.net if bill.credits else bill.net for bill in bills)
