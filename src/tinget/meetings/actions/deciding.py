"""What becomes of an item: its texts, and the gavel: decided, noted or tabled; then it is frozen."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.meetings.actions.conduct import choose_approver
from tinget.meetings.actions.happening import happen, keep
from tinget.meetings.actions.heeding import must_be, on
from tinget.meetings.actions.sitting import be_before
from tinget.meetings.models import Item, ItemBasis, ItemRecipient, Meeting, Presence
from tinget.meetings.permissions import PREPARE, RECORD
from tinget.meetings.queries import (
    Playing,
    committee_name,
    item_as_it_is,
    item_to_change,
    meeting_to_change,
    names_of,
    play,
    votes_told,
)
from tinget.meetings.rules.agenda import DecisionKind, ItemKind
from tinget.meetings.rules.proceedings.challenges import Consent
from tinget.meetings.rules.proceedings.items import DRAFT
from tinget.meetings.rules.proceedings.kept import NOTE, REOPEN
from tinget.meetings.rules.proceedings.procedure import Words, procedure_from
from tinget.meetings.rules.states import ItemState, MeetingState
from tinget.meetings.rules.wording import ItemWording, draft_in_words, election_of, procedure_of, tabling_of
from tinget.organisation.api import Actor
from tinget.registry.api import record_decision, records, reopen_decision


@dataclass(frozen=True, slots=True)
class Gavel:
    """What the gavel confirms: which proposal, and what becomes of the item."""

    at: datetime
    outcome: str
    kind: DecisionKind
    state: ItemState
    reason: str = ""


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
    at: datetime,
    outcome: str = DRAFT,
    text: str = "",
    points: Collection[str] = (),
    kind: DecisionKind = DecisionKind.OTHER,
    reason: str = "",
) -> int:
    """Confirm a decision on an item; refused without quorum (KL 6:27). Returns the decision's id.

    `outcome` is the proposal that was carried: by the vote, else by acclamation. Text and points that are
    not given are those written on the item; how it was reached is told by itself where nobody has written it.
    """
    meeting, item = item_to_change(actor, RECORD, item_id=item_id)
    item.decision_text = (text or item.decision_text).strip()
    item.decision_points = _lines(points) or item.decision_points
    if not item.decision_text and not item.decision_points:
        raise NotPossible(_("Skriv beslutet innan du för in att det är fattat."))
    item.procedure = item.procedure.strip()
    gavel = Gavel(at, outcome, kind, ItemState.DECIDED, reason)
    return _decide(actor, meeting, item, gavel, action="decide_item")


def table_item(
    actor: Actor,
    *,
    item_id: int,
    at: datetime,
    outcome: str = DRAFT,
    until: date | None = None,
    text: str = "",
    reason: str = "",
) -> int:
    """Confirm that an item is tabled, to a later meeting where its day is known (rule 21); a decision too."""
    meeting, item = item_to_change(actor, RECORD, item_id=item_id)
    item.decision_text = text.strip() or tabling_of(committee_name(meeting.authority_id), until)
    item.decision_points = []
    gavel = Gavel(at, outcome, DecisionKind.TABLE, ItemState.TABLED, reason)
    return _decide(actor, meeting, item, gavel, action="table_item")


def note_item(actor: Actor, *, item_id: int, at: datetime, text: str = "", reason: str = "") -> None:
    """Confirm that an item was handled without a decision, as roll call or other questions are."""
    meeting, item = item_to_change(actor, RECORD, item_id=item_id)
    playing = _before_the_committee(actor, meeting, item, at=at, reason=reason)
    happen(playing, actor, NOTE, at=at)
    _freeze(playing, actor, item, ItemState.NOTED)
    item.meeting_text = (text or item.meeting_text).strip()
    item.decision_text, item.decision_points = "", []
    item.save()
    changes = {"item": item.pk, "paragraph": item.paragraph, "title": item.title}
    ledger.append(actor, "note_item", on=on(meeting), authority=meeting.authority_id, changes=changes)


def reopen_item(actor: Actor, *, item_id: int, says: Consent, at: datetime, reason: str = "") -> None:
    """Write down whether the committee takes up a settled item anew; then nothing that was decided stands.

    The earlier gavel stays among the events; the register's decision is marked until there is a new one.
    """
    meeting, item = item_as_it_is(actor, RECORD, item_id=item_id)
    _must_be_open(meeting)
    playing = play(meeting)
    values = {"paragraph": item.paragraph, "title": item.title, "says": says.value}
    happen(playing, actor, REOPEN, values, at=at, reason=reason)
    keep(playing, actor)
    changes = {"item": item.pk, "paragraph": item.paragraph, "title": item.title, "says": says.value}
    if says is not Consent.REFUSED:
        changes["decision"] = item.decision_id
        if item.decision_id is not None:
            reopen_decision(actor, decision_id=item.decision_id, at=at)
        _open_again(item)
    ledger.append(actor, "reopen_item", on=on(meeting), authority=meeting.authority_id, changes=changes)


def _open_again(item: Item) -> None:
    """Let the item be written and decided again; what was decided is its draft, but for a tabling."""
    if item.state == ItemState.TABLED.value:
        item.decision_text, item.decision_points = "", []
    item.state, item.decision_id, item.decision_kind = ItemState.OPEN.value, None, ""
    item.procedure, item.votes, item.served = "", [], None
    item.save()


def elect_approver(
    actor: Actor,
    *,
    meeting_id: int,
    person_id: int,
    due: date,
    at: datetime,
    place: str = "",
    reason: str = "",
    reserve_id: int | None = None,
) -> None:
    """Elect who approves the minutes, and until when; confirms the item of the election.

    The approver, and the reserve if one is chosen, serve and do not preside; later than fourteen days needs
    a reason (KL 5:69).
    """
    meeting = meeting_to_change(actor, RECORD, meeting_id=meeting_id)
    _must_be_open(meeting)
    item = Item.objects.filter(meeting=meeting, kind=ItemKind.APPROVER_ELECTION.value).first()
    if item is not None and item.state != ItemState.OPEN.value:
        raise NotPossible(_("§ %(number)s är redan beslutad.") % {"number": item.paragraph})
    approvers, recorded = choose_approver(
        meeting, person_id=person_id, reserve_id=reserve_id, due=due, place=place, reason=reason
    )
    changes = {"approver": person_id, "reserve": reserve_id, "due": due.isoformat(), "reason": recorded}
    if item is not None:
        names = [f"{one.name} ({one.party})" if one.party else one.name for one in approvers]
        committee = committee_name(meeting.authority_id)
        item.decision_text = election_of(committee, *names, due=due, place=place)
        gavel = Gavel(at, DRAFT, DecisionKind.ELECT, ItemState.DECIDED)
        changes["decision"] = _confirm(actor, meeting, item, gavel)
    ledger.append(actor, "elect_approver", on=on(meeting), authority=meeting.authority_id, changes=changes)


def _decide(actor: Actor, meeting: Meeting, item: Item, gavel: Gavel, *, action: str) -> int:
    decision = _confirm(actor, meeting, item, gavel)
    changes = {"item": item.pk, "paragraph": item.paragraph, "decision": decision, "served": item.served}
    ledger.append(actor, action, on=on(meeting), authority=meeting.authority_id, changes=changes)
    return decision


def _confirm(actor: Actor, meeting: Meeting, item: Item, gavel: Gavel) -> int:
    """Let the gavel fall: who served is kept, the register gets the decision, the item is frozen."""
    playing = _before_the_committee(actor, meeting, item, at=gavel.at, reason=gavel.reason)
    now = playing.sitting.item
    if now is not None and now.outcome is None:
        found = {"kind": "acclamation", "outcome": gavel.outcome}
        happen(playing, actor, "vote", found, at=gavel.at)
    declared = {"outcome": gavel.outcome, "text": "\n".join([item.decision_text, *item.decision_points])}
    happen(playing, actor, "decide", declared, at=gavel.at, reason=gavel.reason)
    _freeze(playing, actor, item, gavel.state)
    item.procedure = _procedure(playing, item)
    if meeting.held_on is None or item.paragraph is None or item.year is None:
        raise NotPossible(_("Punkten har inget paragrafnummer. Öppna sammanträdet först."))
    item.decision_kind = gavel.kind.value
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
        kind=gavel.kind.value,
        source_on=f"meetings.item:{item.pk}",
    )
    item.save()
    return item.decision_id


def _procedure(playing: Playing, item: Item) -> str:
    """Tell how it was reached where nobody has written it: once there are motions, from the events."""
    committee = committee_name(item.authority_id)
    usual = procedure_of(item.proposal, rapporteur=item.rapporteur, committee=committee)
    now = playing.sitting.item
    if item.procedure not in ("", usual) or now is None:
        return item.procedure
    if now.is_plain:
        return usual if ItemState(item.state) is ItemState.DECIDED else item.procedure
    names = names_of(playing.meeting)
    words = Words(committee, draft_in_words(item.rapporteur), lambda seat: names[seat][0])
    return procedure_from(now, words)


def _before_the_committee(
    actor: Actor, meeting: Meeting, item: Item, *, at: datetime, reason: str
) -> Playing:
    """Play the meeting with the item taken up, which asks for a quorum (KL 6:27)."""
    _must_be_open(meeting)
    playing = play(meeting)
    if not playing.sitting.room.remote:
        raise NotPossible(_("Registrera närvaron först, så att det framgår vilka som tjänstgör."))
    be_before(playing, actor, item, at=at, reason=reason)
    return playing


def _freeze(playing: Playing, actor: Actor, item: Item, state: ItemState) -> None:
    """Keep the events, and on the item its state and who served."""
    keep(playing, actor)
    seated = Presence.objects.filter(meeting=playing.meeting, person_id__isnull=False)
    persons = {(row.municipality, row.present_as): row.person_id for row in seated}
    now = playing.sitting.item
    roll = (now.roll if now else None) or ()
    item.served = [persons[seat.municipality, seat.as_] for seat in roll]
    item.votes = votes_told(playing, item)
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
