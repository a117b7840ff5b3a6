"""Taking over cases and records that another system has numbered, in batches, and taking them away again."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from tinget.foundation import ledger, serials
from tinget.foundation.errors import NotPossible
from tinget.organisation.api import Actor, require
from tinget.registry.actions.cases import SERIES as CASE_SERIES
from tinget.registry.actions.cases import checked_title
from tinget.registry.actions.records import SERIES as RECORD_SERIES
from tinget.registry.models import Case, Record
from tinget.registry.permissions import MOVE_IN
from tinget.registry.rules import CaseStatus

TOLD = 20
OF_MOVING_IN = ("move_in_case", "move_in_records", "undo_move_in")


@dataclass(frozen=True, slots=True)
class MovedCase:
    """A case as the other system has it; `as_printed` where it writes the number in its own way."""

    year: int
    serial: int
    as_printed: str
    class_code: str
    title: str
    registered_on: dt.date
    status: CaseStatus
    closed_on: dt.date | None
    officer_id: int | None
    unit: str
    deadline_on: dt.date | None
    note: str


@dataclass(frozen=True, slots=True)
class MovedRecord:
    """A record as the other system has it; year and serial only where the id is of our own series."""

    year: int | None
    serial: int | None
    as_printed: str
    case_id: int | None
    title: str
    direction: str
    dated_on: dt.date | None
    registered_on: dt.date
    counterpart: str
    kind: str
    media: str


def move_in_cases(actor: Actor, *, authority: int, moved: Sequence[MovedCase], source_on: str) -> list[int]:
    """Take over cases under their own numbers and return their ids; the series go on after the highest."""
    require(actor, MOVE_IN, authority=authority)
    made = Case.objects.bulk_create(
        Case(
            authority_id=authority,
            year=one.year,
            serial=one.serial,
            as_printed=one.as_printed,
            class_code=one.class_code,
            title=checked_title(one.title),
            registered_on=one.registered_on,
            status=one.status.value,
            void_reason=_("Makulerat i det förra systemet") if one.status is CaseStatus.VOIDED else "",
            closed_on=one.closed_on,
            officer_id=one.officer_id,
            unit=one.unit,
            deadline_on=one.deadline_on,
            note=one.note,
            is_demonstration=actor.is_demonstration,
        )
        for one in moved
    )
    _raise(authority, CASE_SERIES, ((one.year, one.serial) for one in moved))
    for case in made:
        changes = {"number": case.as_printed or f"{case.year}/{case.serial}", "title": case.title}
        on = f"registry.case:{case.pk}"
        ledger.append(actor, "move_in_case", on=on, authority=authority, changes=changes)
    _tell_batch(actor, authority, source_on, "cases", [case.pk for case in made])
    return [case.pk for case in made]


def move_in_records(
    actor: Actor, *, authority: int, moved: Sequence[MovedRecord], source_on: str
) -> list[int]:
    """Take over records under their own ids, also into closed cases, and return their ids."""
    require(actor, MOVE_IN, authority=authority)
    made = Record.objects.bulk_create(
        Record(
            authority_id=authority,
            year=one.year,
            serial=one.serial,
            as_printed=one.as_printed,
            case_id=one.case_id,
            title=checked_title(one.title),
            direction=one.direction,
            dated_on=one.dated_on,
            registered_on=one.registered_on,
            counterpart=one.counterpart,
            kind=one.kind,
            media=one.media,
            is_demonstration=actor.is_demonstration,
        )
        for one in moved
    )
    _raise(authority, RECORD_SERIES, ((one.year, one.serial) for one in moved if one.year and one.serial))
    _tell_of_records(actor, authority, "move_in_records", made)
    _tell_batch(actor, authority, source_on, "records", [record.pk for record in made])
    return [record.pk for record in made]


def undo_move_in(
    actor: Actor, *, authority: int, case_ids: Collection[int], record_ids: Collection[int], source_on: str
) -> None:
    """Take away what was moved in, all or nothing; NotPossible names what somebody has worked on since."""
    require(actor, MOVE_IN, authority=authority)
    cases = list(Case.objects.select_for_update().filter(authority_id=authority, pk__in=case_ids))
    records = list(Record.objects.select_for_update().filter(authority_id=authority, pk__in=record_ids))
    told = [Record(pk=one.pk, case_id=one.case_id) for one in records]
    touched = _touched_cases(authority, cases) + _touched_records(authority, records)
    if touched:
        raise NotPossible(_told(touched))
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            Record.objects.filter(authority_id=authority, pk__in=[one.pk for one in records]).delete()
            Case.objects.filter(authority_id=authority, pk__in=[one.pk for one in cases]).delete()
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except IntegrityError as used:
        raise NotPossible(
            _("Något som flyttades in används nu på annat håll, till exempel i ett sammanträde.")
        ) from used
    finally:
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    for case_id in case_ids:
        ledger.append(actor, "undo_move_in", on=f"registry.case:{case_id}", authority=authority)
    _tell_of_records(actor, authority, "undo_move_in", told)
    changes = {"cases": len(cases), "records": len(records)}
    ledger.append(actor, "undo_move_in", on=source_on, authority=authority, changes=changes)


def _raise(authority: int, series: str, places: Iterable[tuple[int, int]]) -> None:
    """Let each year's series go on after the highest number taken over, in a fixed order of locks."""
    highest: dict[int, int] = {}
    for year, serial in places:
        highest[year] = max(serial, highest.get(year, 0))
    for year in sorted(highest):
        serials.raise_to(authority=authority, series=series, year=year, last=highest[year])


