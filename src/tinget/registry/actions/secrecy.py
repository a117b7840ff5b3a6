"""Marking a case or record as secret, who needs to know, lifting, and registering as secret at once."""

import datetime as dt
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from tinget.documents import api as documents
from tinget.foundation import ledger, need_to_know
from tinget.foundation.errors import NotPermitted, NotPossible
from tinget.foundation.events import raise_event
from tinget.organisation.api import Actor, Role, require
from tinget.registry.actions.cases import case_to_change
from tinget.registry.events import Marked
from tinget.registry.models import Case, CaseTag, Record, SecrecyMarking, Withheld
from tinget.registry.permissions import MARK
from tinget.registry.queries.secrecy import MarkingNotFound, may_need_to_know
from tinget.registry.rules import REASON_LENGTH, one_line
from tinget.registry.rules.visibility import (
    CASE,
    PUBLIC_TEXT_LENGTH,
    RECORD,
    Marking,
    is_provision,
    public_entry,
    withheld_fields,
)

TAGS = "tags"


@dataclass(frozen=True, slots=True)
class _Thing:
    """A case or record on its way into or out of secrecy, and the key under which both tables know it."""

    row: Case | Record

    @property
    def is_case(self) -> bool:
        return isinstance(self.row, Case)

    @property
    def on(self) -> str:
        return f"registry.{'case' if self.is_case else 'record'}:{self.row.pk}"

    @property
    def key(self) -> dict[str, int]:
        return {"case_id" if self.is_case else "record_id": self.row.pk}

    @property
    def fields(self) -> tuple[str, ...]:
        return withheld_fields(CASE if self.is_case else RECORD)

    def update(self, values: dict[str, Any]) -> None:
        type(self.row).objects.filter(pk=self.row.pk).update(**values)


def mark_case(actor: Actor, *, case_id: int, marking: Marking, at: dt.datetime) -> int:
    """Mark a case (OSL 5:5), and its records where the marking says so; return the marking's id."""
    row = case_to_change(actor, case_id, permission=MARK)
    made = _mark(actor, _Thing(row), marking, at=at)
    if marking.covers_records:
        for record_id in Record.objects.filter(case_id=case_id, is_secret=False).values_list("pk", flat=True):
            mark_record(actor, record_id=record_id, marking=_of_a_record(marking), at=at)
    return made


def mark_record(actor: Actor, *, record_id: int, marking: Marking, at: dt.datetime) -> int:
    """Mark a record and restrict its file (OSL 5:5); return the marking's id."""
    return _mark(actor, _Thing(_record_to_mark(actor, record_id)), marking, at=at)


def register_secret(
    actor: Actor,
    register: Callable[[], int],
    *,
    kind: str,
    marking: Marking,
    at: dt.datetime,
) -> int:
    """Register a case or record by the given act and mark it before anybody else can see it.

    Both happen in one transaction, so that the values never stand open: neither in the row nor in the ledger.
    The same submission again finds it marked already.
    """
    made = register()
    model = Case if kind == "case" else Record
    if not model.objects.filter(pk=made, is_secret=True).exists():
        if kind == "case":
            mark_case(actor, case_id=made, marking=marking, at=at)
        else:
            mark_record(actor, record_id=made, marking=marking, at=at)
    return made


def restrict_copies(marked: Marked, *, on: str) -> None:
    """Let entries on another object that have copied the secret title be read by those cleared alone."""
    words = json.dumps(marked.title, ensure_ascii=False)[1:-1]
    with connection.cursor() as cursor:
        cursor.execute("SELECT registry_restrict_copies(%s, %s, %s)", [on, words, marked.restriction])


def follow_case(actor: Actor, *, record_id: int, at: dt.datetime) -> None:
    """Mark a record that was put into a secret case whose marking covers its records; else nothing.

    Whoever registered it knows what it says, and stands on its list beside those of the case.
    """
    record = Record.objects.filter(pk=record_id, is_secret=False, case__isnull=False).first()
    if record is None or actor.person_id is None:
        return
    found = SecrecyMarking.objects.filter(
        case_id=record.case_id or 0, lifted_on=None, covers_records=True
    ).first()
    if found is not None:
        persons = frozenset(need_to_know.cleared_for(found.restriction_number))
        marking = Marking(found.provision, found.marking_authority, persons)
        _mark(actor, _Thing(record), marking, at=at, check_persons=False)


