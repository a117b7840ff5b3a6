"""Which roles need a second step when their holders sign in."""

from collections.abc import Collection

from tinget.foundation import ledger
from tinget.organisation import models
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
