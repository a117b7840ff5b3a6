"""Which roles need a second step when their holders sign in, and helping who has lost theirs."""

import datetime as dt
from collections.abc import Collection

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext as _

from tinget.foundation import ledger, mail
from tinget.foundation.errors import NotPossible
from tinget.organisation import models
from tinget.organisation.actions.accounts import person_in
from tinget.organisation.permissions import KEEP_ACCOUNTS, require
from tinget.organisation.rules import second_step
from tinget.organisation.rules.roles import Actor, Role


def require_second_step(actor: Actor, *, authority: int, roles: Collection[Role]) -> bool:
    """Let these roles and no others need it; it holds at once, also for who is signed in."""
    require(actor, KEEP_ACCOUNTS, authority=authority)
    row = models.Authority.objects.select_for_update().get(pk=authority)
    before, after = row.second_step_roles, second_step.kept(roles)
    if before == after:
        return False
    models.Authority.objects.filter(pk=authority).update(second_step_roles=after)
    on = f"organisation.authority:{authority}"
    changes = {"roles": {"from": before.split(), "to": after.split()}}
    ledger.append(actor, "require_second_step", on=on, authority=authority, changes=changes)
    return True


def take_away_steps(actor: Actor, *, authority: int, person_id: int, reason: str, at: dt.datetime) -> None:
    """Take away somebody's keys, app and spare codes, end their sessions, and tell them by letter.

    One authority where the person has an office is enough: nobody else could help who has offices in two.
    """
    require(actor, KEEP_ACCOUNTS, authority=authority)
    if person_id == actor.person_id:
        raise NotPossible(_("Dina egna steg ändrar du på sidan Dina inloggningar."))
    person = person_in(authority, person_id, today=at.date())
    account = models.Account.objects.select_for_update().filter(person=person).first()
    found = Authenticator.objects.filter(user=account) if account else Authenticator.objects.none()
    kinds = sorted(set(found.values_list("type", flat=True)))
    if account is None or not kinds:
        raise NotPossible(_("%(name)s har inga nycklar eller koder.") % {"name": person.name})
    found.delete()
    for one in UserSession.objects.filter(user=account):
        one.end()
    mail.send_later(
        authority=authority,
        to=account.email,
        subject=_("Dina nycklar och koder i Tinget är borttagna"),
        body=_letter(person.name),
        about=f"organisation.account:{account.pk}",
    )
    changes = {"person": person.pk, "name": person.name, "kinds": kinds, "reason": reason}
    on = f"organisation.authority:{authority}"
    ledger.append(actor, "take_away_steps", on=on, authority=authority, changes=changes)


def _letter(name: str) -> str:
    return _(
        "Hej %(name)s,\n\n"
        "en administratör har tagit bort dina nycklar och koder i Tinget.\n"
        "Du loggar in med ditt lösenord och lägger sedan till nya.\n\n"
        "Har du inte bett om det? Säg till nämndens administratör genast.\n"
    ) % {"name": name}
