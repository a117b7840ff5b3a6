"""The demonstration's people: made up, named after their role, only where Tinget runs as a demonstration."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.kernel.slugs import slug_of
from tinget.organisation import models
from tinget.organisation.permissions import PREPARE_DEMONSTRATION, require
from tinget.organisation.rules.roles import Actor, Role

SOURCE = "Demonstration"
DOMAIN = "demonstration.invalid"  # a name that never leads anywhere (RFC 2606)
VICE_CHAIR_FROM = "pitea"


@dataclass(frozen=True, slots=True)
class _RolePerson:
    """A made-up person: name, the word before @, and their offices, each with a municipality or none."""

    name: str
    address: str
    offices: tuple[tuple[Role, models.Municipality | None], ...]


def prepare_demonstration_roles(actor: Actor, *, authority: int, day: date) -> int:
    """Make the role accounts with their mandates from the day; returns how many mandates were written.

    A second run writes nothing; on an earlier day it moves the mandates' first day back to that day.
    """
    require(actor, PREPARE_DEMONSTRATION, authority=authority)
    if not settings.TINGET_DEMO:
        raise NotPossible(_("Rollkonton finns bara i en demonstration. Starta med TINGET_DEMO=1."))
    committee = models.Authority.objects.select_related("host").get(pk=authority)
    people = list(_role_people(committee))
    stored = {
        person.key: person
        for person in models.Person.objects.filter(is_demonstration=True).prefetch_related("mandates")
    }
    written = sum(
        _prepare(person, stored.get(_key(person)), authority=authority, day=day) for person in people
    )
    if written:
        ledger.append(
            actor,
            "prepare_demonstration_roles",
            on=f"organisation.authority:{authority}",
            authority=authority,
            changes={"mandates": written, "from": day.isoformat()},
        )
    return written


def _role_people(committee: models.Authority) -> Iterator[_RolePerson]:
    parties = list(models.Municipality.objects.filter(memberships__authority=committee).distinct())
    host = committee.host
    vice = next((place for place in parties if place.slug == VICE_CHAIR_FROM), None)
    vice = vice or next((place for place in parties if place != host), None)
    yield _RolePerson("Sekreterare", "sekreterare", ((Role.SECRETARY, None),))
    yield _RolePerson("Ordförande", "ordforande", ((Role.CHAIR, host), (Role.MEMBER, host)))
    if vice is not None:
        yield _RolePerson(
            "Vice ordförande", "vice-ordforande", ((Role.VICE_CHAIR, vice), (Role.MEMBER, vice))
        )
    yield _RolePerson("Samordnare", "samordnare", ((Role.COORDINATOR, None),))
    yield _RolePerson("Handläggare", "handlaggare", ((Role.OFFICER, None),))
    yield _RolePerson("Arkivansvarig", "arkivansvarig", ((Role.ARCHIVIST, None),))
    yield _RolePerson("Administratör", "administrator", ((Role.ADMINISTRATOR, None),))
    for place in parties:
        if place not in (host, vice):
            yield _RolePerson(f"Ledamot, {place.name}", f"ledamot.{place.slug}", ((Role.MEMBER, place),))
        yield _RolePerson(f"Ersättare, {place.name}", f"ersattare.{place.slug}", ((Role.SUBSTITUTE, place),))
        yield _RolePerson(
            f"Beredningsgruppen, {place.name}",
            f"beredning.{place.slug}",
            ((Role.PREPARATORY_GROUP, place),),
        )
        yield _RolePerson(
            f"Registrator, {place.name}", f"registrator.{place.slug}", ((Role.BOARD_REGISTRAR, place),)
        )


def _key(person: _RolePerson) -> str:
    return slug_of(f"demonstration {person.name}")


def _prepare(person: _RolePerson, stored: models.Person | None, *, authority: int, day: date) -> int:
    if stored is None:
        stored = models.Person.objects.create(
            key=_key(person), name=person.name, is_demonstration=True, source=SOURCE
        )
        models.Account.objects.create_user(f"{person.address}@{DOMAIN}", person=stored)
    held = {(row.role, row.authority_id, row.municipality_id): row for row in stored.mandates.all()}
    written = 0
    for role, place in person.offices:
        of = None if role is Role.BOARD_REGISTRAR else authority
        row = held.get((role.value, of, place.pk if place else None))
        if row is None:
            models.Mandate.objects.create(
                person=stored,
                role=role.value,
                authority_id=of,
                municipality=place,
                first=day,
                until_further_notice=True,
                source=SOURCE,
            )
        elif row.first is not None and day < row.first:
            models.Mandate.objects.filter(pk=row.pk).update(first=day)
        else:
            continue
        written += 1
    return written
