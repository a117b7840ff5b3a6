"""What becomes of an item: its texts, and the gavel: decided, noted or tabled; then it is frozen."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.meetings.actions.conduct import choose_approver, served_now
from tinget.meetings.actions.heeding import heed, must_be, on
from tinget.meetings.models import Item, ItemBasis, ItemRecipient, Meeting
from tinget.meetings.permissions import PREPARE, RECORD
from tinget.meetings.queries import committee_name, item_to_change, meeting_to_change, seats_of
from tinget.meetings.rules.agenda import WITHOUT_QUORUM, DecisionKind, ItemKind
from tinget.meetings.rules.seats import missing_quorum, serving_seats
from tinget.meetings.rules.states import ItemState, MeetingState
from tinget.meetings.rules.wording import ItemWording, election_of, procedure_of, tabling_of
from tinget.organisation.api import Actor
from tinget.registry.api import record_decision, records


def write_item(
    actor: Actor,
    *,
    item_id: int,
    wording: ItemWording,
    record_ids: Collection[int] = (),
    recipients: Collection[str] = (),
) -> None:
    """Write an item's texts, basis (records) and recipients, until the gavel confirms it."""
    meeting, item = item_to_change(actor, PREPARE, item_id=item_id)
    _must_be_writable(meeting)
    if not wording.title.strip():
        raise NotPossible(_("Punkten behöver en rubrik."))
    _write(item, wording)
    item.save()
    _choose_basis(item, record_ids)
    _choose_recipients(item, recipients)
    changes = {
        "item": item.pk,
        "title": item.title,
        "records": sorted(record_ids),
        "recipients": list(recipients),
    }
    ledger.append(actor, "write_item", on=on(meeting), authority=meeting.authority_id, changes=changes)


def decide_item(
    actor: Actor,
    *,
    item_id: int,
    text: str = "",
    points: Collection[str] = (),
    kind: DecisionKind = DecisionKind.OTHER,
    procedure: str = "",
) -> int:
    """Confirm a decision on an item; refused without quorum (KL 6:27). Returns the decision's id.

    Text and points that are not given are those written on the item; how it was reached is told
    by itself where nobody has written it.
    """
    meeting, item = item_to_change(actor, RECORD, item_id=item_id)
    item.decision_text = (text or item.decision_text).strip()
    item.decision_points = _lines(points) or item.decision_points
    if not item.decision_text and not item.decision_points:
        raise NotPossible(_("Skriv beslutet innan du för in att det är fattat."))
    item.procedure = (procedure or item.procedure).strip() or procedure_of(
        item.proposal, rapporteur=item.rapporteur, committee=committee_name(meeting.authority_id)
    )
    return _decide(actor, meeting, item, action="decide_item", kind=kind, state=ItemState.DECIDED)


def table_item(actor: Actor, *, item_id: int, until: date | None = None, text: str = "") -> int:
    """Confirm that an item is tabled, to a later meeting where its day is known (rule 21); a decision too."""
    meeting, item = item_to_change(actor, RECORD, item_id=item_id)
    item.decision_text = text.strip() or tabling_of(committee_name(meeting.authority_id), until)
    item.decision_points = []
    return _decide(actor, meeting, item, action="table_item", kind=DecisionKind.TABLE, state=ItemState.TABLED)


def note_item(actor: Actor, *, item_id: int, text: str = "") -> None:
    """Confirm that an item was handled without a decision, as roll call or other questions are."""
    meeting, item = item_to_change(actor, RECORD, item_id=item_id)
    _freeze(meeting, item, ItemState.NOTED)
    item.meeting_text = (text or item.meeting_text).strip()
    item.decision_text, item.decision_points = "", []
    item.save()
    changes = {"item": item.pk, "paragraph": item.paragraph, "title": item.title}
    ledger.append(actor, "note_item", on=on(meeting), authority=meeting.authority_id, changes=changes)


