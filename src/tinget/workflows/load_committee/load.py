"""Loads the committee, its people, and its published meetings; the same facts again do nothing."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from tinget.economy import api as economy
from tinget.foundation.scoping import Scope, scoped
from tinget.kernel.facts import Faults
from tinget.meetings import api as meetings
from tinget.noticeboard import api as noticeboard
from tinget.organisation import api as organisation
from tinget.preparation import api as preparation
from tinget.registry import api as registry
from tinget.solutions import api as solutions
from tinget.workflows.load_committee.classification import load_schemes, read_schemes
from tinget.workflows.load_committee.facts import (
    NamedPerson,
    PublishedItem,
    PublishedMeeting,
    PublishedRecord,
    read_items,
    read_meetings,
)
from tinget.workflows.models import LoadedFacts

COMMITTEE = "e-namnden"
NEWEST_HELD_STATE = meetings.MeetingState.CLOSED


def load_committee(folder: Path, *, at: dt.datetime) -> bool:
    """Load what has changed; return False when the same facts were loaded before.

    Raises FactsInvalid, with file and row of everything that is wrong; then nothing is loaded.
    """
    digest = digest_of(folder)
    if LoadedFacts.objects.filter(sha256=digest).exists():
        return False
    faults = Faults()
    held, items = read_meetings(folder, faults), read_items(folder, faults)
    schemes = read_schemes(folder, faults)
    shared, figures = solutions.read_solutions(folder, faults), economy.read_economy(folder, faults)
    wheel = preparation.read_wheel(folder, faults)
    faults.raise_if_any()
    places = organisation.read_organisation(folder)
    with scoped(Scope()):
        organisation.load_organisation(organisation.system_actor(), places)
        authority = organisation.authority_by_slug(COMMITTEE)
        with scoped(Scope(authorities=frozenset({authority.id}))):
            load_schemes(authority, schemes)
            _load_meetings(authority, held, items, at=at)
            _load_shared(authority, shared, figures, at=at)
            tinget = organisation.system_actor(authority.id)
            preparation.load_wheel(tinget, authority=authority.id, facts=wheel)
        LoadedFacts.objects.create(sha256=digest, loaded_at=at)
    return True


def _load_shared(
    authority: organisation.Authority,
    shared: Sequence[solutions.SolutionFact],
    figures: economy.EconomyFacts,
    *,
    at: dt.datetime,
) -> None:
    """Load what the municipalities share, and what it costs them."""
    actor = organisation.system_actor(authority.id)
    places = {one.name: one for one in organisation.municipalities()}
    solutions.load_solutions(actor, authority=authority.id, facts=shared, municipalities=places, at=at)
    economy.load_economy(actor, authority=authority.id, facts=figures, municipalities=places, at=at)


def digest_of(folder: Path) -> str:
    """Return one hash over the names and contents of the facts."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.yaml")):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _load_meetings(
    authority: organisation.Authority,
    held: Sequence[PublishedMeeting],
    items: Sequence[PublishedItem],
    *,
    at: dt.datetime,
) -> None:
    actor = organisation.system_actor(authority.id)
    for meeting in held:
        own = [item for item in items if item.meeting == meeting.date]
        facts = _meeting_facts(actor, authority, meeting, own, at=at)
        meeting_id = meetings.load_published_meeting(actor, authority=authority.id, facts=facts, at=at)
        named = [one.record_id for item in facts.items for one in item.basis if one.record_id]
        registry.publish(actor, authority=authority.id, case_ids=(), record_ids=named, decision_ids=(), at=at)
        if meeting.notice is not None:
            _load_notice(actor, authority, meeting, meeting_id, own, at=at)


