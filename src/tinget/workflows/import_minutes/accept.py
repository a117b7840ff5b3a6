"""Acceptance: a draft's facts become a meeting, items, cases and records; the file becomes a record."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tinget.documents import api as documents
from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.foundation.ui.words import short_date
from tinget.kernel.files import StoredFile
from tinget.kernel.identifiers import CaseNumber, CaseNumberMalformed
from tinget.meetings import api as meetings
from tinget.noticeboard import api as noticeboard
from tinget.organisation import api as organisation
from tinget.registry import api as registry
from tinget.workflows.import_minutes.drafts import locked
from tinget.workflows.import_minutes.permissions import IMPORT
from tinget.workflows.models import ImportedMinutes

TITLE_LENGTH = 200
ROLE_TEXTS = {
    "chair": "ordförande",
    "vice_chair": "vice ordförande",
    "member": "ledamot",
    "serving_substitute": "tjänstgörande ersättare",
    "substitute": "ersättare",
    "other": "",
}

Facts = Mapping[str, Any]


def accept(actor: organisation.Actor, draft: ImportedMinutes, *, at: dt.datetime) -> int:
    """Register what the draft says and return the meeting's id; raise NotPossible with what is in the way."""
    organisation.require(actor, IMPORT, authority=draft.authority_id)
    try:
        with transaction.atomic():
            return _accept(actor, draft, at=at)
    except IntegrityError as clash:
        raise NotPossible(
            _("Någon av paragraferna finns redan i registret för samma år. Rätta numren och försök igen.")
        ) from clash


def _accept(actor: organisation.Actor, draft: ImportedMinutes, *, at: dt.datetime) -> int:
    row = locked(draft)
    day = _day(row.facts)
    address = day.isoformat()
    if meetings.meeting_by_address(row.authority_id, address) is not None:
        told = {"day": short_date(day)}
        raise NotPossible(_("Det finns redan ett sammanträde den %(day)s i registret.") % told)
    loader = organisation.system_actor(row.authority_id)
    facts = _meeting(loader, row, day, at=at)
    meeting_id = meetings.load_published_meeting(loader, authority=row.authority_id, facts=facts, at=at)
    named = [one.record_id for item in facts.items for one in item.basis if one.record_id]
    registry.publish(
        loader, authority=row.authority_id, case_ids=(), record_ids=named, decision_ids=(), at=at
    )
    _notice(loader, row, meeting_id, day, at=at)
    row.meeting_id, row.accepted_at = meeting_id, at
    row.record_id = _original(actor, row, day, at=at)
    row.save(update_fields=["meeting_id", "accepted_at", "record_id"])
    changes = {"meeting": address, "items": len(facts.items), "doubts": len(row.facts["doubts"])}
    ledger.append(
        actor,
        "accept_imported_minutes",
        on=f"workflows.importedminutes:{row.pk}",
        authority=row.authority_id,
        changes=changes,
    )
    return meeting_id


def _day(facts: Facts) -> dt.date:
    printed = facts["meeting"]["date"]
    if not printed:
        raise NotPossible(_("Sammanträdets dag saknas. Fyll i den och godkänn sedan."))
    if not facts["items"]:
        raise NotPossible(_("Inga paragrafer hittades i filen, så det finns inget att godkänna."))
    return dt.date.fromisoformat(printed)


def _meeting(
    loader: organisation.Actor, row: ImportedMinutes, day: dt.date, *, at: dt.datetime
) -> meetings.PublishedMeeting:
    told = row.facts["meeting"]
    offices = organisation.offices_on(row.authority_id, on=day)
    people = {office.person.name: office.person.id for office in offices}
    parties: dict[str, str] = row.facts.get("parties", {})

    def person(name: str | None) -> meetings.PublishedPerson | None:
        return meetings.PublishedPerson(name, parties.get(name, ""), people.get(name)) if name else None

    return meetings.PublishedMeeting(
        held_on=day,
        items=tuple(_item(loader, row, item, at=at) for item in row.facts["items"]),
        source=row.name,
        place=told["place"] or "",
        chair=person(told["chair"]),
        secretary=person(told["secretary"]),
        approvers=tuple(found for name in told["approvers"] if (found := person(name))),
        others=tuple(
            meetings.PublishedPerson(one["name"], one["party"] or "", people.get(one["name"]))
            for one in told["attendance"]
            if one["as"] == "other"
        ),
        notes=tuple(_notes(told)),
    )


def _notes(told: Facts) -> list[str]:
    notes = []
    present = [_attendee(one) for one in told["attendance"] if one["as"] != "other"]
    if present:
        notes.append(
            _("Beslutande och ersättare enligt protokollet: %(names)s.") % {"names": "; ".join(present)}
        )
    if told["immediate"]:
        notes.append(
            _("Omedelbart justerade: §§ %(paragraphs)s.") % {"paragraphs": ", ".join(told["immediate"])}
        )
    for one in told["notices"][1:]:
        days = {
            "paragraphs": ", ".join(one["paragraphs"]),
            "up": one["up"] or "–",
            "down": one["down"] or "–",
        }
        notes.append(_("Anslag för §§ %(paragraphs)s: uppsatt %(up)s, nedtaget %(down)s.") % days)
    return notes


