"""Offices that follow the groups of a municipality's own sign-in: there as long as the group says so."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from tinget.foundation import ledger
from tinget.foundation.scoping import scoped, widened
from tinget.organisation import models
from tinget.organisation.queries import authority_by_slug, municipality_by_slug
from tinget.organisation.rules.roles import Role, system_actor


@dataclass(frozen=True, slots=True)
class GroupOffice:
    """An office that a group gives, in an authority and, where the role has one, for a municipality."""

    role: Role
    authority: str
    municipality: str


def follow_groups(
    *,
    account_id: int,
    by: str,
    offered: Collection[GroupOffice],
    held: Collection[GroupOffice],
    at: dt.datetime,
) -> None:
    """Give a known person the offices of their groups, and end those of groups they have left.

    Only offices that came by the same sign-in are touched; what somebody gave here stays.
    """
    account = models.Account.objects.select_for_update().get(pk=account_id)
    for office in offered:
        owner = authority_by_slug(office.authority).id
        with scoped(widened(owner)):  # whoever runs the installation has let the sign-in decide this
            has = office in held
            if _follow(account, office, owner, by=by, has=has, day=at.date()):
                changes = {"person": account.person_id, "role": office.role.value, "by": by, "given": has}
                on = f"organisation.authority:{owner}"
                actor = system_actor(owner)
                ledger.append(actor, "follow_groups", on=on, authority=owner, changes=changes)


def _follow(
    account: models.Account, office: GroupOffice, owner: int, *, by: str, has: bool, day: dt.date
) -> bool:
    """Begin or end the office where it differs; True where something was written."""
    registrar = office.role is Role.BOARD_REGISTRAR
    place = municipality_by_slug(office.municipality).id if registrar else None
    same = models.Mandate.objects.possible_on(day).filter(person=account.person_id, role=office.role.value)
    same = same.filter(municipality=place) if registrar else same.filter(authority=owner)
    if has:
        if same.exists():
            return False
        models.Mandate.objects.create(
            person_id=account.person_id,
            role=office.role.value,
            authority_id=None if registrar else owner,
            municipality_id=place,
            first=day,
            until_further_notice=True,
            source=by,
        )
        return True
    ended = 0
    for row in same.filter(source=by):
        ended += 1
        if row.first == day:
            row.delete()
        else:
            row.last, row.until_further_notice = day - dt.timedelta(days=1), False
            row.save(update_fields=["last", "until_further_notice"])
    return bool(ended)
