"""Remind the municipalities that have not answered about a budget."""

import datetime as dt

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from tinget.economy import models
from tinget.economy.permissions import REMIND
from tinget.economy.rules.consulting import reminder_due
from tinget.foundation import ledger, mail
from tinget.organisation.api import Actor, authority_by_id, municipalities, require


def remind_municipalities(actor: Actor, *, authority: int, at: dt.datetime) -> int:
    """Write to each that has not answered, once for each declared day; return how many letters were sent.

    Nobody is reminded of a budget that the host has adopted, nor the host, which asks.
    """
    require(actor, REMIND, authority=authority)
    rows = models.ConsultedMunicipality.objects.select_for_update(of=("self",)).filter(
        authority_id=authority, answered_on=None, consultation__table__decision=""
    )
    host = authority_by_id(authority).host_municipality_id
    waiting = rows.exclude(email="").exclude(municipality_id=host).select_related("consultation__table")
    names = {one.id: one.name for one in municipalities()}
    sent = 0
    for row in waiting.order_by("pk"):
        asked = row.consultation
        if reminder_due(
            sent_on=asked.sent_on, answer_by=asked.answer_by, reminded_on=row.reminded_on, on=at.date()
        ):
            _remind(actor, row, names[row.municipality_id], at=at)
            sent += 1
    return sent


def _remind(actor: Actor, row: models.ConsultedMunicipality, name: str, *, at: dt.datetime) -> None:
    row.reminded_on = at.date()
    row.save(update_fields=["reminded_on"])
    found, table = authority_by_id(row.authority_id), row.consultation.table
    context = {
        "municipality": name,
        "authority": found,
        "year": table.year,
        "answer_by": row.consultation.answer_by,
        "is_late": at.date() > row.consultation.answer_by,
        "link": f"{settings.TINGET_ADDRESS}/{found.slug}/ekonomi/tabell/{table.slug}/samrad/",
        "is_demonstration": settings.TINGET_DEMO,
    }
    subject = _("Påminnelse: samråd om budgeten %(year)s för %(name)s") % {
        "year": table.year,
        "name": found.name,
    }
    mail.send_later(
        authority=row.authority_id,
        to=row.email,
        subject=f"DEMONSTRATION: {subject}" if settings.TINGET_DEMO else subject,
        body=render_to_string("economy/reminder.txt", context),
        about=f"economy.table:{table.pk}",
    )
    ledger.append(
        actor,
        "remind_municipality",
        on=f"economy.table:{table.pk}",
        authority=row.authority_id,
        changes={"municipality": name},
    )
