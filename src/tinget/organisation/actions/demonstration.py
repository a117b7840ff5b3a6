"""The demonstration's people: made up, named after their role, only where Tinget runs as a demonstration."""

from collections.abc import Iterator, Sequence
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
    _add_people(people)
    written = _write_mandates(people, authority=authority, day=day)
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


def _add_people(people: Sequence[_RolePerson]) -> None:
    known = set(models.Person.objects.filter(is_demonstration=True).values_list("key", flat=True))
    new = [told for told in people if _key(told) not in known]
    rows = [
        models.Person(key=_key(told), name=told.name, is_demonstration=True, source=SOURCE) for told in new
    ]
    models.Person.objects.bulk_create(rows)
    accounts = [
        models.Account(email=f"{told.address}@{DOMAIN}", person=row)
        for told, row in zip(new, rows, strict=True)
    ]
    for account in accounts:
        account.set_unusable_password()
    models.Account.objects.bulk_create(accounts)


def _write_mandates(people: Sequence[_RolePerson], *, authority: int, day: date) -> int:
    stored = models.Person.objects.filter(is_demonstration=True).prefetch_related("mandates")
    by_key = {person.key: person for person in stored}
    new, moved = [], []
    for told in people:
        person = by_key[_key(told)]
        held = {(row.role, row.authority_id, row.municipality_id): row for row in person.mandates.all()}
        for role, place in told.offices:
            of = None if role is Role.BOARD_REGISTRAR else authority
            row = held.get((role.value, of, place.pk if place else None))
            if row is None:
                new.append(_mandate(person, role, of, place, day))
            elif row.first is not None and day < row.first:
                moved.append(row.pk)
    models.Mandate.objects.bulk_create(new)
    return len(new) + models.Mandate.objects.filter(pk__in=moved).update(first=day)


def _mandate(
    person: models.Person, role: Role, of: int | None, place: models.Municipality | None, day: date
) -> models.Mandate:
    return models.Mandate(
        person=person,
        role=role.value,
        authority_id=of,
        municipality=place,
        first=day,
        until_further_notice=True,
        source=SOURCE,
    )
