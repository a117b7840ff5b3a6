"""Bills as a SIE 4I file: vouchers that the host's bookkeeping imports."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tinget.economy.rules.billing import BillContent, BillLine, BillParty
from tinget.economy.rules.carrying import settled_year

ENCODING = "cp437"  # SIE calls it PC8, the only one that the format has
SERIES = "EN"


@dataclass(frozen=True, slots=True)
class Coding:
    """The accounts that a bill is booked on; they are the host's to choose."""

    receivable: str
    income: str
    vat: str
    carried: str = ""  # of earlier years' results; empty: the income's


def as_sie(bills: Sequence[BillContent], *, seller: BillParty, coding: Coding, made_on: dt.date) -> bytes:
    """Write one voucher a bill; every voucher balances, and a credit is its bill with the signs turned."""
    lines = [
        "#FLAGGA 0",
        '#PROGRAM "Tinget" "1"',
        "#FORMAT PC8",
        f"#GEN {made_on:%Y%m%d}",
        "#SIETYP 4",
        f"#ORGNR {seller.org_number}",
        f"#FNAMN {_quoted(seller.name)}",
        *(
            f"#KONTO {account} {_quoted(name)}"
            for account, name in (
                (coding.receivable, "Kundfordringar"),
                (coding.income, "Gemensamma tjänster"),
                (coding.vat, "Utgående moms"),
                (coding.carried, "Avräkning av över- och underskott"),
            )
            if account
        ),
    ]
    for bill in bills:
        lines += _voucher(bill, coding)
    return ("\r\n".join(lines) + "\r\n").encode(ENCODING, errors="replace")


def _voucher(bill: BillContent, coding: Coding) -> list[str]:
    sign = -1 if bill.credits else 1
    number = "".join(sign for sign in bill.number if sign.isdigit())
    text = f"{'Kredit' if bill.credits else 'Faktura'} {bill.number} {bill.buyer.name}"
    rows = [(coding.receivable, bill.gross)]
    rows += [(_account(line, coding), Decimal(-line.amount)) for line in bill.lines]
    if bill.tax:
        rows.append((coding.vat, -bill.tax))
    day = f"{bill.issued_on:%Y%m%d}"
    return [
        f'#VER "{SERIES}" "{number}" {day} {_quoted(text)} {day}',
        "{",
        *(f"   #TRANS {account} {{}} {sign * amount:.2f}" for account, amount in rows),
        "}",
    ]


def _account(line: BillLine, coding: Coding) -> str:
    return (coding.carried or coding.income) if settled_year(line.allocation) else coding.income


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "'") + '"'
