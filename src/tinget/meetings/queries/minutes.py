"""The content of a meeting's minutes, filled from its rows; what is not known is left out."""

from collections.abc import Iterable
from datetime import date, time

from django.conf import settings

from tinget.foundation import ledger
from tinget.meetings.models import Meeting
from tinget.meetings.queries.meetings import MeetingNotFound, meeting_by_id
from tinget.meetings.queries.rolls import Rolls, rolls_of
from tinget.meetings.queries.seating import seat_rows
from tinget.meetings.rules.agenda import WITHOUT_QUORUM, paragraph_ranges
from tinget.meetings.rules.lines import ItemLine, MeetingView, PresenceLine
from tinget.meetings.rules.minutes_content import (
    Absentee,
    Approval,
    Attendee,
    Basis,
    LedgerHead,
    MinutesAuthority,
    MinutesContent,
    MinutesItem,
    MinutesMeeting,
    Named,
)
from tinget.meetings.rules.minutes_content import Presence as As
from tinget.meetings.rules.seats import PresentAs
from tinget.organisation.api import authority_by_id, municipalities


def minutes_content(meeting_id: int, *, generated_on: date) -> MinutesContent:
    """Gather everything the minutes say, or MeetingNotFound; the ledger's head binds them to its history.

    A rendering of published facts is not signed and may be asked for by visitors: it has no head.
    """
    row = Meeting.objects.filter(pk=meeting_id).first()
    if row is None:
        raise MeetingNotFound(str(meeting_id))
    view = meeting_by_id(meeting_id)
    rolls = None if view.is_published_fact else rolls_of(row)
    return MinutesContent(
        authority=_authority(view.authority),
        meeting=MinutesMeeting(
            date=view.day,
            address=view.address,
            place=view.place or None,
            starts_at=_clock(view.starts_at),
            ends_at=_clock(view.ends_at),
            form=_form(view, rolls),
        ),
        paragraphs=tuple(str(item.paragraph) for item in view.items if item.paragraph is not None),
        items=tuple(_item(item, view, rolls) for item in view.items if item.paragraph is not None),
        generated_on=generated_on,
        demonstration=view.is_demonstration,
        rendering_of_published_facts=view.is_published_fact,
        chair=_chair(view),
        secretary=Named(name=view.secretary_name) if view.secretary_name else None,
        approvers=tuple(Named(name=one.name, party=one.party or None) for one in view.approvers),
        approval=_approval(view),
        attendance=_attendance(view, rolls),
        absent=_absent(row, view),
        rules_version=view.rules_version,
        rules_assumed=view.rules_assumed,
        ledger_head=None if view.is_published_fact else _head(view.authority),
    )


def _form(view: MeetingView, rolls: Rolls | None) -> str | None:
    """Say how it was held, which paragraphs in public (KL 6:25), and the breaks."""
    public = [number for number, item in (rolls.items if rolls else {}).items() if item.was_public]
    openness = f"offentligt § {paragraph_ranges(public)}" if public else ""
    adjourned = f"ajournerat {', '.join(rolls.pauses)}" if rolls and rolls.pauses else ""
    return ", ".join(filter(None, (view.form, openness, adjourned))) or None


def _authority(authority: int) -> MinutesAuthority:
    found = authority_by_id(authority)
    host = next(place for place in municipalities() if place.id == found.host_municipality_id)
    return MinutesAuthority(
        name=found.name, host=host.org_name, address=f"{settings.TINGET_ADDRESS}/{found.slug}/"
    )


def _head(authority: int) -> LedgerHead:
    head = ledger.head(authority)
    return LedgerHead(count=head.count, hash=head.hash)


def _clock(at: time | None) -> str | None:
    return at.strftime("%H:%M") if at is not None else None


def _chair(view: MeetingView) -> Named | None:
    return Named(name=view.chair_name, party=view.chair_party or None) if view.chair_name else None


def _approval(view: MeetingView) -> Approval:
    return Approval(text=view.approval_place or None, due_on=view.approval_due)


def _has_seats(presence: Iterable[PresenceLine]) -> bool:
    return any(one.as_ is not PresentAs.OTHER for one in presence)


def _attendance(view: MeetingView, rolls: Rolls | None) -> tuple[Attendee, ...] | None:
    """List who was there; None where published minutes don't say who held the seats."""
    if not _has_seats(view.presence):
        return None
    return tuple(
        Attendee(
            name=one.name,
            as_=_as(one, rolls),
            party=one.party or None,
            municipality=one.municipality or None,
            note=one.office,
            paragraphs=_paragraphs(one, rolls),
        )
        for one in view.presence
    )


def _paragraphs(one: PresenceLine, rolls: Rolls | None) -> tuple[str, ...] | None:
    if rolls is None or one.as_ is PresentAs.OTHER:
        return None
    return rolls.paragraphs_of(one.municipality, one.as_)


def _as(one: PresenceLine, rolls: Rolls | None) -> As:
    if one.is_chair:
        return As.CHAIR
    if one.as_ is PresentAs.OTHER:
        return As.OTHER
    if one.as_ is PresentAs.MEMBER:
        return As.MEMBER
    has_served = one.is_serving or bool(_paragraphs(one, rolls))
    return As.SERVING_SUBSTITUTE if has_served else As.SUBSTITUTE


def _absent(row: Meeting, view: MeetingView) -> tuple[Absentee, ...] | None:
    """List the members who were not there; None where nobody knows who was."""
    if not _has_seats(view.presence):
        return None
    here = {one.person_id for one in view.presence}
    members = [line.member for line in seat_rows(row) if line.member is not None]
    return tuple(
        Absentee(name=one.name, party=one.party, municipality=one.municipality)
        for one in members
        if one.person_id not in here
    )


def _item(item: ItemLine, view: MeetingView, rolls: Rolls | None) -> MinutesItem:
    remarks = rolls.remarks_of(item.paragraph or 0) if rolls else ()
    return MinutesItem(
        paragraph=str(item.paragraph),
        title=item.title,
        case_number=item.case_number or None,
        decision=item.decision_text or None,
        decision_points=item.decision_points,
        summary=item.summary,
        meeting_text="\n\n".join(filter(None, (item.meeting_text, *remarks))),
        procedure=item.procedure,
        basis=tuple(Basis(title=one.title, record_id=one.printed or None) for one in item.basis),
        recipients=item.recipients,
        immediate=item.is_immediate,
        # Without quorum no item but the roll call can be handled, so a handled one had it.
        quorum=None if view.is_published_fact or item.is_open or item.kind in WITHOUT_QUORUM else True,
        **(rolls.of_item(item.paragraph or 0, item.rapporteur) if rolls else {}),
    )
