"""Opening cases, records and decisions to visitors, and taking them back from the web."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.organisation.api import Actor, authority_by_id, require
from tinget.registry.models import Case, Decision, Record
from tinget.registry.permissions import PUBLISH
from tinget.registry.queries import CaseNotFound, RecordNotFound
from tinget.registry.rules import DecisionWords, RecordState
from tinget.registry.rules.web_diary import is_public_on, is_surely_personal, public_until


def publish(
    actor: Actor,
    *,
    authority: int,
    case_ids: Iterable[int],
    record_ids: Iterable[int],
    decision_ids: Iterable[int],
    at: dt.datetime,
) -> None:
    """Let visitors see these rows; what they see already stays as it is, and what had lapsed is shown anew.

    A record's file is a document of its own, published by itself. One entry per case touched, so that each
    case's timeline tells of it; records and decisions without a case have their own.
    """
    require(actor, PUBLISH, authority=authority)
    months = authority_by_id(authority).web_diary_months
    cases = _open(Case.objects.all(), authority, case_ids, at, months=months)
    _refuse_drafts(record_ids := list(record_ids))
    records = _open(Record.objects.all(), authority, record_ids, at, months=months)
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


def say_on_the_web(actor: Actor, *, decision_id: int, words: DecisionWords) -> bool:
    """Let visitors read these words of a decision; False when that is what they read already."""
    row = Decision.objects.select_for_update().get(pk=decision_id)
    require(actor, PUBLISH, authority=row.authority_id)
    _must_be_of_a_kind(actor, [row])
    told = row.web_words or {"title": row.title, "text": row.text, "points": row.points}
    wanted = {"title": words.title, "text": words.text, "points": list(words.points)}
    if wanted == told:
        return False
    Decision.objects.filter(pk=row.pk).update(web_words=wanted)
    on = f"registry.case:{row.case_id}" if row.case_id else f"registry.decision:{row.pk}"
    ledger.append(actor, "say_on_the_web", on=on, authority=row.authority_id, changes={"decision": row.pk})
    return True


def withdraw_case(actor: Actor, *, case_id: int) -> bool:
    """Let visitors see the case on the web no more; its records are withdrawn by themselves."""
    row = Case.objects.select_for_update().filter(pk=case_id).first()
    if row is None:
        raise CaseNotFound(str(case_id))
    return _withdraw(actor, row, f"registry.case:{row.pk}", {"case": True})


def withdraw_record(actor: Actor, *, record_id: int) -> bool:
    """Let visitors see the record on the web no more; whoever asks for it is answered as before."""
    row = _record_to_show(actor, record_id)
    return _withdraw(actor, row, _place_of(row), {"record": row.pk, "as_printed": row.as_printed})


def show_counterpart(actor: Actor, *, record_id: int) -> bool:
    """Let visitors see sender or recipient of a record, which is an organisation: a person is never shown."""
    row = _record_to_show(actor, record_id)
    if row.state == RecordState.DRAFT.value or row.is_secret or not row.counterpart:
        raise NotPossible(_("Handlingen har ingen avsändare eller mottagare som kan visas."))
    if is_surely_personal(row.counterpart):
        raise NotPossible(_("Där står ett personnummer eller en e-postadress. Det visas inte på webben."))
    return _switch_counterpart(actor, row, "show_counterpart", shown=True)


def hide_counterpart(actor: Actor, *, record_id: int) -> bool:
    """Keep sender or recipient of a record from visitors again."""
    return _switch_counterpart(actor, _record_to_show(actor, record_id), "hide_counterpart", shown=False)


def _switch_counterpart(actor: Actor, row: Record, action: str, *, shown: bool) -> bool:
    """Write it and tell it; False when it is so already."""
    if row.shows_counterpart is shown:
        return False
    Record.objects.filter(pk=row.pk).update(shows_counterpart=shown)
    changes = {"record": row.pk, "as_printed": row.as_printed}
    ledger.append(actor, action, on=_place_of(row), authority=row.authority_id, changes=changes)
    return True


def _withdraw(actor: Actor, row: Case | Record, on: str, changes: dict[str, Any]) -> bool:
    require(actor, PUBLISH, authority=row.authority_id)
    _must_be_of_a_kind(actor, [row])
    if row.published_at is None:
        return False
    type(row).objects.filter(pk=row.pk).update(published_at=None)
    ledger.append(actor, "withdraw_from_web", on=on, authority=row.authority_id, changes=changes)
    return True


def _record_to_show(actor: Actor, record_id: int) -> Record:
    """Lock a record about whose place on the web the actor may decide."""
    row = Record.objects.select_for_update().filter(pk=record_id).first()
    if row is None:
        raise RecordNotFound(str(record_id))
    require(actor, PUBLISH, authority=row.authority_id)
    _must_be_of_a_kind(actor, [row])
    return row


def _must_be_of_a_kind(actor: Actor, rows: Iterable[Any]) -> None:
    if actor.is_demonstration and not all(row.is_demonstration for row in rows):
        raise NotPossible(_("Uppgifterna är verkliga och ändras inte i en demonstration."))


def _place_of(row: Record) -> str:
    """Say on what an entry about a record stands: on its case, where it has one."""
    return f"registry.case:{row.case_id}" if row.case_id else f"registry.record:{row.pk}"


def _refuse_drafts(record_ids: Iterable[int]) -> None:
    """Refuse what is no official record yet."""
    if Record.objects.filter(pk__in=set(record_ids), state=RecordState.DRAFT.value).exists():
        raise NotPossible(_("Ett utkast är ingen allmän handling än och kan inte publiceras."))


def _open(
    rows: QuerySet[Any], authority: int, ids: Iterable[int], at: dt.datetime, *, months: int | None = None
) -> list[Any]:
    """Publish those that visitors do not see, and return them."""
    wanted = set(ids)
    found = list(rows.select_for_update().filter(authority_id=authority, pk__in=wanted).order_by("pk"))
    if len(found) != len(wanted):
        raise NotPossible(_("Något av det som skulle publiceras finns inte hos myndigheten."))
    hidden = [
        row
        for row in found
        if not is_public_on(at.date(), row.published_at, public_until(row.published_at, months))
    ]
    rows.filter(pk__in=[row.pk for row in hidden]).update(published_at=at)
    return hidden


def _note(told: dict[tuple[str, str], dict[str, Any]], noun: str, row_id: int, case_id: int | None) -> None:
    if case_id is None:
        told[f"publish_{noun}", f"registry.{noun}:{row_id}"][noun] = row_id
    else:
        told["publish_in_case", f"registry.case:{case_id}"].setdefault(f"{noun}s", []).append(row_id)
