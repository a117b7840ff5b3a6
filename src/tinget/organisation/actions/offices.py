"""Giving an office to somebody here, with an account where they have none, and ending one of the staff's."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.organisation import models, queries
from tinget.organisation.actions.accounts import invite
from tinget.organisation.actions.mandates import person_behind
from tinget.organisation.actions.replacing import MandateNotFound
from tinget.organisation.permissions import GIVE_MANDATE, require
from tinget.organisation.rules.accounts import ENDED_HERE, LAST_BEFORE_FIRST, faults_of_office
from tinget.organisation.rules.replacing import REPLACEABLE
from tinget.organisation.rules.roles import Actor, Role


@dataclass(frozen=True, slots=True)
class NewOffice:
    """Who is to have which office, from and to, by whose decision; no last day is until further notice."""

    name: str
    email: str
    role: Role
    first: dt.date
    decision: str
    municipality_id: int | None = None
    last: dt.date | None = None
    party: str = ""


def give_office(actor: Actor, *, authority: int, given: NewOffice, at: dt.datetime) -> int:
    """Give the office, invite who has no account in use, and return the person's id."""
    require(actor, GIVE_MANDATE, authority=authority)
    faults = faults_of_office(
        given.role,
        municipality=given.municipality_id,
        first=given.first,
        last=given.last,
        decision=given.decision,
    )
    if faults:
        raise NotPossible(" ".join(map(_, faults)))
    person = person_behind(
        actor, name=given.name, email=given.email, source=given.decision, party=given.party
    )
    if person.is_demonstration is not actor.is_demonstration:
        raise NotPossible(_("Påhittade personer och verkliga hålls isär."))
    _must_be_possible(authority, given, person)
    registrar = given.role is Role.BOARD_REGISTRAR
    mandate = models.Mandate.objects.create(
        person=person,
        role=given.role.value,
        authority_id=None if registrar else authority,
        municipality_id=given.municipality_id,
        first=given.first,
        last=given.last,
        until_further_notice=given.last is None,
        source=given.decision,
    )
    changes = {"mandate": mandate.pk, "person": person.pk, "name": person.name, "role": mandate.role}
    changes |= {"first": given.first, "last": given.last, "decision": given.decision}
    on = f"organisation.authority:{authority}"
    ledger.append(actor, "give_mandate", on=on, authority=authority, changes=changes)
    if not (person.is_demonstration or queries.is_opened(person.account)):
        invite(actor, authority=authority, person_id=person.pk, email=person.account.email, at=at)
    return person.pk


def end_office(
    actor: Actor, *, authority: int, mandate_id: int, last: dt.date, decision: str, today: dt.date
) -> None:
    """End an office of the staff, or a registrar's, on a day; somebody is always left to administer."""
    require(actor, GIVE_MANDATE, authority=authority)
    rows = queries.mandates_in(authority, on=today).select_for_update(of=("self",))
    row = rows.filter(pk=mandate_id, role__in=[role.value for role in ENDED_HERE]).first()
    if row is None:
        raise MandateNotFound(str(mandate_id))
    if row.first is not None and last < row.first:
        raise NotPossible(_(LAST_BEFORE_FIRST))
    if row.role == Role.ADMINISTRATOR.value and not _is_administered(authority, row, last):
        raise NotPossible(_("Ingen annan är administratör efter den dagen. Ge någon uppdraget först."))
    row.last, row.until_further_notice, row.ended_decision = last, False, decision.strip()
    row.save(update_fields=["last", "until_further_notice", "ended_decision"])
    changes = {"mandate": row.pk, "role": row.role, "name": row.person.name, "last": last}
    on = f"organisation.authority:{authority}"
    ledger.append(actor, "end_office", on=on, authority=authority, changes=changes | {"decision": decision})


def _must_be_possible(authority: int, given: NewOffice, person: models.Person) -> None:
    """See that the municipality takes part, that nobody else sits in the seat, and that the office is new."""
    parties = models.PartyMunicipality.objects.filter(authority=authority)
    place = given.municipality_id
    if place is not None and not parties.filter(municipality=place).exclude(last__lt=given.first).exists():
        raise NotPossible(_("Kommunen deltar inte i nämnden. För in den först."))
    held = models.Mandate.objects.filter(role=given.role.value).exclude(last__lt=given.first)
    held = held.filter(municipality=place).exclude(first__gt=given.last or dt.date.max)
    if given.role is not Role.BOARD_REGISTRAR:
        held = held.filter(authority=authority)
    if held.filter(person=person).exists():
        raise NotPossible(_("%(name)s har redan uppdraget.") % {"name": person.name})
    if given.role not in REPLACEABLE:
        return
    other = held.filter(person__is_demonstration=person.is_demonstration).select_related("person").first()
    if other is not None:
        raise NotPossible(
            _("%(name)s har platsen. Byt ledamot eller ersättare i stället.") % {"name": other.person.name}
        )


def _is_administered(authority: int, ending: models.Mandate, last: dt.date) -> bool:
    after = models.Mandate.objects.possible_on(last + dt.timedelta(days=1)).exclude(pk=ending.pk)
    same = after.filter(
        authority=authority,
        role=Role.ADMINISTRATOR.value,
        person__account__is_active=True,
        person__is_demonstration=ending.person.is_demonstration,
    )
    return bool(same.exists())
