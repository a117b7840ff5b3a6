"""The words that the minutes get by themselves; all can be changed before the gavel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tinget.kernel.dates import in_words

OFFICES = frozenset({"samordnaren", "sekreteraren", "ordföranden", "beredningsgruppen"})


@dataclass(frozen=True, slots=True)
class ItemWording:
    """The texts of an item while they may still be written."""

    title: str
    rapporteur: str = ""
    proposal: str = ""
    summary: str = ""
    meeting_text: str = ""
    procedure: str = ""
    decision_text: str = ""
    decision_points: tuple[str, ...] = ()


def procedure_of(proposal: str, *, rapporteur: str, committee: str) -> str:
    """Tell how the proposal was decided: the chair put it, the committee approved (KL 5:53)."""
    if not proposal.strip():
        return ""
    whose = draft_in_words(rapporteur)
    return f"Ordföranden ställer {whose} under proposition och finner att {committee} bifaller förslaget."


def draft_in_words(rapporteur: str) -> str:
    """Name the proposal in the papers by whose it is."""
    return f"{_genitive(rapporteur)} förslag" if rapporteur.strip() else "förslaget"


def meeting_text_of(rapporteur: str) -> str:
    """Tell who presented the matter."""
    name = rapporteur.strip()
    return f"{name[0].upper()}{name[1:]} föredrar ärendet." if name else ""


def tabling_of(committee: str, until: date | None) -> str:
    """Word the decision to table (rule 21)."""
    later = f" till sammanträdet {in_words(until, weekday=False)}" if until else ""
    return f"{_capital(committee)} beslutar att bordlägga ärendet{later}."


def election_of(committee: str, approver: str, reserve: str = "", *, due: date, place: str) -> str:
    """Word the election of the approver, and of a reserve, with the time for approval (KL 5:69)."""
    instead = f" Om {approver} får förhinder justerar {reserve}." if reserve else ""
    where = f" ({place.strip()})" if place.strip() else ""
    return (
        f"{_capital(committee)} utser {approver} att tillsammans med ordföranden justera protokollet."
        f"{instead} Protokollet justeras senast {in_words(due, weekday=False)}{where}."
    )


def agenda_decision_of(committee: str) -> str:
    """Word the adoption of the agenda."""
    return f"{_capital(committee)} fastställer dagordningen."


def listed(parts: Sequence[str]) -> str:
    """List words as running text does: `a, b och c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} och {parts[-1]}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _genitive(name: str) -> str:
    """Give the genitive; an office is written small in running text, a name as it is."""
    word = name.strip()
    first = word.split()[0].lower()
    if first in OFFICES:
        word = first + word[len(first) :]
    return word if word.endswith(("s", "x", "z")) else f"{word}s"