def _tell_of_records(actor: Actor, authority: int, action: str, records: Iterable[Record]) -> None:
    """Write an entry on each case, whose timeline it belongs to, and on each record that lies in none."""
    of_place: dict[str, list[int]] = defaultdict(list)
    for record in records:
        on = f"registry.case:{record.case_id}" if record.case_id else f"registry.record:{record.pk}"
        of_place[on].append(record.pk)
    for on, ids in of_place.items():
        ledger.append(actor, action, on=on, authority=authority, changes={"records": ids})


def _tell_batch(actor: Actor, authority: int, source_on: str, noun: str, ids: Sequence[int]) -> None:
    changes = {noun: len(ids), "first": min(ids, default=None), "last": max(ids, default=None)}
    ledger.append(actor, "move_in_batch", on=source_on, authority=authority, changes=changes)


def _touched_cases(authority: int, cases: Sequence[Case]) -> list[str]:
    """Name the cases that hold records, or of which the ledger tells more than of moving in."""
    told = _entries(authority, (f"registry.case:{case.pk}" for case in cases))
    ids = [case.pk for case in cases]
    filled = set(
        Record.objects.filter(authority_id=authority, case__in=ids).values_list("case_id", flat=True)
    )
    return [
        case.as_printed or f"{case.year}/{case.serial}"
        for case in cases
        if case.is_secret or case.pk in filled or told[f"registry.case:{case.pk}"]
    ]


def _touched_records(authority: int, records: Sequence[Record]) -> list[str]:
    """Name the records that have been given a file, another place or words, or been published."""
    told = _entries(authority, (f"registry.record:{record.pk}" for record in records))
    named = _named_in_entries(authority, records)
    return [
        record.as_printed
        for record in records
        if record.is_secret
        or record.document_id is not None
        or record.published_at is not None
        or told[f"registry.record:{record.pk}"]
        or record.pk in named
    ]


def _entries(authority: int, objects: Iterable[str]) -> Mapping[str, int]:
    """Count what the ledger tells of these objects besides their moving in."""
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT "on", count(*) FROM foundation_ledgerentry'
            ' WHERE authority_id = %s AND "on" = ANY (%s)'
            " AND NOT (entry::jsonb ->> 'action') = ANY (%s) GROUP BY 1",
            [authority, list(objects), list(OF_MOVING_IN)],
        )
        return Counter(dict(cursor.fetchall()))


def _named_in_entries(authority: int, records: Sequence[Record]) -> frozenset[int]:
    """Find the records that an entry on their case names by itself, such as a correction."""
    cases = sorted({record.case_id for record in records if record.case_id is not None})
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT (entry::jsonb #>> '{changes,record}')::bigint FROM foundation_ledgerentry"
            ' WHERE authority_id = %s AND "on" = ANY (%s)'
            " AND entry::jsonb #>> '{changes,record}' ~ '^[0-9]+$'",
            [authority, [f"registry.case:{case}" for case in cases]],
        )
        return frozenset(row[0] for row in cursor.fetchall())


def _told(touched: Sequence[str]) -> str:
    shown = ", ".join(touched[:TOLD])
    if len(touched) > TOLD:
        shown = _("%(shown)s och %(more)s till") % {"shown": shown, "more": len(touched) - TOLD}
    return _(
        "Inflyttningen kan inte ångras: någon har arbetat vidare med %(shown)s. Inget har tagits bort."
    ) % {"shown": shown}
