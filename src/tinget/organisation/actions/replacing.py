"""Replacing who holds an office in mid-term: ended on a day by a decision, and begun by another."""

import datetime as dt

from django.http import Http404
from django.utils.translation import gettext as _

from tinget.foundation import events, ledger
from tinget.foundation.errors import NotPossible
from tinget.organisation import models
from tinget.organisation.actions.mandates import person_behind
from tinget.organisation.events import HolderReplaced
from tinget.organisation.permissions import GIVE_MANDATE, ROLE_TEXTS, require
from tinget.organisation.rules.offices import Term
from tinget.organisation.rules.replacing import REPLACEABLE, Ending, Successor, faults_of
from tinget.organisation.rules.roles import SEAT_ROLES, Actor, Role


class MandateNotFound(Http404):
    """No such office in the authority."""


def replace_holder(
    actor: Actor,
    *,
    authority: int,
    mandate_id: int,
    ending: Ending,
    successor: Successor | None,
    at: dt.datetime,
) -> int | None:
    """End an office on a day, and let the successor hold it from the day after; return their mandate's id.

    Who sits at a meeting, and who is called to it, follows the meeting's day.
    """
    require(actor, GIVE_MANDATE, authority=authority)
    row = _load(actor, authority, mandate_id, ending, today=at.date())
    row.last, row.until_further_notice = ending.last, False
    row.ended_reason, row.ended_decision = ending.reason.strip(), ending.decision.strip()
    row.save(update_fields=["last", "until_further_notice", "ended_reason", "ended_decision"])
    begun = _begin(actor, authority, row, ending, successor) if successor else None
    events.raise_event(
        HolderReplaced(
            authority=authority,
            left_id=row.person_id,
            successor_id=begun.person_id if begun else None,
            first=ending.first_after,
            is_demonstration=actor.is_demonstration,
            at=at,
        )
    )
    changes = {"mandate": row.pk, "role": row.role, "name": row.person.name, "last": ending.last,
               "reason": row.ended_reason, "decision": row.ended_decision,
               "successor": begun.pk if begun else None}  # fmt: skip
    on = f"organisation.authority:{authority}"
    ledger.append(actor, "replace_holder", on=on, authority=authority, changes=changes)
    return begun.pk if begun else None


def _load(actor: Actor, authority: int, mandate_id: int, ending: Ending, *, today: dt.date) -> models.Mandate:
    rows = models.Mandate.objects.select_for_update(of=["self"]).select_related("person", "municipality")
    row: models.Mandate | None = rows.filter(authority_id=authority, pk=mandate_id).first()
    if row is None:
        raise MandateNotFound(str(mandate_id))
    if row.person.is_demonstration is not actor.is_demonstration:
        raise NotPossible(_("Påhittade personer och verkliga hålls isär."))
    if Role(row.role) not in REPLACEABLE:
        raise NotPossible(_("Här byts bara ledamöter, ersättare och presidiet."))
    if faults := faults_of(ending, Term(row.first, row.last), today=today):
        raise NotPossible(" ".join(map(_, faults)))
    return row


def _begin(
    actor: Actor, authority: int, row: models.Mandate, ending: Ending, successor: Successor
) -> models.Mandate:
    """Begin the successor's office for what was left of the term, if nobody else has the place."""
    first = ending.first_after
    _must_be_free(authority, row, first)
    person = person_behind(
        actor, name=successor.name, email=successor.email, party=successor.party, source=row.ended_decision
    )
    if person.is_demonstration is not actor.is_demonstration:
        raise NotPossible(_("Påhittade personer och verkliga hålls isär."))
    held = models.Mandate.objects.possible_on(first).filter(person=person, authority_id=authority)
    other = held.filter(role__in=_alike(Role(row.role))).first()
    if other is not None:
        raise NotPossible(
            _("%(name)s är redan %(role)s den dagen. Avsluta det uppdraget först.")
            % {"name": person.name, "role": ROLE_TEXTS[Role(other.role)]}
        )
    return models.Mandate.objects.create(
        person=person,
        role=row.role,
        authority_id=authority,
        municipality_id=row.municipality_id,
        first=first,
        until_further_notice=True,
        source=row.ended_decision,
    )


def _must_be_free(authority: int, row: models.Mandate, first: dt.date) -> None:
    held = models.Mandate.objects.possible_on(first).filter(role=row.role, authority_id=authority)
    for other in held.exclude(pk=row.pk).select_related("person"):
        is_alike = other.person.is_demonstration == row.person.is_demonstration
        if is_alike and other.municipality_id == row.municipality_id:
            raise NotPossible(_("%(name)s har platsen den dagen.") % {"name": other.person.name})


def _alike(role: Role) -> list[str]:
    """Give the offices that nobody holds beside this one: one seat each, one place in the presidium each."""
    kind = SEAT_ROLES if role in SEAT_ROLES else REPLACEABLE - SEAT_ROLES
    return [one.value for one in kind]
