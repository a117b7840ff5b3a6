"""The letters to the municipalities' officials: that they are asked, and reminders."""

import datetime as dt

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from tinget.foundation import mail
from tinget.organisation.api import Role, addresses, authority_by_id, offices_on
from tinget.preparation import models
from tinget.preparation.rules.steps import Reminder, Step
from tinget.registry.api import cases

ABOUT = "preparation.preparation"
SUBJECTS = {
    Reminder.WEEK_LEFT: "En vecka kvar att svara: %(title)s",
    Reminder.LAST_DAY: "Sista dagen att svara: %(title)s",
    Reminder.PASSED: "Tiden att svara har gått ut: %(title)s",
}


def officials(authority: int, *, on: dt.date, demonstration: bool) -> dict[int, list[int]]:
    """List the group's officials by municipality: their person numbers."""
    found: dict[int, list[int]] = {}
    for office in offices_on(authority, on=on, roles=[Role.PREPARATORY_GROUP]):
        if office.municipality is not None and office.person.is_demonstration is demonstration:
            found.setdefault(office.municipality.id, []).append(office.person.id)
    return found


def tell_asked(row: models.Preparation, stay: models.Stay, *, day: dt.date) -> None:
    """Write to every municipality's officials that they are asked."""
    title = (
        _("Remiss: %(title)s") if stay.step == Step.REFERRAL.value else _("Till beredningsgruppen: %(title)s")
    )
    for people in officials(row.authority_id, on=day, demonstration=row.is_demonstration).values():
        _write(row, stay, people, subject=title)


def remind(row: models.Preparation, stay: models.Stay, people: list[int], which: Reminder) -> int:
    """Remind a municipality's officials; return how many letters were sent."""
    return _write(row, stay, people, subject=_(SUBJECTS[which]))


def _write(row: models.Preparation, stay: models.Stay, people: list[int], *, subject: str) -> int:
    about, body = _told(row, stay)
    known = addresses(people)
    for address in known.values():
        mail.send_later(
            authority=row.authority_id,
            to=address,
            subject=subject % {"title": about},
            body=body,
            about=f"{ABOUT}:{row.pk}",
        )
    return len(known)


def withhold_letters(row: models.Preparation, stay: models.Stay) -> int:
    """Let letters about a matter whose case is secret name it by number alone; return how many there are."""
    about, body = _told(row, stay)
    return mail.withhold(
        row.authority_id, f"{ABOUT}:{row.pk}", subject=f"{_('Beredning')}: {about}", body=body
    )


def _told(row: models.Preparation, stay: models.Stay) -> tuple[str, str]:
    """Say what a letter is about, and its text; a secret case is named by its number alone."""
    authority = authority_by_id(row.authority_id)
    case = cases([row.case_id])[row.case_id] if row.case_id is not None else None
    is_secret = bool(case and case.is_secret)
    title = case.title if case else row.title
    if case and is_secret:
        title = _("ärende %(number)s") % {"number": case.number}
    context = {
        "authority": authority,
        "title": title,
        "number": case.number if case and not is_secret else "",
        "is_secret": is_secret,
        "answer_by": stay.answer_by,
        "question": stay.question,
        "is_demonstration": row.is_demonstration,
        "link": settings.TINGET_ADDRESS + reverse("preparation:answer", args=[authority.slug, row.pk]),
    }
    return title, render_to_string("preparation/mail.txt", context)
