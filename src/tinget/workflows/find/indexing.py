"""What each thing is found by, and when it is looked at anew: after each entry in the ledger about it.

A thing holds one visibility, so what goes into title, body and persons is what its own page shows
visitors once it is published; the rest is for insiders. Secret values are not in the rows that are read here.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import Http404

from tinget.documents import api as documents
from tinget.foundation import clock, search
from tinget.foundation.scoping import remembered
from tinget.foundation.search import Entry
from tinget.meetings import api as meetings
from tinget.organisation import api as organisation
from tinget.registry import api as registry
from tinget.workflows.find.kinds import Kind
from tinget.workflows.publish_minutes.reading import as_on_the_web

CASE, RECORD, DECISION = "registry.case:", "registry.record:", "registry.decision:"
MEETING, ITEM, DOCUMENT = "meetings.meeting:", "meetings.item:", "documents.document:"
RECORDS_OF_CASE = 500
# What is told on a case but is about one of its records or decisions, or about nothing that is found.
ABOUT_OTHERS = ("record", "records", "decision", "decisions")

PREFIXES = (CASE, RECORD, DECISION, MEETING, DOCUMENT)


def follow(authority: int, on: str, action: str, changes: Mapping[str, Any]) -> None:
    """Index anew what an entry in the ledger tells of, in the same transaction."""
    noun, number = on.rsplit(":", 1)
    if f"{noun}:" == CASE:
        _follow_case(authority, int(number), action, changes)
    elif f"{noun}:" == RECORD:
        index_records(authority, [int(number)])
    elif f"{noun}:" == DECISION:
        index_decisions(authority, [int(number)])
    elif f"{noun}:" == MEETING:
        _follow_meeting(authority, int(number), action, changes)
    elif f"{noun}:" == DOCUMENT:
        index_documents(authority, [int(number)])


def _follow_meeting(authority: int, meeting_id: int, action: str, changes: Mapping[str, Any]) -> None:
    """Index the meeting with its items; what happens at the sitting changes only who is there and leads."""
    if action == "remove_item":
        search.remove(authority, f"{ITEM}{meeting_id}.{changes['item']}")
    index_meeting(meeting_id, with_items="event" not in changes)


def follow_text(event: documents.TextExtracted) -> None:
    """Index the text that a job has read, in the job's transaction."""
    index_documents(event.authority, [event.document_id])


def _follow_case(authority: int, case_id: int, action: str, changes: Mapping[str, Any]) -> None:
    """Index what changed; all that the case holds when that is not told, as when it is marked secret."""
    records = _ids(changes, "record")
    decisions = _ids(changes, "decision")
    if not records and not decisions and action != "register_case":
        records = [record.id for record in registry.records_of_case(case_id, limit=RECORDS_OF_CASE)]
        decisions = [decision.id for decision in registry.decisions_of_case(case_id, limit=RECORDS_OF_CASE)]
    if "case" in changes or not any(name in changes for name in ABOUT_OTHERS):
        index_cases(authority, [case_id])
    index_records(authority, records)
    index_decisions(authority, decisions)


def _ids(changes: Mapping[str, Any], noun: str) -> list[int]:
    told = [changes.get(noun), *(changes.get(f"{noun}s") or ())]
    return [one for one in told if isinstance(one, int) and not isinstance(one, bool)]


def index_cases(authority: int, ids: Iterable[int]) -> None:
    """Let these cases be found by what they are now; one that is gone, or hidden from us, no more."""
    found = registry.cases(ids)
    names = organisation.people(case.officer_id for case in found.values() if case.officer_id is not None)
    search.put_all([_case(case, names) for case in found.values()])
    _remove_missing(authority, CASE, ids, found)


