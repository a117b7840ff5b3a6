"""What becomes of a decision: who does what by when, not before what, and whether every council approves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tinget.kernel.dates import in_words
from tinget.kernel.words import word as _
from tinget.meetings.rules.findings import Finding, Verdict


class Standing(StrEnum):
    """How it stands with an assignment on a day."""

    OPEN = "open"
    NOT_YET = "not_yet"  # its condition is not met before a later day
    LATE = "late"
    DONE = "done"


STANDING_TEXTS: dict[Standing, str] = {
    Standing.OPEN: _("pågår"),
    Standing.NOT_YET: _("väntar på sin dag"),
    Standing.LATE: _("försenat"),
    Standing.DONE: _("utfört"),
}


@dataclass(frozen=True, slots=True)
class Standstill:
    """How long no contract may be signed; no day is known while a court reviews the award (LOU 20:8)."""

    earliest_on: date | None
    told: str


@dataclass(frozen=True, slots=True)
class CouncilLine:
    """A council's decision on what it was sent; the moment of legal force is None until it is known."""

    municipality: str
    decided_on: date
    paragraph: str
    approves: bool
    legal_force_on: date | None


@dataclass(frozen=True, slots=True)
class Councils:
    """What all the councils have come to; `valid_from` is when the last of them gained legal force."""

    of: int
    decided: tuple[CouncilLine, ...]
    awaited: tuple[str, ...]

    @property
    def is_rejected(self) -> bool:
        """Whether any council has said no."""
        return any(not one.approves for one in self.decided)

    @property
    def valid_from(self) -> date | None:
        """The day from which it holds, or None while any council is awaited, says no or may be appealed."""
        days = [one.legal_force_on for one in self.decided if one.approves]
        known = [day for day in days if day is not None]
        return max(known) if self.of and len(known) == self.of else None

    @property
    def told(self) -> str:
        """How far it has come, in a sentence."""
        count = f"{len(self.decided)} av {self.of} fullmäktige har beslutat"
        if self.is_rejected:
            against = ", ".join(one.municipality for one in self.decided if not one.approves)
            return f"{count}. {against} har inte godkänt."
        if self.valid_from is not None:
            return (
                f"{count}. Alla har fått laga kraft; gäller från {in_words(self.valid_from, weekday=False)}."
            )
        if self.awaited:
            return f"{count}. Kvar: {', '.join(self.awaited)}."
        return f"{count}. Gäller när alla har fått laga kraft."


@dataclass(frozen=True, slots=True)
class AssignmentLine:
    """An assignment as it is shown."""

    id: int
    item_id: int
    item: str
    item_url: str
    meeting: str
    text: str
    owner: str
    due_on: date | None
    earliest_on: date | None
    condition: str
    standstill: Standstill | None  # of the award in its §, whether it waits for it or not
    of_award: bool
    status: str
    status_on: date | None
    done_on: date | None
    standing: Standing
    councils: Councils | None
    is_secret: bool  # its case is, so it is not told where others than the office read
    is_demonstration: bool

    @property
    def standing_text(self) -> str:
        """How it stands, in words."""
        return STANDING_TEXTS[self.standing]

    @property
    def told(self) -> str:
        """How it stands, in the line that is reported to the committee."""
        due = f", senast {in_words(self.due_on, weekday=False)}" if self.due_on else ""
        councils = f" {self.councils.told}" if self.councils else ""
        status = f" {self.status}" if self.status else ""
        return f"{self.item}: {self.text} ({self.owner}{due}): {self.standing_text}.{councils}{status}"


def standing(
    today: date,
    *,
    due_on: date | None,
    earliest_on: date | None,
    done_on: date | None,
    is_held: bool = False,
) -> Standing:
    """Tell how an assignment stands on a day; held is one that waits for a day that is not known."""
    if done_on is not None:
        return Standing.DONE
    if is_held or (earliest_on is not None and today < earliest_on):
        return Standing.NOT_YET
    return Standing.LATE if due_on is not None and today > due_on else Standing.OPEN


def councils_of(parties: Sequence[str], decided: Sequence[CouncilLine]) -> Councils:
    """Sum up the councils: one decision each, by the municipalities that are parties (reglemente 28 §)."""
    have = {one.municipality for one in decided}
    return Councils(len(parties), tuple(decided), tuple(name for name in parties if name not in have))


def within_standstill(done_on: date, standstill: Standstill) -> Finding | None:
    """Ask for a reason where a contract is signed before the standstill is over (LOU 20:1, rule 37)."""
    if standstill.earliest_on is not None and done_on >= standstill.earliest_on:
        return None
    text = f"Uppdraget fick inte utföras än: {standstill.told}. Ange varför det gjordes tidigare."
    return Finding(Verdict.NEEDS_REASON, "37", "LOU 20:1", text)


def too_early(done_on: date, *, earliest_on: date | None, condition: str) -> Finding | None:
    """Ask for a reason where something is done before its condition allows it (rules 29 and 37)."""
    if earliest_on is None or done_on >= earliest_on:
        return None
    text = (
        f"Uppdraget fick utföras tidigast {in_words(earliest_on, weekday=False)}: {condition}."
        " Ange varför det gjordes tidigare."
    )
    return Finding(Verdict.NEEDS_REASON, "29", "beslutets villkor", text)
