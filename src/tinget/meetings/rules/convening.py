"""Why a meeting is held: by decision, by the chair, or since members ask for it (rule 3)."""

from dataclasses import dataclass
from enum import StrEnum

from tinget.kernel.words import word as _
from tinget.meetings.rules.composition import Judged
from tinget.meetings.rules.findings import Finding, Verdict
from tinget.meetings.rules.wording import listed

SHARE = 3  # at least one of so many members
SOURCE = "KL 6:23, reglemente 9 §"


class Ground(StrEnum):
    """Who wants the meeting; empty is not known."""

    UNKNOWN = ""
    DECIDED = "decided"
    CHAIR = "chair"
    MEMBERS = "members"


GROUND_TEXTS: dict[Ground, str] = {
    Ground.DECIDED: _("nämnden har bestämt det, till exempel i sin sammanträdesplan"),
    Ground.CHAIR: _("ordföranden anser att det behövs"),
    Ground.MEMBERS: _("ledamöter har begärt det skriftligt"),
}


@dataclass(frozen=True, slots=True)
class Convening:
    """Why a meeting is held; the members who ask by their municipalities, and the matters that they name."""

    ground: Ground = Ground.DECIDED
    asking: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()


def needed_to_ask(seats: int) -> int:
    """Tell how many members must ask: at least a third, 5 of 14 (KL 6:23, rule 3)."""
    return -(-seats // SHARE)


def asked_wrongly(told: Convening, *, seats: int) -> Finding | None:
    """Ask for a reason where too few members ask for a meeting, or they name no matter (KL 6:23, rule 3)."""
    if told.ground is not Ground.MEMBERS:
        return None
    needed, asking = needed_to_ask(seats), len(set(told.asking))
    if asking < needed:
        text = (
            f"{asking} av {seats} ledamöter begär sammanträdet, och minst {needed} behövs."
            " Ange varför det hålls ändå."
        )
        return Finding(Verdict.NEEDS_REASON, "3", SOURCE, text)
    if not told.matters:
        text = "Den som begär ett sammanträde ska ange ärendena. Skriv dem, eller ange varför de saknas."
        return Finding(Verdict.NEEDS_REASON, "3", SOURCE, text)
    return None


def convened(told: Convening, *, reason: str) -> Judged | None:
    """Tell why the meeting is held, with the reason for a departure; None where it is not known."""
    if told.ground is Ground.UNKNOWN:
        return None
    text = f"Sammanträdet hålls för att {GROUND_TEXTS[told.ground]}"
    if told.asking:
        who = "ledamöterna" if len(told.asking) > 1 else "ledamoten"
        text += f": {who} för {listed(told.asking)}"
    return Judged("3", SOURCE, f"{text}. Skäl: {reason}" if reason else f"{text}.", departs=bool(reason))
