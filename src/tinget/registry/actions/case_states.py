"""Closing a case, opening it again, and voiding a wrong registration: the number stays."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.organisation.api import Actor
from tinget.registry.actions.cases import case_to_change
from tinget.registry.models import Case, Decision, Record
from tinget.registry.permissions import CLOSE_CASE, VOID
from tinget.registry.rules import NEXT_STATUSES, REASON_LENGTH, CaseStatus, RecordState, one_line


def close_case(actor: Actor, *, case_id: int, day: dt.date | None = None) -> None:
    """Close an open case; nothing more is registered in it until it is opened again.

    Drafts and follow-ups that are left do not hinder it: the page tells of them before.
    """
    case = case_to_change(actor, case_id, permission=CLOSE_CASE)
    _move(actor, "close_case", case, CaseStatus.CLOSED, closed_on=day)


def reopen_case(actor: Actor, *, case_id: int) -> None:
    """Open a closed case again."""
    case = case_to_change(actor, case_id, permission=CLOSE_CASE)
    _move(actor, "reopen_case", case, CaseStatus.OPEN, closed_on=None)


def void_case(actor: Actor, *, case_id: int, reason: str) -> None:
    """Void a case that should not have been registered: it keeps its number, visibly void."""
    case = case_to_change(actor, case_id, permission=VOID)
    reason = checked_reason(reason)
    valid = Record.objects.filter(case_id=case.pk).exclude(state=RecordState.VOIDED.value)
    if valid.exists():
        raise NotPossible(_("Ärendet har handlingar. Flytta dem eller makulera dem innan du makulerar det."))
    if Decision.objects.filter(case_id=case.pk).exists():
        raise NotPossible(_("Ärendet kan inte makuleras, för det har beslut. Avsluta det i stället."))
    _move(actor, "void_case", case, CaseStatus.VOIDED, void_reason=reason)


def checked_reason(reason: str) -> str:
    """Fold the reason to one line; refuse one that is empty or too long."""
    reason = one_line(reason)
    if not reason:
        raise NotPossible(_("Skriv skälet."))
    if len(reason) > REASON_LENGTH:
        raise NotPossible(_("Skälet är längre än %(limit)s tecken. Korta det.") % {"limit": REASON_LENGTH})
    return reason


def _move(actor: Actor, action: str, case: Case, status: CaseStatus, **more: Any) -> None:
    if status not in NEXT_STATUSES[CaseStatus(case.status)]:
        raise NotPossible(_("Ärendet är inte i ett läge där det går. Läs in sidan på nytt."))
    Case.objects.filter(pk=case.pk).update(status=status.value, **more)
    changes: dict[str, Any] = {"status": {"from": case.status, "to": status.value}}
    if more.get("void_reason"):
        changes["reason"] = more["void_reason"]
    ledger.append(actor, action, on=f"registry.case:{case.pk}", authority=case.authority_id, changes=changes)
