"""The authorities and who takes part in them: laying one up, and a municipality that joins or leaves."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.foundation.scoping import scoped, widened
from tinget.kernel.slugs import slug_of
from tinget.kernel.sorting import swedish_key
from tinget.organisation import models
from tinget.organisation.actions.offices import NewOffice, give_office
from tinget.organisation.permissions import ADD_AUTHORITY, ADD_PARTY, CREATE_AUTHORITY, require
from tinget.organisation.rules.authorities import fault_of_slug
from tinget.organisation.rules.numbering import PLAIN, fault_of_pattern
from tinget.organisation.rules.offices import AuthorityKind, SizeClass
from tinget.organisation.rules.roles import Actor, Role, system_actor

ASIDE = 10_000  # numbers that no list reaches, while the order is written anew


@dataclass(frozen=True, slots=True)
class NewMunicipality:
    """A municipality: its name, its name as a legal person, and what more is known of it."""

    name: str
    org_name: str
    size_class: SizeClass
    org_number: str = ""


@dataclass(frozen=True, slots=True)
class NewAuthority:
    """An authority to lay up: the word in its addresses, its name, and how it numbers its cases."""

    slug: str
    name: str
    kind: AuthorityKind
    case_number_pattern: str = PLAIN


def create_authority(actor: Actor, *, given: NewAuthority, host: NewMunicipality, source: str) -> int:
    """Lay up an authority whose host is its first party, and return its id."""
    require(actor, CREATE_AUTHORITY, authority=None)
    if fault := fault_of_slug(given.slug) or fault_of_pattern(given.case_number_pattern):
        raise NotPossible(_(fault))
    if models.Authority.objects.filter(slug=given.slug).exists():
        raise NotPossible(_("Det finns redan en nämnd med adressordet %(slug)s.") % {"slug": given.slug})
    if models.Authority.objects.filter(name=given.name).exists():
        raise NotPossible(_("Det finns redan en nämnd som heter %(name)s.") % {"name": given.name})
    place = _municipality(host, source)
    row = models.Authority.objects.create(
        slug=given.slug,
        name=given.name,
        kind=given.kind.value,
        host=place,
        case_number_pattern=given.case_number_pattern,
    )
    models.PartyMunicipality.objects.create(authority=row, municipality=place, source=source)
    with scoped(widened(row.pk)):
        on = f"organisation.authority:{row.pk}"
        changes = {"name": row.name, "host": place.name, "case_number_pattern": row.case_number_pattern}
        ledger.append(actor, "create_authority", on=on, authority=row.pk, changes=changes)
    return row.pk


def add_authority(
    actor: Actor,
    *,
    authority: int,
    given: NewAuthority,
    host: NewMunicipality,
    decision: str,
    at: dt.datetime,
) -> int:
    """Lay up another authority from one's own; who does it is its first administrator. Returns its id."""
    require(actor, ADD_AUTHORITY, authority=authority)
    account = models.Account.objects.filter(person_id=actor.person_id or 0).first()
    if account is None or actor.is_demonstration:
        raise NotPossible(_("Demonstrationens roller lägger inte upp nämnder."))
    made = create_authority(system_actor(), given=given, host=host, source=decision)
    office = NewOffice(actor.name, account.email, Role.ADMINISTRATOR, at.date(), decision)
    with scoped(widened(made)):
        give_office(system_actor(made, place=given.slug), authority=made, given=office, at=at)
    changes = {"name": given.name, "address": given.slug, "decision": decision}
    on = f"organisation.authority:{authority}"
    ledger.append(actor, "add_authority", on=on, authority=authority, changes=changes)
    return made


def add_party(actor: Actor, *, authority: int, given: NewMunicipality, first: dt.date, decision: str) -> int:
    """Let a municipality, made where it is new, take part from a day; return its id."""
    require(actor, ADD_PARTY, authority=authority)
    place = _municipality(given, decision)
    held = models.PartyMunicipality.objects.filter(authority=authority, municipality=place)
    if held.exclude(last__lt=first).exists():
        raise NotPossible(_("%(name)s deltar redan.") % {"name": place.name})
    models.PartyMunicipality.objects.create(
        authority_id=authority, municipality=place, first=first, source=decision
    )
    changes = {"municipality": place.name, "first": first, "decision": decision}
    on = f"organisation.authority:{authority}"
    ledger.append(actor, "add_party", on=on, authority=authority, changes=changes)
    return place.pk


def _municipality(given: NewMunicipality, source: str) -> models.Municipality:
    """Find the municipality of that name, or make it in its place in the Swedish order."""
    slug = slug_of(given.name)
    found = models.Municipality.objects.filter(slug=slug).first()
    if found is not None:
        return found
    if not slug:
        raise NotPossible(_("Kommunens namn måste ha bokstäver."))
    if models.Municipality.objects.filter(org_name=given.org_name).exists():
        raise NotPossible(_("En annan kommun här heter redan %(name)s.") % {"name": given.org_name})
    row = models.Municipality.objects.create(
        number=next_number(),
        name=given.name,
        slug=slug,
        org_name=given.org_name,
        org_number=given.org_number,
        size_class=given.size_class.value,
        source=source[:300],
    )
    put_in_order()
    return row


def next_number() -> int:
    """Return a number that no municipality has, after all others."""
    last = models.Municipality.objects.order_by("number").last()
    return last.number + 1 if last else 1


def put_in_order() -> None:
    """Give the municipalities the numbers that they have in a Swedish list."""
    rows = list(models.Municipality.objects.select_for_update().order_by("number"))
    right = sorted(rows, key=lambda row: swedish_key(row.name))
    moved = [(number, row) for number, row in enumerate(right, start=1) if row.number != number]
    for aside in (ASIDE, 0):  # twice, since no two may have the same number even for a moment
        for number, row in moved:
            models.Municipality.objects.filter(pk=row.pk).update(number=aside + number)
