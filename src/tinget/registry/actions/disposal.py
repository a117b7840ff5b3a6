"""Disposal of records: what they said is gone for good; number, day, class and kind stay in the register."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping

from tinget.documents import api as documents
from tinget.foundation import ledger, need_to_know, search
from tinget.messages import api as messages
from tinget.organisation.api import Actor, require
from tinget.registry.models import Record, SecrecyMarking, Withheld
from tinget.registry.permissions import DISPOSE
from tinget.registry.rules import TITLE_LENGTH, RecordState


def dispose_records(actor: Actor, *, authority: int, told: Mapping[int, str], at: dt.datetime) -> set[str]:
    """Empty these records, each under a text that says by what rule, and return the files to remove by hash.

    Gone are title, sender or recipient, reason of voiding, withheld values, the document's versions with all
    that was made of them, the message it came in, and every value in the ledger. A secrecy marking is lifted:
    there is nothing left to keep secret. Those disposed of already stay as they are.
    """
    require(actor, DISPOSE, authority=authority)
    rows = Record.objects.select_for_update().filter(authority_id=authority, pk__in=list(told))
    records = list(rows.filter(disposed_on=None).order_by("pk"))
    _lift_secrecy(authority, records, at=at)
    hashes = _dispose_documents(actor, authority, records, told)
    hashes |= messages.dispose(actor, authority=authority, told={_on(row): told[row.pk] for row in records})
    for record in records:
        record.title = told[record.pk][:TITLE_LENGTH]
        record.counterpart, record.disposed_on, record.is_secret = "", at.date(), False
        record.void_reason = record.title if record.state == RecordState.VOIDED.value else ""
    Record.objects.bulk_update(
        records, ["title", "counterpart", "void_reason", "disposed_on", "is_secret"], batch_size=500
    )
    _dispose_history(actor, authority, records, told)
    return hashes


def _lift_secrecy(authority: int, records: list[Record], *, at: dt.datetime) -> None:
    ids = [record.pk for record in records]
    Withheld.objects.filter(record_id__in=ids).delete()
    SecrecyMarking.objects.filter(record_id__in=ids, lifted_on=None).update(lifted_on=at.date())
    for record in records:
        restriction = need_to_know.restriction_of(authority, _on(record)) if record.is_secret else None
        if restriction is not None:
            need_to_know.lift(restriction=restriction, at=at)


def _dispose_documents(
    actor: Actor, authority: int, records: list[Record], told: Mapping[int, str]
) -> set[str]:
    """Empty the documents that no other record needs."""
    of = {record.document_id: told[record.pk] for record in records if record.document_id is not None}
    others = Record.objects.filter(authority_id=authority, document_id__in=list(of), disposed_on=None)
    others = others.exclude(pk__in=[record.pk for record in records])
    needed = set(others.values_list("document_id", flat=True))
    return documents.dispose(
        actor, authority=authority, told={key: text for key, text in of.items() if key not in needed}
    )


def _dispose_history(actor: Actor, authority: int, records: list[Record], told: Mapping[int, str]) -> None:
    """Empty what the ledger tells of each record, wherever it names it, and tell of the disposal."""
    by_reason: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_reason[told[record.pk]].append(record)
    for reason, alike in by_reason.items():
        named = ("record", [record.pk for record in alike])
        ledger.dispose_about(actor, authority=authority, on=map(_on, alike), naming=named, reason=reason)
    for record in records:
        search.remove(authority, _on(record))  # before the entry, by which it is found anew as what is left
        on = f"registry.case:{record.case_id}" if record.case_id else _on(record)
        changes = {"record": record.pk, "as_printed": record.as_printed, "reason": told[record.pk]}
        ledger.append(actor, "dispose_record", on=on, authority=authority, changes=changes)


def _on(record: Record) -> str:
    return f"registry.record:{record.pk}"
