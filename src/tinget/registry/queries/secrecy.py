"""Reads of secrecy: how something is marked, who needs to know, and who has looked."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.http import Http404

from tinget.foundation import need_to_know
from tinget.kernel.sorting import swedish_key
from tinget.organisation.api import (
    Actor,
    Authority,
    PersonName,
    offices_on,
    people,
    require,
)
from tinget.registry.models import Case, Look, Record, SecrecyMarking
from tinget.registry.permissions import FOLLOW_LOOKS
from tinget.registry.queries.cases import cases
from tinget.registry.queries.paging import PAGE, seen_of
from tinget.registry.queries.records import records
from tinget.registry.rules import CaseLine, RecordLine


class MarkingNotFound(Http404):
    """No such marking, or none that the asker may know of."""


@dataclass(frozen=True, slots=True)
class MarkingLine:
    """A marking as the authority's people see it: never what it withholds."""

    id: int
    authority_id: int
    case_id: int | None
    record_id: int | None
    provision: str
    marking_authority: str
    marked_on: dt.date
    marked_by: str
    covers_records: bool
    lifted_on: dt.date | None
    lifted_reason: str
    persons: tuple[PersonName, ...]

    def clears(self, actor: Actor) -> bool:
        """Whether the person stands on the list now."""
        return any(person.id == actor.person_id for person in self.persons)


@dataclass(frozen=True, slots=True)
class Marked:
    """Something marked, with its public entry: a case or a record."""

    marking: MarkingLine
    case: CaseLine | None
    record: RecordLine | None


@dataclass(frozen=True, slots=True)
class LookLine:
    """One look, and at what."""

    id: int
    at: dt.datetime
    person_id: int
    name: str
    acting_as: str
    what: str
    case: CaseLine | None
    record: RecordLine | None


@dataclass(frozen=True, slots=True)
class LookPage:
    """A page of looks, the newest first."""

    looks: tuple[LookLine, ...]
    after: int | None


def marking_of_case(case_id: int) -> MarkingLine | None:
    """Find the marking in force of a case; None where it is not marked."""
    row = SecrecyMarking.objects.filter(case_id=case_id, lifted_on=None).first()
    return _marking(row) if row else None


def marking_of_record(record_id: int) -> MarkingLine | None:
    """Find the marking in force of a record; None where it is not marked."""
    row = SecrecyMarking.objects.filter(record_id=record_id, lifted_on=None).first()
    return _marking(row) if row else None


def marking(authority: int, marking_id: int) -> MarkingLine:
    """Find a marking in force by its number, or MarkingNotFound."""
    row = SecrecyMarking.objects.filter(authority_id=authority, pk=marking_id, lifted_on=None).first()
    if row is None:
        raise MarkingNotFound(str(marking_id))
    return _marking(row)


def earlier_markings(*, of_case: bool, thing_id: int) -> list[MarkingLine]:
    """List the markings that were lifted, newest first; their lists are history and left out."""
    rows = SecrecyMarking.objects.filter(lifted_on__isnull=False)
    rows = rows.filter(case_id=thing_id) if of_case else rows.filter(record_id=thing_id)
    return [_marking(row) for row in rows.order_by("-pk")[:PAGE]]


def record_of(owner: Authority, record_id: int) -> RecordLine:
    """Find a record of the authority, with its public entry, or MarkingNotFound."""
    is_seen = seen_of(Record.objects.all(), owner.id).filter(pk=record_id).exists()
    found = records([record_id]).get(record_id) if is_seen else None
    if found is None:
        raise MarkingNotFound(str(record_id))
    return found


def marked_things(owner: Authority, *, after: int | None = None, size: int = PAGE) -> list[Marked]:
    """List what is marked now, the newest marking first, by its public entry."""
    rows = SecrecyMarking.objects.filter(authority_id=owner.id, lifted_on=None)
    if after is not None:
        rows = rows.filter(pk__lt=after)
    found = list(rows.order_by("-pk")[:size])
    of_cases = cases(row.case_id for row in found if row.case_id)
    of_records = records(row.record_id for row in found if row.record_id)
    return [
        Marked(
            _marking(row, with_persons=False),
            of_cases.get(row.case_id or 0),
            of_records.get(row.record_id or 0),
        )
        for row in found
    ]


def may_need_to_know(authority: int, *, on: dt.date, demonstration: bool) -> list[PersonName]:
    """List those who can be put on a list: whoever holds an office in the authority on the day, once each."""
    found: dict[int, PersonName] = {}
    for office in offices_on(authority, on=on):
        if office.person.is_demonstration is demonstration:
            found.setdefault(office.person.id, office.person)
    return sorted(found.values(), key=lambda person: swedish_key(person.name))


def looks(
    actor: Actor,
    owner: Authority,
    *,
    case_id: int | None = None,
    record_id: int | None = None,
    person_id: int | None = None,
    after: int | None = None,
) -> LookPage:
    """List who has looked at what is secret, of one case, record or person or of all, newest first."""
    require(actor, FOLLOW_LOOKS, authority=owner.id)
    rows = Look.objects.filter(authority_id=owner.id)
    if case_id is not None:
        rows = rows.filter(marking__case_id=case_id)
    if record_id is not None:
        rows = rows.filter(marking__record_id=record_id)
    if person_id is not None:
        rows = rows.filter(person_id=person_id)
    if after is not None:
        rows = rows.filter(pk__lt=after)
    found = list(rows.select_related("marking").order_by("-pk")[: PAGE + 1])
    return LookPage(_lines(found[:PAGE]), found[PAGE - 1].pk if len(found) > PAGE else None)


def _lines(rows: Iterable[Look]) -> tuple[LookLine, ...]:
    rows = list(rows)
    of_cases = cases(row.marking.case_id for row in rows if row.marking.case_id)
    of_records = records(row.marking.record_id for row in rows if row.marking.record_id)
    return tuple(
        LookLine(
            id=row.pk,
            at=row.at,
            person_id=row.person_id,
            name=row.name,
            acting_as=row.acting_as,
            what=row.what,
            case=of_cases.get(row.marking.case_id or 0),
            record=of_records.get(row.marking.record_id or 0),
        )
        for row in rows
    )


def _marking(row: SecrecyMarking, *, with_persons: bool = True) -> MarkingLine:
    ids = need_to_know.cleared_for(row.restriction_number) if with_persons and row.lifted_on is None else []
    names = people(ids)
    return MarkingLine(
        id=row.pk,
        authority_id=row.authority_id,
        case_id=row.case_id,
        record_id=row.record_id,
        provision=row.provision,
        marking_authority=row.marking_authority,
        marked_on=row.marked_on,
        marked_by=row.marked_by,
        covers_records=row.covers_records,
        lifted_on=row.lifted_on,
        lifted_reason=row.lifted_reason,
        persons=tuple(names[one] for one in ids if one in names),
    )


def marked_among(on: Collection[str]) -> set[str]:
    """Tell which of these cases and records ("registry.record:5") are marked secret."""
    found: set[str] = set()
    for prefix, rows in (("registry.case:", Case.objects), ("registry.record:", Record.objects)):
        ids = [int(one.removeprefix(prefix)) for one in on if one.startswith(prefix)]
        marked = rows.filter(pk__in=ids, is_secret=True).values_list("pk", flat=True) if ids else ()
        found |= {f"{prefix}{one}" for one in marked}
    return found
