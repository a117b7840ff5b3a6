"""Giving somebody a mandate and an account without a password, and taking back one that was just given."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.kernel.slugs import slug_of
from tinget.organisation import models
from tinget.organisation.permissions import GIVE_MANDATE, require
from tinget.organisation.rules.roles import Actor, Role

SOURCE = "Inflyttning"


@dataclass(frozen=True, slots=True)
class NewMandate:
    """Who is to have which office, from and to; an open end is until further notice."""

    name: str
    email: str
    role: Role
    municipality_id: int | None
    first: dt.date | None
    last: dt.date | None


def give_mandate(actor: Actor, *, authority: int, given: NewMandate) -> int:
    """Give the mandate and return its id; who is new gets an account that no password opens yet."""
    require(actor, GIVE_MANDATE, authority=authority)
    person = person_behind(actor, name=given.name, email=given.email, source=SOURCE)
    if person.is_demonstration is not actor.is_demonstration:
        raise NotPossible(_("Påhittade personer och verkliga hålls isär."))
    held = models.Mandate.objects.filter(person=person, role=given.role.value, authority_id=authority)
    if (given.municipality_id, given.first) in held.values_list("municipality_id", "first"):
        raise NotPossible(_("%(name)s har redan uppdraget.") % {"name": person.name})
    mandate = models.Mandate.objects.create(
        person=person,
        role=given.role.value,
        authority_id=authority,
        municipality_id=given.municipality_id,
        first=given.first,
        last=given.last,
        until_further_notice=given.first is not None and given.last is None,
        source=SOURCE,
    )
    changes = {"mandate": mandate.pk, "person": person.pk, "name": person.name, "role": mandate.role}
    changes |= {"first": given.first, "last": given.last}
    on = f"organisation.authority:{authority}"
    ledger.append(actor, "give_mandate", on=on, authority=authority, changes=changes)
    return mandate.pk


def take_back_mandates(actor: Actor, *, authority: int, mandate_ids: Collection[int]) -> None:
    """Take back mandates that were moved in, with people and accounts that came with them, all or nothing."""
    require(actor, GIVE_MANDATE, authority=authority)
    mandates = models.Mandate.objects.select_for_update(of=("self",)).select_related("person")
    found = list(mandates.filter(authority_id=authority, pk__in=mandate_ids, source=SOURCE))
    people = {row.person_id: row.person for row in found if row.person.source == SOURCE}
    used = models.Account.objects.filter(person__in=people, last_login__isnull=False)
    names = [account.person.name for account in used.select_related("person")]
    if names:
        raise NotPossible(
            _("Inflyttningen kan inte ångras: %(names)s har loggat in sedan dess. Inget har tagits bort.")
            % {"names": ", ".join(sorted(names))}
        )
    models.Mandate.objects.filter(pk__in=[row.pk for row in found]).delete()
    alone = models.Person.objects.filter(pk__in=people, mandates__isnull=True)
    models.Account.objects.filter(person__in=list(alone)).delete()
    gone = [person.pk for person in alone]
    models.Person.objects.filter(pk__in=gone).delete()
    changes = {"mandates": sorted(row.pk for row in found), "people": sorted(gone)}
    on = f"organisation.authority:{authority}"
    ledger.append(actor, "take_back_mandates", on=on, authority=authority, changes=changes)


def person_behind(actor: Actor, *, name: str, email: str, source: str, party: str = "") -> models.Person:
    """Find who has the address, else make the person with an account that no password opens yet.

    A name that somebody has already gets a number in its key.
    """
    account = models.Account.objects.select_related("person").filter(email=email.lower()).first()
    if account is not None:
        return account.person
    key = stem = slug_of(name)[:140]
    number = 1
    while models.Person.objects.filter(key=key).exists():
        number += 1
        key = f"{stem}-{number}"
    person = models.Person.objects.create(
        key=key, name=name, party=party, is_demonstration=actor.is_demonstration, source=source[:300]
    )
    models.Account.objects.create_user(email, person=person)
    return person
