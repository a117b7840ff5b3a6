"""Reads of the consultation about a budget."""

import datetime as dt
from dataclasses import dataclass

from tinget.economy import models
from tinget.economy.permissions import BOOKS
from tinget.economy.rules.consulting import Asked, Came, Standing, Way, standing
from tinget.kernel.stances import Stance
from tinget.organisation.api import (
    SEAT_ROLES,
    Actor,
    Role,
    addresses,
    authority_by_id,
    boards,
    offices_on,
    require,
)

SEATS = SEAT_ROLES | {Role.CHAIR, Role.VICE_CHAIR}


@dataclass(frozen=True, slots=True)
class ConsultationView:
    """A consultation with every municipality's part."""

    sent_on: dt.date
    answer_by: dt.date
    committee_decision: str
    committee_on: dt.date | None
    municipalities: tuple[Asked, ...]
    standing: Standing


def consultation(authority: int, table: int, *, on: dt.date) -> ConsultationView | None:
    """Return the consultation about a table, None where none was held or the reader may not see it."""
    row = models.BudgetConsultation.objects.filter(authority_id=authority, table_id=table).first()
    if row is None:
        return None
    host = authority_by_id(authority).host_municipality_id
    names = {one.id: one.name for one in boards(authority)}
    asked = tuple(
        Asked(
            names.get(one.municipality_id, ""),
            one.municipality_id == host,
            one.answered_on,
            Stance(one.stance) if one.stance else None,
            one.text,
            one.reported_on,
            one.email,
            one.reminded_on,
            Came(Way(one.came_as), one.record, one.record_id) if one.came_as else None,
        )
        for one in row.municipalities.all()
    )
    return ConsultationView(
        row.sent_on,
        row.answer_by,
        row.committee_decision,
        row.committee_on,
        asked,
        standing(asked, answer_by=row.answer_by, on=on),
    )


def likely_addresses(actor: Actor, *, authority: int, on: dt.date) -> dict[int, str]:
    """Propose where each municipality is reminded: as in the latest consultation, else its first seat."""
    require(actor, BOOKS, authority=authority)
    offices = offices_on(authority, on=on, roles=SEATS)
    known = addresses(one.person.id for one in offices)
    proposed: dict[int, str] = {}
    for one in offices:
        if one.municipality is not None and one.person.id in known:
            proposed.setdefault(one.municipality.id, known[one.person.id])
    latest = (
        models.BudgetConsultation.objects.filter(authority_id=authority).order_by("-sent_on", "-pk").first()
    )
    earlier = latest.municipalities.exclude(email="") if latest else ()
    return proposed | {one.municipality_id: one.email for one in earlier}