def change_need_to_know(actor: Actor, *, marking_id: int, persons: Iterable[int], at: dt.datetime) -> None:
    """Let exactly these persons see what is withheld from now on; the list is never empty."""
    row = _marking_to_change(actor, marking_id, at=at)
    wanted = set(persons)
    if not wanted:
        raise NotPossible(_("Någon måste kunna se det som är sekretess. Välj minst en person."))
    before = set(need_to_know.cleared_for(row.restriction_number))
    _must_hold_office(actor, row.authority_id, wanted - before, at=at)
    need_to_know.clear(
        authority=row.authority_id, restriction=row.restriction_number, persons=wanted - before, at=at
    )
    for person in sorted(before - wanted):
        need_to_know.end_clearance(restriction=row.restriction_number, person=person, at=at)
    changes = {"added": sorted(wanted - before), "removed": sorted(before - wanted)}
    _tell(actor, "change_need_to_know", row, changes)


def lift(actor: Actor, *, marking_id: int, reason: str, at: dt.datetime) -> None:
    """Lift a marking: the values go back to where they were; what was published is not published again."""
    row = _marking_to_change(actor, marking_id, at=at)
    reason = one_line(reason)[:REASON_LENGTH]
    if not reason:
        raise NotPossible(_("Skriv varför markeringen hävs."))
    with need_to_know.opened(actor.person_id):
        thing = _Thing(_locked_thing(row))
        withheld = Withheld.objects.filter(**thing.key).first()
        if withheld is None:
            raise NotPermitted(_not_cleared())
        tags = withheld.values.pop(TAGS, [])
        thing.update({**withheld.values, "is_secret": False})
        withheld.delete()
        _restrict_what_belongs(actor, thing, None)
        if isinstance(thing.row, Case):
            CaseTag.objects.bulk_create(
                CaseTag(authority_id=row.authority_id, case=thing.row, word=word) for word in tags
            )
    need_to_know.lift(restriction=row.restriction_number, at=at)
    _settle(thing)
    SecrecyMarking.objects.filter(pk=row.pk).update(lifted_on=at.date(), lifted_reason=reason)
    _tell(actor, "lift_marking", row, {"reason": reason})
    _tell_of_thing(actor, "lift_marking", thing, row.pk)


def _mark(
    actor: Actor, thing: _Thing, marking: Marking, *, at: dt.datetime, check_persons: bool = True
) -> int:
    row, persons = thing.row, marking.persons | {actor.person_id or 0}
    _must_be_possible(actor, thing, marking)
    if check_persons:
        _must_hold_office(actor, row.authority_id, marking.persons - {actor.person_id or 0}, at=at)
    restriction = need_to_know.restrict(
        authority=row.authority_id, on=thing.on, persons=sorted(persons), at=at
    )
    values = {name: getattr(row, name) for name in thing.fields}
    shown = public_entry(values, marking)
    with need_to_know.opened(actor.person_id):
        tags = _take_tags(thing)
        Withheld.objects.create(
            authority_id=row.authority_id, values=values | tags, restriction_id=restriction, **thing.key
        )
        closed = {} if thing.is_case else {"shows_counterpart": False}
        thing.update({**shown, **closed, "is_secret": True, "published_at": None})
        _restrict_what_belongs(actor, thing, restriction)
    _settle(thing)
    raise_event(
        Marked(
            row.authority_id,
            case_id=thing.key.get("case_id"),
            record_id=thing.key.get("record_id"),
            title=values["title"],
            public_title=shown["title"],
            restriction=restriction,
        )
    )
    return _write_marking(actor, thing, marking, restriction=restriction, at=at)


def _write_marking(
    actor: Actor, thing: _Thing, marking: Marking, *, restriction: int, at: dt.datetime
) -> int:
    made = SecrecyMarking.objects.create(
        authority_id=thing.row.authority_id,
        provision=one_line(marking.provision),
        marking_authority=one_line(marking.marking_authority)[:200],
        marked_on=at.date(),
        marked_by=actor.name,
        covers_records=marking.covers_records,
        restriction_number=restriction,
        **thing.key,
    )
    persons = need_to_know.cleared_for(restriction)
    changes = {"provision": made.provision, "by": made.marking_authority, "need_to_know": persons}
    _tell(actor, "mark", made, changes)
    _tell_of_thing(actor, "mark", thing, made.pk)
    return made.pk


def _must_be_possible(actor: Actor, thing: _Thing, marking: Marking) -> None:
    if actor.person_id is None:
        raise NotPossible(_("Bara en person kan sätta en sekretessmarkering."))
    if thing.row.is_secret:
        raise NotPossible(_("Det är redan sekretessmarkerat. Läs in sidan på nytt."))
    if not is_provision(one_line(marking.provision)):
        raise NotPossible(_("Ange bestämmelsen som markeringen grundas på, som 25 kap. 1 § OSL."))
    if max(len(marking.public_title), len(marking.public_counterpart)) > PUBLIC_TEXT_LENGTH:
        raise NotPossible(_("Den offentliga texten är för lång."))


