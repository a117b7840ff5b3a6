"""Payment approval (attest): who may check and who may approve an invoice, always two, never one's own."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from tinget.kernel.periods import Period, PeriodBackwards
from tinget.kernel.tables import Fault, read_table

SOURCE = "KL 6:6"  # the committee sees to it that its internal control is sufficient
MINOR = 100  # öre in a krona
COLUMNS = ("rad", "text", "belopp")
MORE_COLUMNS = ("från", "till")
MOST_LINES, TEXT_LENGTH = 100, 200
_AMOUNT = re.compile(r"([-\u2212]?)(\d{1,10})(?:[.,](\d{1,2}))?", re.ASCII)


class Step(StrEnum):
    """What is asked of a person: that the goods came as agreed, or that the cost is to be paid."""

    CHECK = "check"
    APPROVE = "approve"


class Refusal(StrEnum):
    """Why a person may not take a step."""

    NOT_YET = "not_yet"
    DONE = "done"
    NO_RIGHT = "no_right"
    TOO_LARGE = "too_large"
    OWN = "own"
    SAME_PERSON = "same_person"


@dataclass(frozen=True, slots=True)
class Right:
    """A person's right to take a step; without a service for all of them, without a limit for any sum."""

    person: int
    step: Step
    service: str
    limit: int | None  # whole SEK, of the invoice's sum
    period: Period


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """What a supplier charges, in öre without VAT, for a service; with the days that it is for if told."""

    service: str
    text: str
    amount: int
    period: Period | None = None

    def as_list(self) -> list[str | int | None]:
        """Return the line as it is kept."""
        days = (self.period.first, self.period.last) if self.period else (None, None)
        return [self.service, self.text, self.amount, *(day.isoformat() if day else None for day in days)]

    @classmethod
    def from_list(cls, kept: Sequence[Any]) -> "InvoiceLine":
        """Return the line that was kept."""
        service, text, amount, first, last = kept
        period = Period(date.fromisoformat(first), date.fromisoformat(last)) if first and last else None
        return cls(service, text, amount, period)


@dataclass(frozen=True, slots=True)
class NewInvoice:
    """An invoice as it is received."""

    supplier: str
    number: str
    issued_on: date
    due_on: date
    lines: tuple[InvoiceLine, ...]
    concerns: int | None = None


@dataclass(frozen=True, slots=True)
class ToAttest:
    """What decides who may take which step with an invoice."""

    lines: tuple[InvoiceLine, ...]
    concerns: int | None = None  # the person whose own cost it is
    checked_by: int | None = None
    approved_by: int | None = None
    is_returned: bool = False

    @property
    def total(self) -> int:
        """The sum in öre."""
        return sum(line.amount for line in self.lines)

    @property
    def next_step(self) -> Step | None:
        """The step that it waits for; None when it is approved or sent back."""
        if self.is_returned or self.approved_by is not None:
            return None
        return Step.CHECK if self.checked_by is None else Step.APPROVE


def refusal(
    invoice: ToAttest, step: Step, *, person: int | None, rights: Iterable[Right], on: date
) -> Refusal | None:
    """Return why the person may not take the step on the day, or None where they may."""
    if invoice.next_step is not step:
        waits = invoice.next_step is Step.CHECK and step is Step.APPROVE
        return Refusal.NOT_YET if waits else Refusal.DONE
    if person is not None and person == invoice.concerns:
        return Refusal.OWN
    if step is Step.APPROVE and person == invoice.checked_by:
        return Refusal.SAME_PERSON
    return _without_right(invoice, step, person, rights, on)


def _without_right(
    invoice: ToAttest, step: Step, person: int | None, rights: Iterable[Right], on: date
) -> Refusal | None:
    own = [one for one in rights if one.person == person and one.step is step and one.period.holds_on(on)]
    services = {line.service for line in invoice.lines}
    if not all(_covering(own, service) for service in services):
        return Refusal.NO_RIGHT
    if not all(_within(_covering(own, service), invoice.total) for service in services):
        return Refusal.TOO_LARGE
    return None


def _covering(rights: Sequence[Right], service: str) -> list[Right]:
    return [one for one in rights if one.service in ("", service)]


def _within(rights: Sequence[Right], total: int) -> bool:
    return any(one.limit is None or abs(total) <= one.limit * MINOR for one in rights)


def read_invoice_lines(text: str, services: Collection[str]) -> tuple[tuple[InvoiceLine, ...], list[Fault]]:
    """Read an invoice's lines, kronor with or without öre; with faults there are none."""
    rows, faults = read_table(text, required=COLUMNS, optional=MORE_COLUMNS)
    lines: list[InvoiceLine] = []
    for row in rows:
        amount = _AMOUNT.fullmatch("".join(row.values["belopp"].split()))
        period, told = _period(row.values["från"], row.values["till"])
        if row.values["rad"] not in services:
            told.append(f"”{row.values['rad']}” är ingen rad i budgeten.")
        if len(row.values["text"]) > TEXT_LENGTH:
            told.append(f"”text” är längre än {TEXT_LENGTH} tecken.")
        if amount is None:
            told.append("”belopp” ska vara kronor, till exempel 12000 eller 12000,50.")
        elif not told:
            lines.append(InvoiceLine(row.values["rad"], row.values["text"], _minor(amount), period))
        faults += [Fault(row.number, sentence) for sentence in told]
    if len(rows) > MOST_LINES:
        faults.append(Fault(0, f"Fakturan har fler än {MOST_LINES} rader."))
    return ((), faults) if faults else (tuple(lines), [])


def _minor(amount: re.Match[str]) -> int:
    sign, whole, part = amount.groups()
    minor = int(whole) * MINOR + int((part or "0").ljust(2, "0"))
    return -minor if sign else minor


def _period(first: str, last: str) -> tuple[Period | None, list[str]]:
    if not first and not last:
        return None, []
    try:
        return Period(date.fromisoformat(first), date.fromisoformat(last)), []
    except PeriodBackwards:
        return None, ["”till” är tidigare än ”från”."]
    except ValueError:
        return None, ["”från” och ”till” ska båda vara dagar, till exempel 2027-01-01."]
