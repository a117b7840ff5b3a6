"""Writes about a case: registering it in the next free number, closing it and opening it again."""

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from tinget.foundation import ledger, serials, submissions
from tinget.foundation.errors import NotPossible
from tinget.organisation.api import Actor, Permission, require
from tinget.registry.models import Case
from tinget.registry.permissions import CLOSE_CASE, LOAD_FACTS, REGISTER
from tinget.registry.queries import CaseNotFound
from tinget.registry.rules import NEXT_STATUSES, TITLE_LENGTH, CaseStatus, is_class_code, one_line

SERIES = "case"


def register_case(
    actor: Actor,
    *,
    authority: int,
    title: str,
    class_code: str,
    day: dt.date,
    number: tuple[int, int] | None = None,
    is_published_fact: bool = False,
    submission: uuid.UUID | None = None,
) -> int:
    """Register a case in the year's next free number and return its id.

    The same submission again changes nothing and returns the same id.
    Only the loader of published facts gives the number; their day and state are then unknown.
    """
    require(actor, REGISTER, authority=authority)
    if earlier := _submitted(authority, submission):
        return earlier
    if number is not None or is_published_fact:
        require(actor, LOAD_FACTS, authority=authority)
    title, class_code = checked_title(title), class_code.strip()
    if not is_class_code(class_code) and not (is_published_fact and not class_code):
        raise NotPossible(_("Klassificeringen skrivs med siffror och punkter, som 2.2.0.2."))
    year, serial = _number(authority, day, number)
    case = Case.objects.create(
        authority_id=authority,
        year=year,
        serial=serial,
        class_code=class_code,
        title=title,
        registered_on=None if is_published_fact else day,
        status=CaseStatus.UNKNOWN.value if is_published_fact else CaseStatus.OPEN.value,
        is_demonstration=actor.is_demonstration,
        is_published_fact=is_published_fact,
        submission=submission,
    )
    changes = {"number": f"{year}/{serial}", "title": title, "class_code": class_code}
    ledger.append(actor, "register_case", on=f"registry.case:{case.pk}", authority=authority, changes=changes)
    return case.pk


def close_case(actor: Actor, *, case_id: int) -> None:
    """Close an open case; nothing more is registered in it until it is opened again."""
    _move(actor, "close_case", case_id, CaseStatus.CLOSED)


def reopen_case(actor: Actor, *, case_id: int) -> None:
    """Open a closed case again."""
    _move(actor, "reopen_case", case_id, CaseStatus.OPEN)


def case_to_change(
    actor: Actor, case_id: int, *, permission: Permission, authority: int | None = None
) -> Case:
    """Lock a case that the actor may change; a demonstration never writes into what is real."""
    case = Case.objects.select_for_update().filter(pk=case_id).first()
    if case is None or (authority is not None and case.authority_id != authority):
        raise CaseNotFound(str(case_id))
    require(actor, permission, authority=case.authority_id)
    if actor.is_demonstration and not case.is_demonstration:
        raise NotPossible(
            _("Ärendet är verkligt och ändras inte i en demonstration. Registrera ett eget ärende att öva i.")
        )
    return case


def must_be_open(case: Case) -> None:
    """Refuse to register anything in a case that is closed."""
    if case.status == CaseStatus.CLOSED.value:
        raise NotPossible(_("Ärendet är avslutat. Öppna det igen innan du registrerar något i det."))


def checked_title(title: str) -> str:
    """Fold the title to one line; refuse one that is empty or too long."""
    title = one_line(title)
    if not title:
        raise NotPossible(_("Skriv en rubrik."))
    if len(title) > TITLE_LENGTH:
        raise NotPossible(_("Rubriken är längre än %(limit)s tecken. Korta den.") % {"limit": TITLE_LENGTH})
    return title


def _submitted(authority: int, submission: uuid.UUID | None) -> int | None:
    """Return the case that this submission has made already."""
    if submission is None:
        return None
    submissions.hold(authority, submission)
    made = Case.objects.filter(authority_id=authority, submission=submission)
    return made.values_list("pk", flat=True).first()


def _number(authority: int, day: dt.date, given: tuple[int, int] | None) -> tuple[int, int]:
    """Draw the number last of all before the row is written: the series is locked until commit."""
    if given is None:
        return day.year, serials.next_serial(authority=authority, series=SERIES, year=day.year)
    year, serial = given
    if Case.objects.filter(authority_id=authority, year=year, serial=serial).exists():
        raise NotPossible(_("Ärendenumret %(number)s är redan taget.") % {"number": f"{year}/{serial}"})
    serials.raise_to(authority=authority, series=SERIES, year=year, last=serial)
    return year, serial


def _move(actor: Actor, action: str, case_id: int, status: CaseStatus) -> None:
    case = case_to_change(actor, case_id, permission=CLOSE_CASE)
    if status not in NEXT_STATUSES[CaseStatus(case.status)]:
        raise NotPossible(_("Ärendet är inte i ett läge där det går. Läs in sidan på nytt."))
    Case.objects.filter(pk=case.pk).update(status=status.value)
    changes = {"status": {"from": case.status, "to": status.value}}
    ledger.append(actor, action, on=f"registry.case:{case.pk}", authority=case.authority_id, changes=changes)
