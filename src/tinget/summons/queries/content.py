"""What a summons would say now: the meeting, its agenda, and which papers can go along."""

import dataclasses
from collections.abc import Mapping

from tinget.documents import api as documents
from tinget.meetings import api as meetings
from tinget.organisation.api import Role, addresses, people_with
from tinget.registry import api as registry
from tinget.summons.models import Recipient
from tinget.summons.rules.content import AgendaItem, Content, Left, Paper

PDF = "application/pdf"
STANDING = frozenset({meetings.ItemKind.ROLL_CALL, meetings.ItemKind.APPROVER_ELECTION,
                      meetings.ItemKind.AGENDA, meetings.ItemKind.OTHER})  # fmt: skip
BESIDE = {  # who is called without a seat, in what office
    Role.CHAIR: "chair",
    Role.VICE_CHAIR: "vice_chair",
    Role.SECRETARY: "secretary",
    Role.COORDINATOR: "coordinator",
}


def has_matters(meeting: meetings.MeetingView) -> bool:
    """Whether the agenda has anything but what every meeting has."""
    return any(item.kind not in STANDING for item in meeting.items)


def content_now(meeting: meetings.MeetingView) -> Content:
    """Gather what a summons to the meeting would say at this moment; nothing secret is among it."""
    ids = [one.record_id for item in meeting.items for one in item.basis if one.record_id is not None]
    records = registry.records(ids)
    found = documents.documents(
        [one.document_id for one in records.values() if one.document_id is not None and not one.is_secret]
    )
    return Content(
        day=meeting.planned_on,
        start=meeting.planned_start,
        end=meeting.planned_end,
        place=meeting.place,
        items=tuple(_item(item, number, records, found) for number, item in enumerate(meeting.items, 1)),
    )


def _item(
    item: meetings.ItemLine,
    number: int,
    records: Mapping[int, registry.RecordLine],
    found: Mapping[int, documents.DocumentLine],
) -> AgendaItem:
    return AgendaItem(
        item_id=item.id,
        number=number,
        title=item.title,
        case_id=item.case_id,
        case_number=item.case_number,
        rapporteur=item.rapporteur,
        proposal=item.proposal,
        summary=item.summary,
        begins=item.begins,
        papers=tuple(_paper(one, records, found) for one in item.basis),
    )


def _paper(
    basis: meetings.BasisLine,
    records: Mapping[int, registry.RecordLine],
    found: Mapping[int, documents.DocumentLine],
) -> Paper:
    """Tell a paper, and why it cannot go along; a secret one is nothing but its public title."""
    paper = Paper(title=basis.title, printed=basis.printed, record_id=basis.record_id)
    record = records.get(basis.record_id or 0)
    if basis.record_id is not None and record is None:
        return dataclasses.replace(paper, left=Left.MARKED)  # not to be seen by whoever asks
    if record is None or record.document_id is None:
        return dataclasses.replace(paper, left=Left.MARKED if record and record.is_secret else Left.NO_FILE)
    document = found.get(record.document_id)
    if record.is_secret or document is None or document.restriction_id is not None:
        return dataclasses.replace(paper, left=Left.MARKED)
    if document.latest is None:
        return dataclasses.replace(paper, left=Left.NO_FILE)
    left = Left.NOT if pdf_of(document.latest) else Left.NO_PDF
    return dataclasses.replace(paper, document_id=document.id, version_id=document.latest.id, left=left)


def pdf_of(version: documents.VersionLine) -> str:
    """Return the content (SHA-256) that shows a version as PDF: itself, or the copy; empty without one."""
    if version.media_type == PDF:
        return version.sha256
    made = (
        line for line in documents.renditions_of([version.id]) if line.kind is documents.RenditionKind.PDF
    )
    return next((file.sha256 for line in made for file in line.files), "")


def called(meeting: meetings.MeetingView) -> list[Recipient]:
    """List those who are to be called, not yet saved: seats by municipality, then others by office."""
    day, authority = meeting.planned_on, meeting.authority
    rows: dict[int, Recipient] = {}
    for seat in meetings.seats_on(meeting.id):
        for held in (seat.member, seat.substitute):
            if held is not None:
                rows.setdefault(
                    held.person_id,
                    Recipient(
                        authority_id=authority,
                        person_id=held.person_id,
                        name=held.name,
                        municipality_id=seat.municipality.id,
                        municipality=seat.municipality.name,
                        called_as=held.as_.value,
                    ),
                )
    for role, called_as in BESIDE.items():
        for one in people_with(authority, [role], on=day, demonstration=meeting.is_demonstration):
            rows.setdefault(
                one.id,
                Recipient(authority_id=authority, person_id=one.id, name=one.name, called_as=called_as),
            )
    known = addresses(rows)
    for person, row in rows.items():
        row.email = known.get(person, "")
    return list(rows.values())


def empty_seats(meeting: meetings.MeetingView) -> list[str]:
    """Name the seats that nobody is known for certain to hold on the day: nobody can be called to them."""
    return [
        f"{seat.municipality.name}, {word}"
        for seat in meetings.seats_on(meeting.id)
        for held, word in ((seat.member, "ledamot"), (seat.substitute, "ersättare"))
        if held is None
    ]
