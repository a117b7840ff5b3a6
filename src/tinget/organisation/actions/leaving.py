"""A municipality that leaves the authority on a day, and the offices that end with it; nothing is erased."""

import datetime as dt

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tinget.foundation import events, ledger
from tinget.foundation.errors import NotPossible
from tinget.organisation import models, queries
from tinget.organisation.events import HolderReplaced
from tinget.organisation.permissions import END_PARTY, require
from tinget.organisation.rules.authorities import faults_of_leaving
from tinget.organisation.rules.replacing import REPLACEABLE
from tinget.organisation.rules.roles import Actor, Role


def end_party(
    actor: Actor, *, authority: int, municipality: int, last: dt.date, decision: str, at: dt.datetime
) -> int:
    """Let a municipality take part up to a day, end its offices then, and return how many those were.

    What is put up on its noticeboard after the day goes elsewhere; what is there stays its time out.
    """
    require(actor, END_PARTY, authority=authority)
    if actor.is_demonstration:
        raise NotPossible(_("En påhittad roll ändrar inte vilka kommuner som deltar."))
    rows = models.PartyMunicipality.objects.select_for_update(of=("self",)).select_related("municipality")
    row = rows.filter(authority=authority, municipality=municipality).exclude(last__lt=at.date()).first()
    if row is None:
        raise queries.MunicipalityNotFound(str(municipality))
    is_host = models.Authority.objects.filter(pk=authority, host=municipality).exists()
    ending = queries.offices_that_end_with(authority, municipality, after=last)
    late = ending.filter(first__gt=last).exists()
    if faults := faults_of_leaving(row.first, last, today=at.date(), is_host=is_host, begins_later=late):
        raise NotPossible(" ".join(map(_, faults)))
    row.last = last
    row.save(update_fields=["last"])
    ended = _end(ending, authority, last=last, decision=decision.strip(), at=at)
    changes = {"municipality": row.municipality.name, "last": last, "decision": decision, "mandates": ended}
    on = f"organisation.authority:{authority}"
    ledger.append(actor, "end_party", on=on, authority=authority, changes=changes)
    return len(ended)


def _end(
    ending: "QuerySet[models.Mandate]", authority: int, *, last: dt.date, decision: str, at: dt.datetime
) -> list[int]:
    """End the offices, and tell those who call for whom a place is empty now."""
    mandates = list(ending.select_for_update(of=("self",)))
    for mandate in mandates:
        mandate.last, mandate.until_further_notice = last, False
        mandate.ended_reason, mandate.ended_decision = _("Kommunen lämnar nämnden"), decision
        mandate.save(update_fields=["last", "until_further_notice", "ended_reason", "ended_decision"])
        if Role(mandate.role) in REPLACEABLE:
            left = HolderReplaced(
                authority=authority,
                left_id=mandate.person_id,
                successor_id=None,
                first=last + dt.timedelta(days=1),
                is_demonstration=mandate.person.is_demonstration,
                at=at,
            )
            events.raise_event(left)
    return [mandate.pk for mandate in mandates]
