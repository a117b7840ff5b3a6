"""What is put right or added once the minutes are approved: a dated act beside the signed file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tinget.kernel.dates import in_words
from tinget.kernel.words import word as _


class AddendumKind(StrEnum):
    """Whether something is put right or was missing."""

    CORRECTION = "correction"
    SUPPLEMENT = "supplement"


KIND_TEXTS: dict[AddendumKind, str] = {
    AddendumKind.CORRECTION: _("Rättelse"),
    AddendumKind.SUPPLEMENT: _("Komplettering"),
}
# FL 36 § does not bind where legality review is open (FL 2 §); its yardstick is followed there as practice.
SOURCES: dict[AddendumKind, str] = {
    AddendumKind.CORRECTION: "FL 36 §, jfr FL 2 §; KL 5:65",
    AddendumKind.SUPPLEMENT: "KL 5:65–67",
}
NO_TEXT = "Skriv det som ska stå eller läggas till."
NO_REASON = "Skriv varför protokollet behöver rättas eller kompletteras."
NOT_STATED = "Skriv av det som står i protokollet i dag och är fel."
NOT_THERE = "Orden som ska rättas står inte i den paragrafen. Skriv av dem som de står."
THE_SAME = "Det som ska stå är likadant som det som står."
NOT_OBVIOUS = "Ett fel som inte är uppenbart rättas inte så här. Då behövs ett nytt beslut av nämnden."


@dataclass(frozen=True, slots=True)
class AddendumText:
    """What is put right or added, and why; a correction tells what stood, and that the slip is obvious."""

    kind: AddendumKind
    text: str
    reason: str
    stated: str = ""
    is_obvious: bool = False


@dataclass(frozen=True, slots=True)
class AddendumLine:
    """An addendum as it is shown; without a § it is about the minutes as a whole, unsigned it is a draft."""

    id: int
    item_id: int | None
    paragraph: int | None
    kind: AddendumKind
    stated: str
    text: str
    reason: str
    by_name: str
    capacity: str
    drawn_up_on: date
    signed_on: date | None
    document_id: int | None
    record_id: int | None

    @property
    def kind_text(self) -> str:
        """The kind in words."""
        return KIND_TEXTS[self.kind]

    @property
    def heading(self) -> str:
        """What it is and of when, for lists."""
        day = in_words(self.signed_on or self.drawn_up_on, weekday=False)
        place = f" av § {self.paragraph}" if self.paragraph is not None else ""
        return f"{self.kind_text}{place} den {day}"

    @property
    def told(self) -> str:
        """What it says, in one paragraph."""
        what = f"I stället för ”{self.stated}” ska det stå ”{self.text}”." if self.stated else self.text
        return f"{what} Skäl: {self.reason}"


def faults_of(given: AddendumText, *, words: Iterable[str] | None) -> list[str]:
    """Tell what stands against an addendum; `words` are the texts of the §, None where it is about no §."""
    told = [] if given.text.strip() else [NO_TEXT]
    if not given.reason.strip():
        told.append(NO_REASON)
    if given.kind is AddendumKind.SUPPLEMENT:
        return told
    stated = _folded(given.stated)
    if not stated:
        told.append(NOT_STATED)
    elif stated == _folded(given.text):
        told.append(THE_SAME)
    elif words is not None and not any(stated in _folded(one) for one in words):
        told.append(NOT_THERE)
    if not given.is_obvious:
        told.append(NOT_OBVIOUS)
    return told


def by_paragraph(lines: Sequence[AddendumLine]) -> dict[str, list[str]]:
    """Give what the addenda say, by the § as text; what is about the whole minutes under ""."""
    found: dict[str, list[str]] = {}
    for line in lines:
        number = str(line.paragraph) if line.paragraph is not None else ""
        found.setdefault(number, []).append(f"{line.heading}: {line.told}")
    return found


def _folded(text: str) -> str:
    return " ".join(text.split())
