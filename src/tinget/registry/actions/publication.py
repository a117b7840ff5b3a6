"""Opening cases, records and decisions to visitors."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.organisation.api import Actor, require
from tinget.registry.models import Case, Decision, Record
from tinget.registry.permissions import PUBLISH
from tinget.registry.rules import RecordState


def publish(
    actor: Actor,
    *,
    authority: int,
    case_ids: Iterable[int],
    record_ids: Iterable[int],
    decision_ids: Iterable[int],
    at: dt.datetime,
) -> None:
    """Let visitors see these rows; what is published already stays as it is.

    A record's file is a document of its own, published by itself. One entry per case touched, so that each
    case's timeline tells of it; records and decisions without a case have their own.
    """
    require(actor, PUBLISH, authority=authority)
    cases = _open(Case.objects.all(), authority, case_ids, at)
    _refuse_drafts(record_ids := list(record_ids))
    records = _open(Record.objects.all(), authority, record_ids, at)
    decisions = _open(Decision.objects.all(), authority, decision_ids, at)
    told: dict[tuple[str, str], dict[str, Any]] = defaultdict(dict)
    for case in cases:
        told["publish_in_case", f"registry.case:{case.pk}"]["case"] = True
    for record in records:
        _note(told, "record", record.pk, record.case_id)
    for decision in decisions:
        _note(told, "decision", decision.pk, decision.case_id)
    for (action, on), changes in told.items():
        ledger.append(actor, action, on=on, authority=authority, changes=changes)


def _refuse_drafts(record_ids: Iterable[int]) -> None:
    """Refuse what is no official record yet."""
    if Record.objects.filter(pk__in=set(record_ids), state=RecordState.DRAFT.value).exists():
        raise NotPossible(_("Ett utkast är ingen allmän handling än och kan inte publiceras."))


def _open(rows: QuerySet[Any], authority: int, ids: Iterable[int], at: dt.datetime) -> list[Any]:
    """Publish those that are not published yet, and return them."""
    wanted = set(ids)
    found = list(rows.select_for_update().filter(authority_id=authority, pk__in=wanted).order_by("pk"))
    if len(found) != len(wanted):
        raise NotPossible(_("Något av det som skulle publiceras finns inte hos myndigheten."))
    hidden = [row for row in found if row.published_at is None]
    rows.filter(pk__in=[row.pk for row in hidden]).update(published_at=at)
    return hidden


def _note(told: dict[tuple[str, str], dict[str, Any]], noun: str, row_id: int, case_id: int | None) -> None:
    if case_id is None:
        told[f"publish_{noun}", f"registry.{noun}:{row_id}"][noun] = row_id
    else:
        told["publish_in_case", f"registry.case:{case_id}"].setdefault(f"{noun}s", []).append(row_id)
