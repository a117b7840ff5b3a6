"""Corrections and supplements of approved minutes: written, signed, registered in the case, and shown."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from tinget.documents import api as documents
from tinget.foundation import files
from tinget.foundation.errors import NotPossible
from tinget.foundation.ui.words import short_date
from tinget.meetings import api as meetings
from tinget.organisation import api as organisation
from tinget.registry import api as registry
from tinget.signatures import api as signatures
from tinget.workflows.publish_minutes.drawing_up import keep_signed
from tinget.workflows.publish_minutes.extracts import can_be_extracted
from tinget.workflows.publish_minutes.legal_force import outdate_by_correction
from tinget.workflows.publish_minutes.reading import has_expired

ABOUT = "meetings.addendum:"
SCHEMA = "tinget-addendum-1"


def can_be_amended(actor: organisation.Actor, meeting: meetings.MeetingView) -> bool:
    """Whether the actor may put right or add to the minutes, which are approved and ours."""
    is_own = actor.is_demonstration == meeting.is_demonstration and can_be_extracted(meeting)
    return is_own and organisation.permits(actor, meetings.AMEND, meeting.authority)


def draw_up_addendum(
    actor: organisation.Actor,
    *,
    meeting_id: int,
    item_id: int | None,
    given: meetings.AddendumText,
    at: dt.datetime,
) -> int:
    """Write an addendum, typeset it and ask the actor to sign it; return its id."""
    made = meetings.write_addendum(actor, meeting_id=meeting_id, item_id=item_id, given=given, at=at)
    line, meeting = meetings.addendum(made), meetings.meeting_by_id(meeting_id)
    if line is None or actor.person_id is None or meeting.minutes_document_id is None:
        raise NotPossible(_("Protokollet saknar den fil som rättelsen eller kompletteringen hör till."))
    content = _content(meeting, line, sha256=documents.latest(meeting.minutes_document_id).sha256)
    name, title = _name(meeting, line), _title(meeting, line)
    file = files.store(meeting.authority, meetings.render_addendum(content), name=name)
    worker = organisation.system_actor(meeting.authority, demonstration=meeting.is_demonstration)
    document = documents.create_document(
        worker, authority=meeting.authority, title=title, file=file, name=name, at=at
    )
    meetings.addendum_drawn_up(worker, addendum_id=made, document_id=document.id)
    signatures.request_signatures(
        worker,
        authority=meeting.authority,
        paper=signatures.Paper(file, name, title, f"{ABOUT}{made}"),
        signers=[signatures.SignerSpec(actor.person_id, actor.name, line.capacity)],
        purpose=signatures.Purpose.ADDENDUM,
        at=at,
    )
    return made


def follow_signature(event: signatures.DocumentSigned) -> None:
    """Register the signed paper in the case of its §, and let it count."""
    if event.purpose != signatures.Purpose.ADDENDUM:
        return
    actor = organisation.system_actor(event.authority, demonstration=event.is_demonstration)
    line = meetings.addendum(int(event.about.removeprefix(ABOUT)))
    meeting_id = meetings.meeting_of_addendum(line.id) if line else None
    if line is None or line.document_id is None or meeting_id is None:
        raise meetings.MeetingNotFound(event.about)
    meeting = meetings.meeting_by_id(meeting_id)
    keep_signed(actor, line.document_id, event)
    record_id = _register(actor, meeting, line, day=event.at.date())
    is_open = meetings.addendum_signed(actor, addendum_id=line.id, record_id=record_id, at=event.at)
    if line.kind is meetings.AddendumKind.CORRECTION:
        outdate_by_correction(actor, meeting, line, at=event.at)
    if is_open and not has_expired(meeting):
        documents.publish(actor, document_id=line.document_id, at=event.at)
        registry.publish(
            actor,
            authority=event.authority,
            case_ids=(),
            record_ids=[record_id],
            decision_ids=(),
            at=event.at,
        )


def signings(authority: int, lines: list[meetings.AddendumLine]) -> dict[int, signatures.SigningLine]:
    """Tell how far the signature of each has come."""
    asked = signatures.newest_requests(authority, [f"{ABOUT}{line.id}" for line in lines])
    return {int(about.removeprefix(ABOUT)): line for about, line in asked.items()}


def _register(
    actor: organisation.Actor, meeting: meetings.MeetingView, line: meetings.AddendumLine, *, day: dt.date
) -> int:
    item = next((one for one in meeting.items if one.id == line.item_id), None)
    return registry.register_record(
        actor,
        authority=meeting.authority,
        case_id=item.case_id if item else None,
        title=_title(meeting, line),
        direction=registry.Direction.DRAWN_UP,
        dated_on=day,
        counterpart="",
        document_id=line.document_id,
        day=day,
    )


def _content(meeting: meetings.MeetingView, line: meetings.AddendumLine, *, sha256: str) -> dict[str, Any]:
    """Gather what the paper says, as data/schemas/addendum-1.schema.json has it."""
    item = next((one for one in meeting.items if one.id == line.item_id), None)
    whole = meetings.minutes_content(meeting.id, generated_on=line.drawn_up_on).to_json()
    return {
        "schema": SCHEMA,
        "authority": whole["authority"],
        "meeting": whole["meeting"],
        "demonstration": meeting.is_demonstration,
        "kind": line.kind.value,
        "paragraph": str(line.paragraph) if line.paragraph is not None else None,
        "title": item.title if item else "",
        "case_number": (item.case_number or None) if item else None,
        "stated": line.stated,
        "text": line.text,
        "reason": line.reason,
        "by": {"name": line.by_name, "capacity": line.capacity},
        "approved_on": meeting.approved_on.isoformat() if meeting.approved_on else None,
        "drawn_up_on": line.drawn_up_on.isoformat(),
        "minutes_sha256": sha256,
    }


def _title(meeting: meetings.MeetingView, line: meetings.AddendumLine) -> str:
    what = {"kind": line.kind_text, "day": short_date(meeting.day), "paragraph": line.paragraph}
    if line.paragraph is None:
        return _("%(kind)s av protokoll %(day)s") % what
    return _("%(kind)s av protokoll %(day)s § %(paragraph)s") % what


def _name(meeting: meetings.MeetingView, line: meetings.AddendumLine) -> str:
    place = f"-p{line.paragraph}" if line.paragraph is not None else ""
    return f"{line.kind_text.lower().replace('ä', 'a')}-{meeting.address}{place}-{line.id}.pdf"
