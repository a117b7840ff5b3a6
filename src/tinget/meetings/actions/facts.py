"""Loading meetings that published minutes tell of; what they leave unsaid stays empty."""

from datetime import datetime

from tinget.foundation import ledger, serials
from tinget.meetings.actions.heeding import on
from tinget.meetings.actions.minutes import open_to_visitors
from tinget.meetings.actions.numbering import SERIES
from tinget.meetings.models import Approver, Item, ItemBasis, ItemRecipient, Meeting, Presence
from tinget.meetings.permissions import LOAD
from tinget.meetings.rules.facts import PublishedItem, PublishedMeeting, PublishedPerson
from tinget.meetings.rules.seats import PresentAs
from tinget.meetings.rules.states import HELD, ItemState
from tinget.meetings.rules.versions import rules_on
from tinget.organisation.api import Actor, authority_by_id, require
from tinget.registry.api import record_decision


def load_published_meeting(actor: Actor, *, authority: int, facts: PublishedMeeting, at: datetime) -> int:
    """Store a meeting as published minutes tell of it, open to visitors; loaded before: left as it is.

    One that is only planned (`state`) has `held_on` as its planned day.
    The § series is raised, so that later meetings of the year continue after these numbers.
    """
    require(actor, LOAD, authority=authority)
    address = facts.held_on.isoformat()
    known = Meeting.objects.filter(authority_id=authority, address=address).first()
    if known is not None:
        return known.pk
    meeting = _meeting(authority, address, facts)
    for position, one in enumerate(facts.items, start=1):
        _item(actor, meeting, one, position=position)
    _people(meeting, facts)
    last = max((one.paragraph for one in facts.items), default=0)
    if last:
        serials.raise_to(authority=authority, series=SERIES, year=facts.held_on.year, last=last)
    open_to_visitors(actor, meeting, at=at)
    changes = {"held_on": address, "items": len(facts.items), "source": facts.source}
    ledger.append(actor, "load_published_meeting", on=on(meeting), authority=authority, changes=changes)
    return meeting.pk


def _meeting(authority: int, address: str, facts: PublishedMeeting) -> Meeting:
    version = rules_on(facts.held_on)
    chair, secretary = facts.chair or _NOBODY, facts.secretary or _NOBODY
    return Meeting.objects.create(
        authority_id=authority,
        address=address,
        planned_on=facts.held_on,
        held_on=facts.held_on if facts.state in HELD else None,
        planned_start=facts.planned_start,
        planned_end=facts.planned_end,
        starts_at=facts.starts_at,
        ends_at=facts.ends_at,
        place=facts.place,
        form=facts.form,
        state=facts.state.value,
        rules_version=version.name,
        rules_assumed=version.is_assumed,
        chair_id=chair.person_id,
        chair_name=chair.name,
        chair_party=chair.party,
        secretary_id=secretary.person_id,
        secretary_name=secretary.name,
        approval_due=facts.approval_due,
        approval_place=facts.approval_place,
        approved_on=facts.approved_on,
        source=facts.source,
        notes=list(facts.notes),
        is_published_fact=True,
    )


def _item(actor: Actor, meeting: Meeting, facts: PublishedItem, *, position: int) -> None:
    item = Item.objects.create(
        authority_id=meeting.authority_id,
        meeting=meeting,
        position=position,
        year=meeting.planned_on.year,
        paragraph=facts.paragraph,
        kind=facts.kind.value,
        title=facts.title,
        case_id=facts.case_id,
        external_case_number=facts.external_case_number,
        rapporteur=facts.rapporteur,
        proposal=facts.proposal,
        summary=facts.summary,
        meeting_text=facts.meeting_text,
        procedure=facts.procedure,
        decision_text=facts.decision_text,
        decision_points=list(facts.decision_points),
        decision_kind=facts.decision_kind.value,
        state=facts.state.value,
    )
    _basis_and_recipients(item, facts)
    if facts.state in (ItemState.DECIDED, ItemState.TABLED):
        item.decision_id = _decision(actor, meeting, item)
        item.save(update_fields=["decision"])


def _decision(actor: Actor, meeting: Meeting, item: Item) -> int:
    return record_decision(
        actor,
        authority=meeting.authority_id,
        case_id=item.case_id,
        paragraph=item.paragraph or 0,
        year=meeting.planned_on.year,
        decided_on=meeting.planned_on,
        title=item.title,
        text=item.decision_text,
        points=item.decision_points,
        kind=item.decision_kind,
        source_on=f"meetings.item:{item.pk}",
        is_published_fact=True,
    )


def _basis_and_recipients(item: Item, facts: PublishedItem) -> None:
    label = authority_by_id(item.authority_id).record_id_label  # "Hid" stands before it wherever it is shown
    ItemBasis.objects.bulk_create(
        ItemBasis(
            authority_id=item.authority_id,
            item=item,
            position=position,
            record_id=one.record_id,
            title=one.title,
            record_id_printed=one.as_printed.removeprefix(label).strip(),
        )
        for position, one in enumerate(facts.basis, start=1)
    )
    ItemRecipient.objects.bulk_create(
        ItemRecipient(authority_id=item.authority_id, item=item, position=position, text=text)
        for position, text in enumerate(facts.recipients, start=1)
    )


def _people(meeting: Meeting, facts: PublishedMeeting) -> None:
    for one in facts.approvers:
        Approver.objects.create(
            authority_id=meeting.authority_id,
            meeting=meeting,
            person_id=one.person_id,
            name=one.name,
            party=one.party,
        )
    for position, one in enumerate(facts.others, start=1):
        Presence.objects.create(
            authority_id=meeting.authority_id,
            meeting=meeting,
            position=position,
            person_id=one.person_id,
            name=one.name,
            party=one.party,
            office=one.office,
            present_as=PresentAs.OTHER.value,
        )


_NOBODY = PublishedPerson("")
