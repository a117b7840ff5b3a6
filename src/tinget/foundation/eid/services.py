"""What every e-identity service has in common: an order to sign, how far it has come, and what it proves."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class EidSilent(Exception):
    """The service did not answer, or not as its protocol says."""


class EidRefused(Exception):
    """The service refused what it was asked; `code` is its own word for why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class EidNotBelieved(Exception):
    """The proof that the service handed over does not hold."""


class OrderState(StrEnum):
    """How far an order has come."""

    PENDING = "pending"
    COMPLETE = "complete"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ToSign:
    """What somebody is asked to sign: a text they read, and data that is signed with it, as text too."""

    text: str
    hidden: str


@dataclass(frozen=True, slots=True)
class Order:
    """An order as the service opened it; the tokens are secrets until it is over."""

    reference: str
    start_token: str = ""
    qr_token: str = ""
    qr_secret: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an order has come: `hint` is the service's own word, `proof` all that it said at the end."""

    state: OrderState
    hint: str = ""
    proof: bytes = b""


@dataclass(frozen=True, slots=True)
class Identified:
    """Who signed, as the proof shows; the personal number is never written down, only compared."""

    name: str
    personal_number: str

    def __repr__(self) -> str:
        """Keep the person out of logs and error reports."""
        return "Identified(…)"


class EidService(Protocol):
    """A service that lets a person sign with their e-identity."""

    def start(self, asked: ToSign, *, address: str, return_to: str) -> Order:
        """Open an order for whoever sits at this address (IP). Raises EidRefused and EidSilent."""
        ...

    def collect(self, order: Order) -> Progress:
        """Ask how far it has come, at most once a second. Raises EidRefused and EidSilent."""
        ...

    def cancel(self, order: Order) -> None:
        """Close an order that the person has left. Raises EidRefused and EidSilent."""
        ...

    def identify(self, proof: bytes, asked: ToSign) -> Identified:
        """Return who signed exactly this, or raise EidNotBelieved."""
        ...

    def code(self, order: Order, seconds: int) -> str:
        """Return what a telephone reads off the screen so many seconds after the order was opened."""
        ...

    def same_device(self, order: Order, return_to: str) -> str:
        """Return the address that opens the app on the device with the page."""
        ...