def _attendee(one: Facts) -> str:
    party = f" ({one['party']})" if one["party"] else ""
    place = f", {one['municipality']}" if one["municipality"] else ""
    return f"{one['name']}{party}{place}, {ROLE_TEXTS[one['as']]}".rstrip(", ")


def _item(
    loader: organisation.Actor, row: ImportedMinutes, item: Facts, *, at: dt.datetime
) -> meetings.PublishedItem:
    title = (item["title"] or _("Utan rubrik"))[:TITLE_LENGTH]
    case_id, external = _case(loader, row, item, title, at=at)
    return meetings.PublishedItem(
        paragraph=int(item["paragraph"]),
        title=title,
        state=meetings.ItemState.DECIDED if item["decision"] else meetings.ItemState.NOTED,
        case_id=case_id,
        external_case_number=external,
        summary=item["summary"] or "",
        procedure="\n\n".join(filter(None, [item["procedure"], *item["reservations"]])),
        decision_text=item["decision"] or "",
        decision_points=(),
        basis=tuple(_basis(loader, row, case_id, one, at=at) for one in item["basis"]),
        recipients=tuple(item["recipients"]),
    )


def _case(
    loader: organisation.Actor, row: ImportedMinutes, item: Facts, title: str, *, at: dt.datetime
) -> tuple[int | None, str]:
    """Find or register the case where its number is of our own pattern; another number is kept as printed."""
    printed = item["case_number"] or ""
    try:
        number = CaseNumber.parse(printed)
    except CaseNumberMalformed:
        return None, printed
    known = registry.case_by_number(row.authority_id, number.year, number.serial)
    if known is not None:
        return known.id, ""
    made = registry.register_case(
        loader,
        authority=row.authority_id,
        title=title,
        class_code=number.class_code or "",
        day=at.date(),
        number=(number.year, number.serial),
        is_published_fact=True,
    )
    return made, ""


def _basis(
    loader: organisation.Actor, row: ImportedMinutes, case_id: int | None, one: Facts, *, at: dt.datetime
) -> meetings.PublishedBasis:
    title, printed = (one["title"] or one["record_id"] or "")[:TITLE_LENGTH], one["record_id"] or ""
    known = registry.record_by_printed(row.authority_id, printed) if printed else None
    if known is None and case_id is not None:
        known = next((there for there in registry.records_of_case(case_id) if there.title == title), None)
    if known is not None:
        return meetings.PublishedBasis(title=title, record_id=known.id, as_printed=printed)
    made = registry.register_record(
        loader,
        authority=row.authority_id,
        case_id=case_id,
        title=title,
        direction=registry.Direction.UNKNOWN,
        dated_on=None,
        counterpart="",
        day=at.date(),
        as_printed=printed,
        is_published_fact=True,
    )
    return meetings.PublishedBasis(title=title, record_id=made, as_printed=printed)


def _notice(
    loader: organisation.Actor, row: ImportedMinutes, meeting_id: int, day: dt.date, *, at: dt.datetime
) -> None:
    """Load the first certificate of notice; further ones are told in the meeting's notes."""
    first = next(iter(row.facts["meeting"]["notices"]), None)
    if first is None or not first["up"]:
        return
    authority = organisation.authority_by_id(row.authority_id)
    facts = noticeboard.NoticeFacts(
        about=f"meetings.meeting:{meeting_id}",
        title=_("Justerat protokoll: %(committee)s %(day)s")
        % {"committee": authority.name, "day": day.isoformat()},
        meeting_date=day,
        paragraphs=_ranged(first["paragraphs"]),
        approved_on=None,
        minutes_url="",
        kept_at=first.get("kept_at") or "",
    )
    noticeboard.load_published_notice(
        loader,
        authority=row.authority_id,
        facts=facts,
        up_on=dt.date.fromisoformat(first["up"]),
        down_on=dt.date.fromisoformat(first["down"]) if first["down"] else None,
        at=at,
    )


def _ranged(paragraphs: list[str]) -> str:
    numbers = [int(one) for one in paragraphs]
    if len(numbers) > 1 and numbers == list(range(numbers[0], numbers[-1] + 1)):
        return f"{numbers[0]}–{numbers[-1]}"
    return ", ".join(paragraphs)


def _original(actor: organisation.Actor, row: ImportedMinutes, day: dt.date, *, at: dt.datetime) -> int:
    """Register the file itself; it is not published, since it may hold what the public must not see."""
    paragraphs = _ranged([item["paragraph"] for item in row.facts["items"]])
    title = _("Protokoll %(day)s §§ %(paragraphs)s, inläst original") % {
        "day": short_date(day),
        "paragraphs": paragraphs,
    }
    document = documents.create_document(
        actor,
        authority=row.authority_id,
        title=title,
        file=StoredFile(row.sha256, row.size, row.media_type),
        name=row.name,
        at=at,
    )
    return registry.register_record(
        actor,
        authority=row.authority_id,
        case_id=None,
        title=title,
        direction=registry.Direction.DRAWN_UP,
        dated_on=day,
        counterpart="",
        document_id=document.id,
        day=at.date(),
    )
