"""Registering a case in the next free number, and what every other write about a case begins with."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tinget.foundation import ledger, serials, submissions
from tinget.foundation.errors import NeedsReason, NotPossible
from tinget.organisation.api import Actor, Permission, authority_by_id, require
from tinget.registry.models import Case
from tinget.registry.permissions import LOAD_FACTS, REGISTER
from tinget.registry.queries import CaseNotFound, officers
from tinget.registry.queries import check_class as find_class
from tinget.registry.rules import TITLE_LENGTH, UNIT_LENGTH, CaseStatus, is_class_code, one_line

SERIES = "case"


def register_case(  # noqa: PLR0913 -- a case is told by this many facts
    actor: Actor,
    *,
    authority: int,
    title: str,
    class_code: str,
    day: dt.date,
    officer_id: int | None = None,
    unit: str = "",
    deadline_on: dt.date | None = None,
    reason: str = "",
    number: tuple[int, int] | None = None,
    is_published_fact: bool = False,
    submission: uuid.UUID | None = None,
) -> int:
    """Register a case in the year's next free number and return its id; once for each submission.

    Raises NeedsReason for a class that a complete classification scheme lacks on the day.
    Only the loader of published facts gives the number; their day and state are then unknown.
    """
    require(actor, REGISTER, authority=authority)
    if earlier := _submitted(authority, submission):
        return earlier
    if number is not None or is_published_fact:
        require(actor, LOAD_FACTS, authority=authority)
    facts = described(title, class_code, officer_id, unit, deadline_on) | {
        "registered_on": None if is_published_fact else day,
        "status": (CaseStatus.UNKNOWN if is_published_fact else CaseStatus.OPEN).value,
        "is_published_fact": is_published_fact,
    }
    is_unknown = is_published_fact and not class_code
    finding = {} if is_unknown else check_class(authority, class_code, day=day, reason=reason)
    must_handle_cases(actor, authority, officer_id, day=day)
    year, serial = _number(authority, day, number)
    case = _create(actor, authority, year, serial, facts | {"submission": submission})
    changes = {"number": f"{year}/{serial}", "title": case.title, "class_code": case.class_code} | finding
    ledger.append(actor, "register_case", on=f"registry.case:{case.pk}", authority=authority, changes=changes)
    return case.pk


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
    """Refuse to register anything in a case that is closed or voided."""
    if case.status == CaseStatus.VOIDED.value:
        raise NotPossible(_("Ärendet är makulerat och tar inte emot något."))
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


def described(
    title: str, class_code: str, officer_id: int | None, unit: str, deadline_on: dt.date | None
) -> dict[str, Any]:
    """Give the facts that a case is described by, each in its form; refuse a title that is none."""
    return {
        "title": checked_title(title),
        "class_code": class_code.strip(),
        "officer_id": officer_id,
        "unit": one_line(unit)[:UNIT_LENGTH],
        "deadline_on": deadline_on,
    }


def check_class(authority: int, code: str, *, day: dt.date, reason: str) -> dict[str, Any]:
    """Say what is to be noted of the class: nothing, or the finding with its reason; NeedsReason without one.

    No law says which class a case must have, so a class is never refused for not being in the scheme.
    """
    code = code.strip()
    if not code and "{class_code}" not in authority_by_id(authority).case_number_pattern:
        return {}
    if not is_class_code(code):
        raise NotPossible(_("Klassificeringen skrivs med siffror och punkter, som 2.2.0.2."))
    found = find_class(authority, code, day)
    if not found.departs or found.scheme is None:
        return {}
    if not reason.strip():
        message = _("Klassen %(code)s finns inte i %(scheme)s. Välj en annan klass, eller skriv skälet.")
        raise NeedsReason(
            rule="class_not_in_scheme",
            source=_("myndighetens klassificeringsstruktur"),
            message=message % {"code": code, "scheme": found.scheme.name},
        )
    return {"finding": "class_not_in_scheme", "scheme": found.scheme.name, "reason": one_line(reason)}


def must_handle_cases(actor: Actor, authority: int, officer_id: int | None, *, day: dt.date) -> None:
    """Refuse a responsible officer without an office in the authority that handles cases."""
    if officer_id is None:
        return
    able = officers(authority_by_id(authority), on=day, demonstration=actor.is_demonstration)
    if officer_id not in {person.id for person in able}:
        raise NotPossible(
            _("Den som ska handlägga ärendet har inget uppdrag hos myndigheten som ger rätt till det.")
        )


def _create(actor: Actor, authority: int, year: int, serial: int, facts: Mapping[str, Any]) -> Case:
    return Case.objects.create(
        authority_id=authority, year=year, serial=serial, is_demonstration=actor.is_demonstration, **facts
    )


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
