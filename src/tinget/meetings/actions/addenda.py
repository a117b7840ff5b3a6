"""Putting right or adding to approved minutes: an act of its own, signed by whoever answers for it."""

from datetime import datetime

from django.http import Http404
from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.meetings.actions.heeding import must_be, on
from tinget.meetings.models import Addendum, Item, Meeting
from tinget.meetings.permissions import AMEND
from tinget.meetings.queries import ItemNotFound, meeting_to_change, words_of
from tinget.meetings.rules.addenda import AddendumText, faults_of
from tinget.meetings.rules.agenda import ClosedFor
from tinget.meetings.rules.states import MeetingState
from tinget.organisation.api import ROLE_TEXTS, Actor
from tinget.registry.api import cases


def write_addendum(
    actor: Actor, *, meeting_id: int, item_id: int | None, given: AddendumText, at: datetime
) -> int:
    """Write what is put right or added in approved minutes, and why; it counts when it is signed.

    A correction is of an obvious slip, in words that the § has (FL 36 §); what was decided is changed by a
    new decision only.
    """
    meeting = meeting_to_change(actor, AMEND, meeting_id=meeting_id)
    must_be(
        meeting,
        MeetingState.APPROVED,
        MeetingState.ANNOUNCED,
        otherwise=_("Protokollet är inte justerat, så det kan ännu ändras där det skrivs."),
    )
    if actor.person_id is None or actor.role is None:
        raise NotPossible(_("En rättelse eller komplettering görs av en person."))
    item = _item(meeting, item_id)
    if faults := faults_of(given, words=words_of(item) if item else None):
        raise NotPossible(" ".join(map(_, faults)))
    row = Addendum.objects.create(
        authority_id=meeting.authority_id,
        meeting=meeting,
        item=item,
        kind=given.kind.value,
        stated=given.stated.strip(),
        text=given.text.strip(),
        reason=given.reason.strip(),
        by_id=actor.person_id,
        by_name=actor.name,
        capacity=str(ROLE_TEXTS[actor.role]).capitalize(),
        drawn_up_at=at,
    )
    _note(actor, row, "write_addendum", {"told": row.text, "reason": row.reason})
    return row.pk


def addendum_drawn_up(actor: Actor, *, addendum_id: int, document_id: int) -> None:
    """Note the document that is to be signed; part of writing the addendum, so the ledger has it already."""
    row = _load(actor, addendum_id)
    row.document_id = document_id
    row.save(update_fields=["document"])


def addendum_signed(actor: Actor, *, addendum_id: int, record_id: int, at: datetime) -> bool:
    """Let the signed addendum count from now on; return whether it is open to visitors, as its § is."""
    row = _load(actor, addendum_id)
    if row.signed_at is not None:
        raise NotPossible(_("Den är redan undertecknad."))
    row.signed_at, row.record_id = at, record_id
    row.published_at = at if _is_open(row) else None
    row.save(update_fields=["signed_at", "record", "published_at"])
    _note(actor, row, "addendum_signed", {"record": record_id, "document": row.document_id})
    return row.published_at is not None


def _is_open(row: Addendum) -> bool:
    """Whether visitors may read it: what its § is about is neither secret nor unpublished."""
    item = row.item
    if item is None:
        return row.meeting.published_at is not None
    case = cases([item.case_id]).get(item.case_id) if item.case_id is not None else None
    is_secret = item.closed_for == ClosedFor.SECRECY.value or (case is not None and case.is_secret)
    return item.published_at is not None and not is_secret


def _item(meeting: Meeting, item_id: int | None) -> Item | None:
    if item_id is None:
        return None
    found = Item.objects.filter(meeting=meeting, pk=item_id, paragraph__isnull=False).first()
    if found is None:
        raise ItemNotFound(str(item_id))
    return found


def _load(actor: Actor, addendum_id: int) -> Addendum:
    row = Addendum.objects.select_for_update(of=["self"]).filter(pk=addendum_id).first()
    if row is None:
        raise Http404(str(addendum_id))
    meeting_to_change(actor, AMEND, meeting_id=row.meeting_id)
    return row


def _note(actor: Actor, row: Addendum, action: str, changes: dict[str, object]) -> None:
    about: dict[str, object] = {"addendum": row.pk, "kind": row.kind, "item": row.item_id}
    if row.item is not None:
        about["paragraph"] = row.item.paragraph
    ledger.append(actor, action, on=on(row.meeting), authority=row.authority_id, changes=about | changes)
