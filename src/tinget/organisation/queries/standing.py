"""Who somebody is who has signed in, what they may see, and whom the demonstration lets in."""

from datetime import date

from tinget.organisation import models
from tinget.organisation.rules.offices import MandateChoice, Standing
from tinget.organisation.rules.roles import ROLE_ORDER, VISITOR, Actor, Role
from tinget.organisation.rules.second_step import is_needed, roles_of


def demonstration_account(person: int) -> models.Account | None:
    """Find the account of a made-up person, to sign in as their role; None for anybody real."""
    accounts = models.Account.objects.filter(is_active=True, person__is_demonstration=True)
    return accounts.filter(person=person).select_related("person").first()


def standing_of(account: models.Account | None, *, chosen: int | None, on: date) -> Standing:
    """Tell what a signed-in person may be and see on the day; `chosen` is the mandate picked."""
    if account is None:
        return Standing(actor=VISITOR, choices=(), authorities=frozenset(), boards=frozenset())
    rows = sorted(
        models.Mandate.objects.possible_on(on)
        .filter(person=account.person_id)
        .select_related("person", "authority", "municipality"),
        key=lambda row: (ROLE_ORDER.index(Role(row.role)), row.pk),
    )
    if not rows:
        nobody = Actor(person_id=account.person_id, name=account.person.name, role=None)
        return Standing(actor=nobody, choices=(), authorities=frozenset(), boards=frozenset())
    acting = next((row for row in rows if row.pk == chosen), rows[0])
    return Standing(
        actor=_actor(acting),
        choices=tuple(_choice(row) for row in rows),
        authorities=frozenset(row.authority_id for row in rows if row.authority_id is not None),
        boards=frozenset(
            row.municipality_id
            for row in rows
            if row.role == Role.BOARD_REGISTRAR.value and row.municipality_id is not None
        ),
        needs_second_step=not acting.person.is_demonstration
        and is_needed((Role(row.role), row.authority.second_step_roles) for row in rows if row.authority),
    )


def second_step_roles(authority: int) -> tuple[Role, ...]:
    """Return the roles that nobody works in by a password alone."""
    return roles_of(models.Authority.objects.values_list("second_step_roles", flat=True).get(pk=authority))


def standing_of_person(person: int, *, on: date) -> Standing | None:
    """Tell what a person who is not here may be and see on the day; None without an account in use."""
    account = models.Account.objects.filter(is_active=True, person=person).select_related("person").first()
    return standing_of(account, chosen=None, on=on) if account else None


def actor_of_account(account: models.Account | None, *, chosen: int | None, on: date) -> Actor:
    """Tell the actor of a signed-in person: the mandate they chose, else their first one."""
    return standing_of(account, chosen=chosen, on=on).actor


def scope_of(account: models.Account | None, *, on: date) -> tuple[frozenset[int], frozenset[int]]:
    """Tell the authorities where the person holds a mandate, and the boards they are registrar of."""
    standing = standing_of(account, chosen=None, on=on)
    return standing.authorities, standing.boards


def _actor(row: models.Mandate) -> Actor:
    place = row.authority or row.municipality
    return Actor(
        person_id=row.person_id,
        name=row.person.name,
        role=Role(row.role),
        authority=row.authority_id,
        municipality=row.municipality_id,
        is_demonstration=row.person.is_demonstration,
        place=place.slug if place else "",
        place_name=_place_name(row),
        mandate_id=row.pk,
    )


def _choice(row: models.Mandate) -> MandateChoice:
    return MandateChoice(
        id=row.pk,
        role=Role(row.role),
        place_name=_place_name(row),
        authority=row.authority_id,
        municipality=row.municipality_id,
    )


def _place_name(row: models.Mandate) -> str:
    if row.authority is not None:
        return row.authority.name
    return row.municipality.org_name if row.municipality is not None else ""