def _meeting_facts(
    actor: organisation.Actor,
    authority: organisation.Authority,
    meeting: PublishedMeeting,
    items: Sequence[PublishedItem],
    *,
    at: dt.datetime,
) -> meetings.PublishedMeeting:
    people = {
        office.person.name: office.person.id
        for office in organisation.offices_on(authority.id, on=meeting.date)
    }
    state = NEWEST_HELD_STATE if meeting.is_held else meetings.MeetingState.PLANNED
    return meetings.PublishedMeeting(
        held_on=meeting.date,
        items=tuple(_item_facts(actor, authority, item, at=at) for item in items),
        source=meeting.source,
        state=state,
        planned_start=None if meeting.is_held else meeting.starts_at,
        planned_end=None if meeting.is_held else meeting.ends_at,
        starts_at=meeting.starts_at if meeting.is_held else None,
        ends_at=meeting.ends_at if meeting.is_held else None,
        place=meeting.place or "",
        chair=_person(meeting.chair, people),
        secretary=_person(meeting.secretary, people),
        approvers=tuple(filter(None, (_person(one, people) for one in meeting.approvers))),
        others=tuple(_other(text) for text in meeting.others),
        approval_due=meeting.approval_due,
        approval_place=_("Digitalt") if meeting.approval_due else "",
    )


def _item_facts(
    actor: organisation.Actor, authority: organisation.Authority, item: PublishedItem, *, at: dt.datetime
) -> meetings.PublishedItem:
    case_id = _case(actor, authority, item, at=at)
    tabled = item.kind == "table"
    return meetings.PublishedItem(
        paragraph=item.paragraph,
        title=item.title,
        state=meetings.ItemState.TABLED if tabled else meetings.ItemState.DECIDED,
        case_id=case_id,
        decision_text=item.decision,
        decision_kind=meetings.DecisionKind(item.kind),
        basis=tuple(_basis(actor, authority, case_id, record, at=at) for record in item.records),
        recipients=item.recipients,
    )


def _case(
    actor: organisation.Actor, authority: organisation.Authority, item: PublishedItem, *, at: dt.datetime
) -> int:
    known = registry.case_by_number(authority.id, item.case.year, item.case.serial)
    if known is not None:
        return known.id
    return registry.register_case(
        actor,
        authority=authority.id,
        title=item.title,
        class_code=item.case.class_code or "",
        day=at.date(),
        number=(item.case.year, item.case.serial),
        is_published_fact=True,
    )


def _basis(
    actor: organisation.Actor,
    authority: organisation.Authority,
    case_id: int,
    record: PublishedRecord,
    *,
    at: dt.datetime,
) -> meetings.PublishedBasis:
    known = next((one for one in registry.records_of_case(case_id) if one.title == record.title), None)
    record_id = (
        known.id
        if known
        else registry.register_record(
            actor,
            authority=authority.id,
            case_id=case_id,
            title=record.title,
            direction=registry.Direction.UNKNOWN,
            dated_on=None,
            counterpart="",
            day=at.date(),
            as_printed=record.record_id or "",
            is_published_fact=True,
        )
    )
    return meetings.PublishedBasis(title=record.title, record_id=record_id, as_printed=record.record_id or "")


def _load_notice(
    actor: organisation.Actor,
    authority: organisation.Authority,
    meeting: PublishedMeeting,
    meeting_id: int,
    items: Sequence[PublishedItem],
    *,
    at: dt.datetime,
) -> None:
    if meeting.notice is None:
        return
    facts = noticeboard.NoticeFacts(
        about=f"meetings.meeting:{meeting_id}",
        title=_("Justerat protokoll: %(committee)s %(day)s")
        % {"committee": authority.name, "day": meeting.date.isoformat()},
        meeting_date=meeting.date,
        paragraphs=f"{items[0].paragraph}–{items[-1].paragraph}",
        approved_on=None,
        minutes_url="",
        kept_at=meeting.notice.kept_at or "",
    )
    noticeboard.load_published_notice(
        actor,
        authority=authority.id,
        facts=facts,
        up_on=meeting.notice.up_on,
        down_on=meeting.notice.down_on,
        at=at,
    )


def _person(named: NamedPerson | None, people: dict[str, int]) -> meetings.PublishedPerson | None:
    if named is None:
        return None
    return meetings.PublishedPerson(named.name, named.party or "", people.get(named.name))


def _other(text: str) -> meetings.PublishedPerson:
    """Read "Adam Kjellgren (samordnare)" as a name and an office."""
    name, _sep, office = text.partition(" (")
    return meetings.PublishedPerson(name, office=office.removesuffix(")"))
