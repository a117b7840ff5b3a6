"""For how long what the register shows visitors is on the web."""

from tinget.foundation import ledger
from tinget.organisation import models
from tinget.organisation.permissions import KEEP_WEB_DIARY, require
from tinget.organisation.rules.roles import Actor


def keep_web_diary_months(actor: Actor, *, authority: int, months: int | None) -> bool:
    """Show cases and records for so many months from their publication; None: until they are taken away.

    It holds at once for what is there already: nothing is deleted, and a longer time shows it again.
    """
    require(actor, KEEP_WEB_DIARY, authority=authority)
    row = models.Authority.objects.select_for_update().get(pk=authority)
    if row.web_diary_months == months:
        return False
    models.Authority.objects.filter(pk=authority).update(web_diary_months=months)
    changes = {"months": {"from": row.web_diary_months, "to": months}}
    on = f"organisation.authority:{authority}"
    ledger.append(actor, "keep_web_diary_months", on=on, authority=authority, changes=changes)
    return True