def elect_approver(
    actor: Actor, *, meeting_id: int, person_id: int, due: date, place: str = "", reason: str = ""
) -> None:
    """Elect who approves the minutes, and until when; confirms the item of the election.

    The approver serves and does not preside; later than fourteen days needs a reason (KL 5:69).
    """
    meeting = meeting_to_change(actor, RECORD, meeting_id=meeting_id)
    _must_be_open(meeting)
    item = Item.objects.filter(meeting=meeting, kind=ItemKind.APPROVER_ELECTION.value).first()
    if item is not None and item.state != ItemState.OPEN.value:
        raise NotPossible(_("§ %(number)s är redan beslutad.") % {"number": item.paragraph})
    approver, recorded = choose_approver(meeting, person_id=person_id, due=due, place=place, reason=reason)
    changes = {"approver": person_id, "due": due.isoformat(), "reason": recorded}
    if item is not None:
        name = f"{approver.name} ({approver.party})" if approver.party else approver.name
        committee = committee_name(meeting.authority_id)
        item.decision_text = election_of(committee, name, due=due, place=place)
        changes["decision"] = _confirm(actor, meeting, item, kind=DecisionKind.ELECT, state=ItemState.DECIDED)
    ledger.append(actor, "elect_approver", on=on(meeting), authority=meeting.authority_id, changes=changes)


def _decide(
    actor: Actor, meeting: Meeting, item: Item, *, action: str, kind: DecisionKind, state: ItemState
) -> int:
    decision = _confirm(actor, meeting, item, kind=kind, state=state)
    changes = {"item": item.pk, "paragraph": item.paragraph, "decision": decision, "served": item.served}
    ledger.append(actor, action, on=on(meeting), authority=meeting.authority_id, changes=changes)
    return decision


def _confirm(actor: Actor, meeting: Meeting, item: Item, *, kind: DecisionKind, state: ItemState) -> int:
    """Let the gavel fall: who served is kept, the register gets the decision, the item is frozen."""
    _freeze(meeting, item, state)
    if meeting.held_on is None or item.paragraph is None or item.year is None:
        raise NotPossible(_("Punkten har inget paragrafnummer. Öppna sammanträdet först."))
    item.decision_kind = kind.value
    item.decision_id = record_decision(
        actor,
        authority=meeting.authority_id,
        case_id=item.case_id,
        paragraph=item.paragraph,
        year=item.year,
        decided_on=meeting.held_on,
        title=item.title,
        text=item.decision_text,
        points=item.decision_points,
        kind=kind.value,
        source_on=f"meetings.item:{item.pk}",
    )
    item.save()
    return item.decision_id


def _freeze(meeting: Meeting, item: Item, state: ItemState) -> None:
    """Set the state, after asking whether the committee may handle the item at all (KL 6:27)."""
    _must_be_open(meeting)
    present = served_now(meeting)
    if not present:
        raise NotPossible(_("Registrera närvaron först, så att det framgår vilka som tjänstgör."))
    if ItemKind(item.kind) not in WITHOUT_QUORUM:
        heed(missing_quorum(present, seats=seats_of(meeting)))
    item.served = [one.person_id for one in serving_seats(present)]
    item.state = state.value


def _must_be_open(meeting: Meeting) -> None:
    must_be(meeting, MeetingState.OPEN, otherwise=_("Sammanträdet är inte öppet."))


def _must_be_writable(meeting: Meeting) -> None:
    must_be(
        meeting,
        MeetingState.PLANNED,
        MeetingState.OPEN,
        otherwise=_("Sammanträdet är avslutat, så punkten kan inte ändras."),
    )


def _write(item: Item, wording: ItemWording) -> None:
    item.title = wording.title.strip()
    item.rapporteur = wording.rapporteur.strip()
    item.proposal = wording.proposal.strip()
    item.summary = wording.summary.strip()
    item.meeting_text = wording.meeting_text.strip()
    item.procedure = wording.procedure.strip()
    item.decision_text = wording.decision_text.strip()
    item.decision_points = _lines(wording.decision_points)


def _choose_basis(item: Item, record_ids: Collection[int]) -> None:
    """Replace the basis by these records, printed as they stand in the register now."""
    found = records(record_ids)
    if len(found) != len(set(record_ids)):
        raise NotPossible(_("En handling i beslutsunderlaget finns inte i diariet."))
    ItemBasis.objects.filter(item=item).delete()
    ItemBasis.objects.bulk_create(
        ItemBasis(
            authority_id=item.authority_id,
            item=item,
            position=position,
            record_id=record_id,
            title=found[record_id].title,
            record_id_printed=found[record_id].as_printed or "",
        )
        for position, record_id in enumerate(dict.fromkeys(record_ids), start=1)
    )


def _choose_recipients(item: Item, recipients: Collection[str]) -> None:
    ItemRecipient.objects.filter(item=item).delete()
    ItemRecipient.objects.bulk_create(
        ItemRecipient(authority_id=item.authority_id, item=item, position=position, text=text)
        for position, text in enumerate(_lines(recipients), start=1)
    )


def _lines(texts: Collection[str]) -> list[str]:
    return [text.strip() for text in texts if text.strip()]
