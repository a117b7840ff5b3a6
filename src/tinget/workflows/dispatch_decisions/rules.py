"""To whom a decision goes: a recipient in the minutes is one addressee, a group one for each in it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_GROUP = re.compile(
    r"(?:till )?(?:(?:samtliga|alla|de|fjorton|14) )*(?:(?:ingående|deltagande|samverkande|medverkande) )*"
    r"(?:medlems|parts|samverkans)?kommuner(?:na)?\.?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[^\s<>()\",;:@]+@[^\s<>()\",;:@]+\.[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality of the committee, by both its names."""

    id: int
    name: str  # "Luleå"
    organisation: str  # "Luleå kommun"


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody who gets the decision: as the minutes say it, by name, and the address written there."""

    recipient: str
    name: str
    municipality: int | None = None
    written_address: str = ""


def is_group(recipient: str) -> bool:
    """Tell whether the words mean all the committee's municipalities: `samtliga ingående kommuner`."""
    return _GROUP.fullmatch(" ".join(recipient.split())) is not None


def addressees_of(recipients: Iterable[str], places: Sequence[Place]) -> list[Addressee]:
    """Give everybody who gets the decision, each once, in the minutes' order."""
    found: dict[str, Addressee] = {}
    for recipient in recipients:
        for one in _of(recipient, places):
            found.setdefault(one.name.casefold(), one)
    return list(found.values())


def _of(recipient: str, places: Sequence[Place]) -> list[Addressee]:
    if is_group(recipient):
        return [Addressee(recipient, place.organisation, place.id) for place in places]
    plain = " ".join(recipient.split())
    named = next((one for one in places if plain.casefold() in _names_of(one)), None)
    if named is not None:
        return [Addressee(recipient, named.organisation, named.id)]
    address = _ADDRESS.search(plain)
    return [Addressee(recipient, plain, written_address=address[0] if address else "")] if plain else []


def _names_of(place: Place) -> set[str]:
    return {place.name.casefold(), place.organisation.casefold()}
