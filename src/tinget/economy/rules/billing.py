"""Bills: one a municipality and year, over all services, sold by the host: a committee is no legal person."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

ORG_DIGITS = 10

Billed = Mapping[tuple[str, str], int]  # (municipality, the word of the allocation): SEK, credits left out


class VatCategory(StrEnum):
    """The VAT category of Peppol BIS Billing 3: standard rate, or outside the scope of VAT."""

    STANDARD = "S"
    OUTSIDE = "O"


class Billing(StrEnum):
    """By whom and when an allocation is billed."""

    ADVANCE = "advance"
    YEAR_END = "year_end"
    ONCE = "once"
    SUPPLIER = "supplier"


BY_HOST = (Billing.ADVANCE, Billing.YEAR_END, Billing.ONCE)
VAT_PERCENT = {VatCategory.STANDARD: 25, VatCategory.OUTSIDE: 0}


def has_check_digit(digits: str) -> bool:
    """Whether the last digit is right by the mod 10 rule of organisation numbers and bankgiro numbers."""
    if not (digits.isascii() and digits.isdigit()):
        return False
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


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
        return len(self.digits) == ORG_DIGITS and has_check_digit(self.digits)


@dataclass(frozen=True, slots=True)
class BillLine:
    """A service on a bill, whole SEK without VAT, and the word of the allocation that it comes from."""

    text: str
    amount: int
    allocation: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """An allocation that stands for a year, and the words of those that it has replaced."""

    slug: str
    service: str
    year: int
    rows: Mapping[str, int]
    replaced: tuple[str, ...] = ()

    def billed_to(self, name: str, billed: Billed) -> int:
        """Add up what the municipality is billed already, by this allocation and those that it replaced."""
        return sum(billed.get((name, slug), 0) for slug in (self.slug, *self.replaced))


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
    bankgiro: str = ""
    is_demonstration: bool = False

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


def lines_due(standing: Iterable[Standing], billed: Billed) -> dict[str, list[BillLine]]:
    """Gather what each municipality is still to be billed: its rows less what it is billed already.

    A line is negative where a replacing allocation asks for less than what was billed.
    """
    due: dict[str, list[BillLine]] = {}
    for one in standing:
        words = {one.slug, *one.replaced}
        names = [*one.rows, *sorted({name for name, slug in billed if slug in words} - set(one.rows))]
        for name in names:
            before = one.billed_to(name, billed)
            if left := one.rows.get(name, 0) - before:
                text = f"{one.service} {one.year}{', ändrad fördelning' if before else ''}"
                due.setdefault(name, []).append(BillLine(text, left, one.slug))
    return due


def total(bills: Sequence[BillContent]) -> int:
    """Add up what is billed without VAT; a credit takes its bill back."""
    return sum(-bill.net if bill.credits else bill.net for bill in bills)
