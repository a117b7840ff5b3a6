"""What may follow on a decision: reservations, their reasons, approval at once, and taking it up anew."""

from collections.abc import Sequence
from dataclasses import dataclass

from tinget.meetings.rules.findings import Finding, Verdict
from tinget.meetings.rules.proceedings.challenges import Consent
from tinget.meetings.rules.proceedings.items import Item, last_handled
from tinget.meetings.rules.proceedings.room import Room, Seat
from tinget.meetings.rules.seats import missing_quorum, serving_seats

RESERVING, APPROVING = "KL 4:27", "KL 5:69, reglemente 22 §"
EXPLAINING = "reglemente 21 §"
REOPENING = "KL 5:53, 6:33, reglemente 19 §"


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why somebody reserved themselves against the decision in a §, in their own words."""

    paragraph: int
    by: Seat
    text: str


def reserve(item: Item | None, seat: Seat, *, is_closed: bool) -> Finding | None:
    """Note a reservation by somebody who took part in deciding, before the close (KL 4:27, rule 22)."""
    if is_closed:
        text = "Sammanträdet är avslutat. En reservation anmäls innan det avslutas."
        return Finding(Verdict.REFUSED, "22", RESERVING, text)
    if item is None or item.result is None:
        return Finding(Verdict.REFUSED, "22", RESERVING, "Det finns inget beslut att reservera sig mot än.")
    if seat not in (item.roll or ()) or seat in item.abstained:
        text = f"{seat.at_start} deltog inte i beslutet och kan inte reservera sig mot det."
        return Finding(Verdict.REFUSED, "22", RESERVING, text)
    if seat not in item.reservations:
        item.reservations.append(seat)
    return None


def explain(items: Sequence[Item], said: Reasons) -> Finding | None:
    """Note why somebody reserved themselves, anew if that was told, until the § is approved (rule 22)."""
    item = last_handled(items, said.paragraph)
    if item is None or said.by not in item.reservations:
        text = f"{said.by.at_start} har inte reserverat sig mot beslutet i § {said.paragraph}."
        return Finding(Verdict.REFUSED, "22", RESERVING, text)
    if item.approved_by is not None:
        return explained_too_late(f"§ {said.paragraph} är redan justerad.")
    item.reasons[said.by] = said.text
    return None


def explained_too_late(approved: str) -> Finding:
    """Refuse reasons for a reservation in what, as the sentence says, is approved already (rule 22)."""
    text = f"{approved} Skälen för en reservation ska lämnas innan dess."
    return Finding(Verdict.REFUSED, "22", EXPLAINING, text)


def approve_at_once(
    item: Item | None, approver: Seat, *, presiding: Seat | None, is_text_shown: bool
) -> Finding | None:
    """Approve a § at the meeting: its text shown, by the chair and one who served (rule 24)."""
    if item is None or item.result is None:
        text = "Det finns inget beslut att justera omedelbart."
        return Finding(Verdict.REFUSED, "24", APPROVING, text)
    item.approved_by = approver
    if not is_text_shown:
        text = "Texten ska redovisas skriftligt innan paragrafen justeras. Ange varför det inte skedde."
        return Finding(Verdict.NEEDS_REASON, "24", APPROVING, text)
    if approver == presiding or approver not in (item.roll or ()):
        text = "Paragrafen justeras av ordföranden och en till av dem som tjänstgjorde. Ange skälet."
        return Finding(Verdict.NEEDS_REASON, "24", APPROVING, text)
    return None


def not_to_reopen(item: Item | None, room: Room, *, seats: int) -> Finding | None:
    """Say why a § is not taken up anew: it is not settled, is approved, or too few may decide it (rule 13).

    Who had a conflict of interest in the § takes no part in deciding it; their substitute does (rule 12).
    """
    if item is None or not item.is_settled:
        return Finding(
            Verdict.REFUSED, "16", REOPENING, "Paragrafen är inte avgjord. Ta upp den som vanligt."
        )
    if item.approved_by is not None:
        text = f"§ {item.paragraph} är omedelbart justerad. Ta upp frågan som en ny punkt i stället."
        return Finding(Verdict.REFUSED, "24", APPROVING, text)
    able = [seat for seat in room.remote if seat not in room.barred and seat not in item.in_conflict]
    return missing_quorum(serving_seats(able), seats=seats)


def not_of_one_mind(says: Consent) -> Finding | None:
    """Ask why a § is taken up anew though not all agree: the gavel had confirmed it (rule 15)."""
    if says is not Consent.MAJORITY:
        return None
    text = "Alla är inte ense om att ta upp paragrafen på nytt, fast den är klubbad. Ange skälet."
    return Finding(Verdict.NEEDS_REASON, "15", REOPENING, text)
