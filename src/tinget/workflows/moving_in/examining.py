"""Holding rows against what is here already: what each becomes, or why it does not go."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tinget.kernel.case_numbers import case_number
from tinget.kernel.slugs import slug_of
from tinget.organisation import api as organisation
from tinget.registry import api as registry
from tinget.workflows.moving_in.rules.mapping import Kind
from tinget.workflows.moving_in.rules.rows import (
    CaseRow,
    PersonRow,
    RecordRow,
    RowRefused,
    read_case,
    read_person,
    read_record,
    values_of,
)

Line = tuple[int, Sequence[str]]
Value = registry.MovedCase | registry.MovedRecord | organisation.NewMandate
Read = CaseRow | RecordRow | PersonRow
SEATS = organisation.SEAT_ROLES
ROLES: Mapping[str, organisation.Role] = {
    slug_of(word): role
    for role, text in organisation.ROLE_TEXTS.items()
    for word in (str(text), role.value)
    if role in organisation.EVERY_PERSON
}


@dataclass(frozen=True, slots=True)
class Examined:
    """A row after examination: its value, or why it is refused; doubts do not hinder it."""

    line: int
    value: Value | None
    refused: str = ""
    doubts: tuple[str, ...] = ()


class Examiner:
    """Examines rows in order, batch by batch; remembers what the table itself has had already."""

    def __init__(
        self, owner: organisation.Authority, kind: Kind, mapping: Mapping[str, int], *, day: dt.date
    ) -> None:
        self.owner, self.kind, self.mapping = owner, kind, mapping
        self.seen: set[object] = set()
        self.municipalities = {place.slug: place.id for place in organisation.municipalities()}
        offices = organisation.offices_on(owner.id, on=day) if kind is Kind.CASES else []
        people = {office.person.id: office.person.name.casefold() for office in offices}
        count = Counter(people.values())
        self.officers = {name: person for person, name in people.items() if count[name] == 1}

    def examine(self, lines: Iterable[Line]) -> list[Examined]:
        """Examine a batch; a constant number of queries."""
        read: dict[int, Read] = {}
        refused: dict[int, str] = {}
        for line, cells in lines:
            try:
                read[line] = self._read(cells)
            except RowRefused as why:
                refused[line] = str(why)
        found = self._hold_against(read)
        found += [Examined(line, None, why) for line, why in refused.items()]
        return sorted(found, key=lambda one: one.line)

    def _read(self, cells: Sequence[str]) -> Read:
        values = values_of(cells, self.mapping)
        match self.kind:
            case Kind.CASES:
                return read_case(values)
            case Kind.RECORDS:
                return read_record(values, own_prefix=self.owner.record_id_prefix)
            case Kind.PEOPLE:
                return read_person(values)

    def _hold_against(self, read: Mapping[int, Read]) -> list[Examined]:
        cases = {line: row for line, row in read.items() if isinstance(row, CaseRow)}
        records = {line: row for line, row in read.items() if isinstance(row, RecordRow)}
        people = {line: row for line, row in read.items() if isinstance(row, PersonRow)}
        return [*self._cases(cases), *self._records(records), *self._people(people)]

    def _cases(self, rows: Mapping[int, CaseRow]) -> list[Examined]:
        taken = registry.cases_by_place(self.owner.id, [(row.year, row.serial) for row in rows.values()])
        found = []
        for line, row in rows.items():
            place = (row.year, row.serial)
            why = ""
            if place in taken:
                why = f"Ärendenumret {row.year}/{row.serial} finns redan i diariet."
            elif place in self.seen:
                why = f"Ärendenumret {row.year}/{row.serial} står på flera rader."
            self.seen.add(place)
            found.append(Examined(line, None, why) if why else self._case(line, row))
        return found

    def _case(self, line: int, row: CaseRow) -> Examined:
        officer = self.officers.get(row.officer.casefold())
        doubts: tuple[str, ...] = ()
        note = ""
        if row.officer and officer is None:
            doubts = (f"Handläggaren ”{row.officer}” finns inte här; namnet blir en anteckning i ärendet.",)
            note = f"Handläggare i det förra systemet: {row.officer}"
        pattern = self.owner.case_number_pattern
        own = case_number(pattern, year=row.year, serial=row.serial, class_code=row.class_code)
        value = registry.MovedCase(
            year=row.year,
            serial=row.serial,
            as_printed="" if row.as_printed in {own, f"{row.year}/{row.serial}"} else row.as_printed,
            class_code=row.class_code,
            title=row.title,
            registered_on=row.registered_on,
            status=registry.CaseStatus(row.status),
            closed_on=row.closed_on,
            officer_id=officer,
            unit=row.unit,
            deadline_on=row.deadline_on,
            note=note,
        )
        return Examined(line, value, doubts=doubts)

    def _records(self, rows: Mapping[int, RecordRow]) -> list[Examined]:
        own = self.owner.id
        places = [(row.year, row.serial) for row in rows.values() if row.year and row.serial]
        taken: set[object] = {*registry.taken_record_ids(own, [row.as_printed for row in rows.values()])}
        taken |= registry.taken_record_places(own, places)
        cases = registry.cases_by_place(own, [row.case for row in rows.values() if row.case])
        found = []
        for line, row in rows.items():
            keys = {row.as_printed, (row.year, row.serial) if row.serial else row.as_printed}
            why = ""
            if keys & taken:
                why = f"Handlings-id {row.as_printed} finns redan i diariet."
            elif keys & self.seen:
                why = f"Handlings-id {row.as_printed} står på flera rader."
            elif row.case and row.case not in cases:
                why = f"Ärendet {row.case_as_printed} finns inte i diariet. Flytta in ärendena först."
            self.seen |= keys
            found.append(Examined(line, None, why) if why else Examined(line, self._record(row, cases)))
        return found

    def _record(self, row: RecordRow, cases: Mapping[tuple[int, int], int]) -> registry.MovedRecord:
        return registry.MovedRecord(
            year=row.year,
            serial=row.serial,
            as_printed=row.as_printed,
            case_id=cases[row.case] if row.case else None,
            title=row.title,
            direction=row.direction,
            dated_on=row.dated_on,
            registered_on=row.registered_on,
            counterpart=row.counterpart,
            kind=row.kind,
            media=row.media,
        )

    def _people(self, rows: Mapping[int, PersonRow]) -> list[Examined]:
        found = []
        for line, row in rows.items():
            role = ROLES.get(slug_of(row.role))
            place = self.municipalities.get(slug_of(row.municipality))
            key = (row.email, role, place, row.first)
            why = ""
            if role is None:
                why = f"Uppdraget ”{row.role[:40]}” finns inte."
            elif role is organisation.Role.BOARD_REGISTRAR:
                why = "Registratorer för en kommuns anslagstavla läggs till hos kommunen."
            elif row.municipality and place is None:
                why = f"Kommunen ”{row.municipality[:40]}” finns inte."
            elif role in SEATS and place is None:
                why = "En ledamot eller ersättare behöver en kommun."
            elif key in self.seen:
                why = f"{row.email} står med samma uppdrag på flera rader."
            self.seen.add(key)
            if why or role is None:
                found.append(Examined(line, None, why))
            else:
                new = organisation.NewMandate(row.name, row.email, role, place, row.first, row.last)
                found.append(Examined(line, new))
        return found