def index_records(authority: int, ids: Iterable[int]) -> None:
    """Let these records be found; a draft is not a record yet."""
    found = {
        number: record
        for number, record in registry.records(ids).items()
        if record.state is not registry.RecordState.DRAFT
    }
    cases = registry.cases(record.case_id for record in found.values() if record.case_id is not None)
    search.put_all([_record(authority, record, cases.get(record.case_id or 0)) for record in found.values()])
    _remove_missing(authority, RECORD, ids, found)


def index_decisions(authority: int, ids: Iterable[int]) -> None:
    """Let these decisions be found."""
    found = registry.decisions(ids)
    cases = registry.cases(one.case_id for one in found.values() if one.case_id is not None)
    search.put_all([_decision(authority, one, cases.get(one.case_id or 0)) for one in found.values()])
    _remove_missing(authority, DECISION, ids, found)


def index_meeting(meeting_id: int, *, with_items: bool = True) -> None:
    """Let a meeting and its items be found."""
    try:
        meeting = meetings.meeting_by_id(meeting_id)
    except Http404:
        return
    shown = as_on_the_web(meeting)
    items = zip(meeting.items, shown.items, strict=True) if with_items else ()
    search.put_all([_meeting(meeting, shown), *(_item(meeting, item, on_web) for item, on_web in items)])


def index_documents(authority: int, ids: Sequence[int]) -> None:
    """Let documents be found by the text of their newest version, where that has been read."""
    found = documents.documents(ids)
    texts = documents.text_of(one.latest.id for one in found.values() if one.latest)
    slug = organisation.authority_by_id(authority).slug
    entries = [
        _document(slug, document, document.latest, text)
        for document in found.values()
        if document.latest and (text := texts.get(document.latest.id, ""))
    ]
    search.put_all(entries)
    kept = {entry.on for entry in entries}
    for number in ids:
        if f"{DOCUMENT}{number}" not in kept:
            search.remove(authority, f"{DOCUMENT}{number}")


def _remove_missing(authority: int, noun: str, ids: Iterable[int], found: Mapping[int, Any]) -> None:
    for number in ids:
        if number not in found:
            search.remove(authority, f"{noun}{number}")


def _case(case: registry.CaseLine, names: Mapping[int, organisation.PersonName]) -> Entry:
    officer = names.get(case.officer_id or 0)
    return Entry(
        authority=case.authority_id, on=f"{CASE}{case.id}", kind=Kind.CASE, title=case.title,
        number=case.number, numbers=(case.short, case.as_printed), url=case.url, day=case.registered_on,
        year=case.year, class_code=case.class_code, insiders=case.note,
        insiders_persons=(officer.name,) if officer else (), municipalities=_municipalities(case.title),
        published_at=case.published_at, lapses=True,
    )  # fmt: skip


def _record(authority: int, record: registry.RecordLine, case: registry.CaseLine | None) -> Entry:
    """Find a record by sender or recipient, too; visitors only where somebody has opened it for them."""
    shown = record.counterpart if record.shows_counterpart else ""
    hidden = "" if record.shows_counterpart else record.counterpart
    return Entry(
        authority=authority, on=f"{RECORD}{record.id}", kind=Kind.RECORD, title=record.title,
        number=record.label or "", numbers=(record.as_printed or "",), url=record.url,
        day=record.dated_on or record.registered_on, year=record.year,
        class_code=case.class_code if case else "", body=shown, insiders=hidden,
        insiders_persons=(record.counterpart,), note=case.short if case else "",
        municipalities=_municipalities(record.title, shown),
        insiders_municipalities=_municipalities(hidden),
        published_at=record.published_at, lapses=True,
    )  # fmt: skip