def _must_hold_office(actor: Actor, authority: int, persons: Iterable[int], *, at: dt.datetime) -> None:
    possible = may_need_to_know(authority, on=at.date(), demonstration=actor.is_demonstration)
    if set(persons) - {person.id for person in possible}:
        raise NotPossible(_("Någon på listan har inget uppdrag hos myndigheten. Läs in sidan på nytt."))


def _restrict_what_belongs(actor: Actor, thing: _Thing, restriction: int | None) -> None:
    """Let the rows that belong to the case, or the record's file, follow."""
    if isinstance(thing.row, Case):
        for rows in (thing.row.parties, thing.row.notes, thing.row.follow_ups):
            rows.update(restriction_id=restriction)
    elif thing.row.document_id is not None:
        documents.restrict(
            actor,
            document_id=thing.row.document_id,
            restriction=restriction or _restriction_by_another(thing.row),
        )


def _restriction_by_another(record: Record) -> int | None:
    """Return the restriction that another secret record puts on the same file."""
    others = SecrecyMarking.objects.filter(lifted_on=None, record__document_id=record.document_id or 0)
    return others.exclude(record=record).values_list("restriction_number", flat=True).first()


def _take_tags(thing: _Thing) -> dict[str, list[str]]:
    if not isinstance(thing.row, Case):
        return {}
    words = list(thing.row.tags.values_list("word", flat=True))
    thing.row.tags.all().delete()
    return {TAGS: words} if words else {}


def _settle(thing: _Thing) -> None:
    """Let what the ledger has told of the thing be read by those who may read it now, and by nobody else."""
    record = None if thing.is_case else str(thing.row.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT registry_settle_history(%s, %s)", [thing.on, record])


def _record_to_mark(actor: Actor, record_id: int) -> Record:
    record = Record.objects.select_for_update().filter(pk=record_id).first()
    if record is None:
        raise MarkingNotFound(str(record_id))
    require(actor, MARK, authority=record.authority_id)
    if actor.is_demonstration and not record.is_demonstration:
        raise NotPossible(_("Handlingen är verklig och ändras inte i en demonstration."))
    return record


def _marking_to_change(actor: Actor, marking_id: int, *, at: dt.datetime) -> SecrecyMarking:
    """Lock a marking for somebody on its list; where nobody on it holds an office any more, the secretary."""
    row = SecrecyMarking.objects.select_for_update().filter(pk=marking_id, lifted_on=None).first()
    if row is None:
        raise MarkingNotFound(str(marking_id))
    require(actor, MARK, authority=row.authority_id)
    cleared = need_to_know.cleared_for(row.restriction_number)
    if actor.person_id in cleared:
        return row
    there = may_need_to_know(row.authority_id, on=at.date(), demonstration=actor.is_demonstration)
    if actor.role is Role.SECRETARY and not {person.id for person in there} & set(cleared):
        return row
    raise NotPermitted(_not_cleared())


def _not_cleared() -> str:
    return _("Det får bara den som står på listan över dem som behöver veta. Be någon av dem.")


def _locked_thing(row: SecrecyMarking) -> Case | Record:
    if row.case_id is not None:
        return Case.objects.select_for_update().get(pk=row.case_id)
    return Record.objects.select_for_update().get(pk=row.record_id or 0)


def _of_a_record(marking: Marking) -> Marking:
    """Give the marking of a record that goes with its case: the public texts were written for the case."""
    return Marking(marking.provision, marking.marking_authority, marking.persons)


def _tell(actor: Actor, action: str, row: SecrecyMarking, changes: dict[str, Any]) -> None:
    """Write the entry on the marking: everybody in the authority may read that it is marked, and by whom."""
    about = {"of_case": row.case_id} if row.case_id else {"of_record": row.record_id}
    ledger.append(
        actor,
        action,
        on=f"registry.secrecymarking:{row.pk}",
        authority=row.authority_id,
        changes=about | changes,
    )


def _tell_of_thing(actor: Actor, action: str, thing: _Thing, marking: int) -> None:
    """Write an entry on the thing too, after its row: who listens, as the index does, looks at it anew."""
    record, on = thing.row, thing.on
    changes: dict[str, Any] = {"marking": marking}
    if isinstance(record, Record):
        changes["record"] = record.pk
        on = f"registry.case:{record.case_id}" if record.case_id else on
    ledger.append(actor, action, on=on, authority=record.authority_id, changes=changes)
