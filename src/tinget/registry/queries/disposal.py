"""Reads for disposal: which records fall due by given terms, batch by batch, however long the register is."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from tinget.organisation.api import authority_by_id
from tinget.registry.models import Record
from tinget.registry.rules import record_label


@dataclass(frozen=True, slots=True)
class DueTerm:
    """Records of this class and kind fall due when the day they are counted from is no later than `last_day`.

    `counts_from` is "closing" (of the case) or "registration"; `rule_id` is the asker's own.
    """

    class_code: str
    kind: str
    counts_from: str
    last_day: dt.date
    rule_id: int


@dataclass(frozen=True, slots=True)
class DueRecord:
    """A record that falls due: by which rule, counted from which day, in which case and class."""

    record_id: int
    rule_id: int
    counted_from: dt.date
    case_id: int | None
    class_code: str


@dataclass(frozen=True, slots=True)
class DisposalLine:
    """What the register keeps of a record: id, day, case, class, kind; the title until its disposal."""

    record_id: int
    label: str
    registered_on: dt.date | None
    case_number: str
    class_code: str
    kind: str
    title: str
    is_disposed: bool


def record_ids_after(authority: int, *, after: int, size: int) -> list[int]:
    """List the ids of the next records in the order they were written."""
    rows = Record.objects.filter(authority_id=authority, pk__gt=after).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:size])


def newest_record_id(authority: int) -> int:
    """Return the id of the newest record; 0 when there is none."""
    rows = Record.objects.filter(authority_id=authority).order_by("-pk")
    return rows.values_list("pk", flat=True).first() or 0


def classes_and_kinds(authority: int, record_ids: Collection[int]) -> list[tuple[str, str]]:
    """List each pair of class and kind among these records; kind in lower case, "" where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(PAIRS, {"authority": authority, "ids": list(record_ids)})
        return [(code, kind) for code, kind in cursor.fetchall()]


def due_records(
    authority: int, terms: Sequence[DueTerm], *, record_ids: Collection[int], demonstration: bool
) -> list[DueRecord]:
    """List those of these records that fall due, and are neither drafts, published facts nor disposed of.

    A record in a case is never due while the case is open, from whatever day it is counted.
    """
    if not terms or not record_ids:
        return []
    values: dict[str, Any] = {
        "authority": authority,
        "ids": list(record_ids),
        "demonstration": demonstration,
        "codes": [term.class_code for term in terms],
        "kinds": [term.kind.lower() for term in terms],
        "counts_from": [term.counts_from for term in terms],
        "last_days": [term.last_day for term in terms],
        "rules": [term.rule_id for term in terms],
    }
    with connection.cursor() as cursor:
        cursor.execute(DUE, values)
        return [DueRecord(*row) for row in cursor.fetchall()]


def disposal_lines(authority: int, record_ids: Collection[int]) -> dict[int, DisposalLine]:
    """Look up what is shown of records that fall due."""
    label = authority_by_id(authority).record_id_label
    rows = Record.objects.filter(authority_id=authority, pk__in=record_ids).select_related("case")
    return {
        row.pk: DisposalLine(
            record_id=row.pk,
            label=record_label(label, row.as_printed) or "",
            registered_on=row.registered_on,
            case_number=f"{row.case.year}/{row.case.serial}" if row.case else "",
            class_code=row.case.class_code if row.case else "",
            kind=row.kind,
            title=row.title,
            is_disposed=row.disposed_on is not None,
        )
        for row in rows
    }


PAIRS = """
SELECT DISTINCT coalesce(c.class_code, ''), lower(r.kind)
FROM registry_record r LEFT JOIN registry_case c ON c.authority_id = r.authority_id AND c.id = r.case_id
WHERE r.authority_id = %(authority)s AND r.id = ANY (%(ids)s::bigint[]) AND r.disposed_on IS NULL
"""
DUE = """
SELECT r.id, t.rule_id, CASE t.counts_from WHEN 'closing' THEN c.closed_on ELSE r.registered_on END,
       r.case_id, coalesce(c.class_code, '')
FROM registry_record r LEFT JOIN registry_case c ON c.authority_id = r.authority_id AND c.id = r.case_id
JOIN unnest(%(codes)s::text[], %(kinds)s::text[], %(counts_from)s::text[], %(last_days)s::date[],
            %(rules)s::bigint[]) AS t (class_code, kind, counts_from, last_day, rule_id)
  ON t.class_code = coalesce(c.class_code, '') AND t.kind = lower(r.kind)
WHERE r.authority_id = %(authority)s AND r.id = ANY (%(ids)s::bigint[])
  AND r.disposed_on IS NULL AND r.state <> 'draft' AND NOT r.is_published_fact
  AND r.is_demonstration = %(demonstration)s
  AND (r.case_id IS NULL OR c.status IN ('closed', 'voided'))
  AND CASE t.counts_from WHEN 'closing' THEN c.closed_on ELSE r.registered_on END <= t.last_day
ORDER BY r.id
"""