def _decision(authority: int, decision: registry.DecisionLine, case: registry.CaseLine | None) -> Entry:
    shown = decision.on_the_web or decision
    texts = [shown.title, shown.text, *shown.points]
    text, hidden = "\n".join(texts[1:]), _hidden([decision.title, decision.text, *decision.points], texts)
    return Entry(
        authority=authority, on=f"{DECISION}{decision.id}", kind=Kind.DECISION, title=shown.title,
        number=decision.label if decision.series else f"§ {decision.paragraph}",
        numbers=(decision.label if decision.series else f"{decision.year} § {decision.paragraph}",),
        body=text, insiders=hidden,
        url=decision.url, day=decision.decided_on, year=decision.year,
        class_code=case.class_code if case else "", note=case.short if case else "",
        municipalities=_municipalities(shown.title, text), insiders_municipalities=_municipalities(hidden),
        published_at=clock.now() if decision.published else None,
    )  # fmt: skip


def _meeting(meeting: meetings.MeetingView, shown: meetings.MeetingView) -> Entry:
    """Find a meeting by those who lead it and those who were there; `shown` is what visitors may read."""
    leading = [name for name in (shown.chair_name, shown.secretary_name) if name]
    approvers = [approver.name for approver in shown.approvers]
    return Entry(
        authority=meeting.authority, on=f"{MEETING}{meeting.id}", kind=Kind.MEETING, title=meeting.title,
        body="\n".join([meeting.place, *leading, *approvers]), url=meeting.url, day=meeting.day,
        note=meeting.place, persons=(*leading, *approvers, *(one.name for one in shown.presence)),
        insiders=_hidden([meeting.secretary_name], leading),
        insiders_persons=(meeting.secretary_name, *(one.name for one in meeting.presence)),
        published_at=clock.now() if meeting.is_published else None,
    )  # fmt: skip


def _item(meeting: meetings.MeetingView, item: meetings.ItemLine, shown: meetings.ItemLine) -> Entry:
    """Find an item by its texts, its basis and its case, and its § together with the year."""
    texts = _texts(shown)
    hidden = _hidden(_texts(item), texts)
    return Entry(
        authority=meeting.authority, on=f"{ITEM}{meeting.id}.{item.id}", kind=Kind.ITEM, title=shown.title,
        number=item.number, numbers=(f"{item.year} {item.number}",) if item.paragraph is not None else (),
        body="\n".join(texts), insiders=hidden, url=item.url, day=meeting.day, year=item.year,
        note=meeting.title, persons=(shown.rapporteur,) if shown.rapporteur else (),
        insiders_persons=(item.rapporteur,) if item.rapporteur else (),
        municipalities=_municipalities(shown.title, *texts), insiders_municipalities=_municipalities(hidden),
        published_at=clock.now() if meeting.is_published else None,
    )  # fmt: skip


def _texts(item: meetings.ItemLine) -> list[str]:
    basis = [f"{one.title} {one.printed}".strip() for one in item.basis]
    texts = (
        item.proposal, item.summary, item.meeting_text, item.procedure, item.decision_text,
        *item.decision_points, *basis, *item.recipients, item.case_number,
    )  # fmt: skip
    return [text for text in texts if text]


def _hidden(texts: Iterable[str], shown: Sequence[str]) -> str:
    """Give those texts that visitors do not read as they are."""
    return "\n".join(text for text in texts if text and text not in shown)


def _document(slug: str, document: documents.DocumentLine, newest: documents.VersionLine, text: str) -> Entry:
    is_public = document.published and newest.published
    return Entry(
        authority=document.authority_id, on=f"{DOCUMENT}{document.id}", kind=Kind.DOCUMENT,
        title=document.title, body=text,
        url=documents.version_url(slug, newest), day=newest.created_at.date(),
        municipalities=_municipalities(document.title, text),
        published_at=clock.now() if is_public and document.restriction_id is None else None,
        restriction_id=document.restriction_id,
    )  # fmt: skip


def _municipalities(*texts: str) -> list[str]:
    """Return which municipalities are named: Boden, Bodens."""
    words = {word for text in texts for word in search.words_of(text)}
    return [
        one.slug
        for one in remembered("municipalities", organisation.municipalities)
        if {one.name.lower(), f"{one.name.lower()}s"} & words
        or (" " in one.name and any(one.name.lower() in text.lower() for text in texts))
    ]
