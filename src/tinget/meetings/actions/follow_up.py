"""Following a decision up: who does what, how it goes, what the councils decide, and how it is told."""

from datetime import date

from django.http import Http404
from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.meetings.actions.heeding import heed, on
from tinget.meetings.actions.planning import add_item
from tinget.meetings.models import Assignment, CouncilDecision, Item, Meeting
from tinget.meetings.permissions import FOLLOW_UP
from tinget.meetings.queries import assignments, standstill_of
from tinget.meetings.rules.agenda import ItemKind
from tinget.meetings.rules.follow_up import Standing, too_early, within_standstill
from tinget.meetings.rules.states import ItemState, MeetingState
from tinget.meetings.rules.wording import ItemWording
from tinget.organisation.api import Actor, boards, require


def assign(
    actor: Actor,
    *,
    item_id: int,
    text: str,
    owner: str,
    due_on: date | None = None,
    earliest_on: date | None = None,
    condition: str = "",
    of_councils: bool = False,
) -> int:
    """Write down what a decision asks somebody to do; not before a day only with the condition behind it."""
    item = Item.objects.select_related("meeting").filter(pk=item_id).first()
    if item is None:
        raise Http404(str(item_id))
    _may(actor, item.meeting)
    if item.state == ItemState.OPEN.value:
        raise NotPossible(_("Punkten är inte avgjord, så det finns inget beslut att följa upp."))
    if earliest_on is not None and not condition.strip():
        raise NotPossible(_("Ange villkoret: varför uppdraget inte får utföras tidigare."))
    made = Assignment.objects.create(
        authority_id=item.authority_id,
        item=item,
        text=text.strip(),
        owner=owner.strip(),
        due_on=due_on,
        earliest_on=earliest_on,
        condition=condition.strip(),
        of_councils=of_councils,
    )
    changes = {"item": item.pk, "assignment": made.pk, "title": made.text, "owner": made.owner}
    _append(actor, "assign", item.meeting, changes)
    return made.pk


def report_status(
    actor: Actor, *, assignment_id: int, status: str, day: date, done_on: date | None = None, reason: str = ""
) -> None:
    """Write down how it goes; done before its condition allows it needs a reason."""
    row = _load(actor, assignment_id)
    if done_on is not None:
        awaited = standstill_of(row.item) if row.of_award else None
        found = too_early(done_on, earliest_on=row.earliest_on, condition=row.condition)
        found = within_standstill(done_on, awaited) if awaited else found
        row.early_reason = heed(found, reason=reason)
    row.status, row.status_on, row.done_on = status.strip(), day, done_on
    row.save(update_fields=["status", "status_on", "done_on", "early_reason"])
    changes = {
        "item": row.item_id,
        "assignment": row.pk,
        "title": row.text,
        "status": row.status,
        "done_on": done_on.isoformat() if done_on else "",
        "reason": row.early_reason,
    }
    _append(actor, "report_status", row.item.meeting, changes)


def await_standstill(actor: Actor, *, assignment_id: int) -> None:
    """Let an assignment wait for the standstill of its §'s award, as that is reckoned (LOU 20:1)."""
    row = _load(actor, assignment_id)
    standstill = standstill_of(row.item)
    if standstill is None:
        raise NotPossible(_("Paragrafen har ingen tilldelning med avtalsspärr."))
    row.of_award = True
    row.save(update_fields=["of_award"])
    changes = {"item": row.item_id, "assignment": row.pk, "title": f"{row.text}: {standstill.told}"}
    _append(actor, "await_standstill", row.item.meeting, changes)


def record_council_decision(
    actor: Actor,
    *,
    assignment_id: int,
    municipality_id: int,
    decided_on: date,
    approves: bool,
    paragraph: str = "",
    legal_force_on: date | None = None,
) -> None:
    """Write down what a council decided; written again, it is put right (KL 9:19, reglemente 28 §)."""
    row = _load(actor, assignment_id)
    meeting = row.item.meeting
    parties = boards(row.authority_id, on=meeting.held_on or meeting.planned_on)
    party = next((one for one in parties if one.id == municipality_id), None)
    if party is None or not row.of_councils:
        raise NotPossible(_("Beslutet är inte skickat till den kommunens fullmäktige."))
    if legal_force_on is not None and legal_force_on < decided_on:
        raise NotPossible(_("Ett beslut får inte laga kraft innan det är fattat."))
    CouncilDecision.objects.update_or_create(
        authority_id=row.authority_id,
        assignment=row,
        municipality_id=party.id,
        defaults={
            "municipality": party.name,
            "decided_on": decided_on,
            "paragraph": paragraph.strip(),
            "approves": approves,
            "legal_force_on": legal_force_on,
        },
    )
    changes = {
        "item": row.item_id,
        "assignment": row.pk,
        "title": f"{party.name}: {row.text}",
        "decided_on": decided_on.isoformat(),
        "approves": approves,
    }
    _append(actor, "record_council_decision", meeting, changes)


def report_at_next_meeting(actor: Actor, *, authority: int, today: date) -> int:
    """Put how every open assignment stands on the next planned meeting's agenda; returns the meeting's id.

    Told again to the same meeting, its text is written anew. What has to do with a secret case is left out:
    the agenda is public.
    """
    require(actor, FOLLOW_UP, authority=authority)
    planned = Meeting.objects.filter(
        authority_id=authority,
        state=MeetingState.PLANNED.value,
        planned_on__gte=today,
        is_demonstration=actor.is_demonstration,
        is_published_fact=False,
    )
    meeting = planned.order_by("planned_on").first()
    if meeting is None:
        raise NotPossible(_("Inget kommande sammanträde är planerat. Planera det först."))
    left = [
        one
        for one in assignments(authority, today=today)
        if one.standing is not Standing.DONE
        and one.is_demonstration == actor.is_demonstration
        and not one.is_secret
    ]
    if not left:
        raise NotPossible(_("Det finns inga öppna uppdrag att redovisa."))
    wording = ItemWording(_("Uppföljning av beslut"), summary="\n\n".join(one.told for one in left))
    told = Item.objects.filter(meeting=meeting, kind=ItemKind.INFORMATION.value, title=wording.title).first()
    if told is None:
        add_item(actor, meeting_id=meeting.pk, kind=ItemKind.INFORMATION, wording=wording)
    else:
        told.summary = wording.summary
        told.save(update_fields=["summary"])
        _append(actor, "write_item", meeting, {"item": told.pk, "title": told.title})
    return meeting.pk


def _load(actor: Actor, assignment_id: int) -> Assignment:
    row = Assignment.objects.select_for_update(of=["self"]).filter(pk=assignment_id).first()
    if row is None:
        raise Http404(str(assignment_id))
    _may(actor, row.item.meeting)
    return row


def _may(actor: Actor, meeting: Meeting) -> None:
    """Let the office follow up what is made up or real like itself; published facts are real."""
    require(actor, FOLLOW_UP, authority=meeting.authority_id)
    if meeting.is_demonstration != actor.is_demonstration:
        raise NotPossible(_("Demonstrationens roller följer bara upp demonstrationens beslut, och tvärtom."))


def _append(actor: Actor, action: str, meeting: Meeting, changes: dict[str, object]) -> None:
    ledger.append(actor, action, on=on(meeting), authority=meeting.authority_id, changes=changes)
