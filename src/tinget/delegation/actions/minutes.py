"""Minutes of their own over decisions that are not reported but can be appealed (KL 6:40)."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from tinget.delegation.models import DelegatedDecision
from tinget.delegation.permissions import REPORT
from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.organisation.api import Actor, require


def keep_minutes(actor: Actor, *, authority: int, record_id: int, delegated_ids: Collection[int]) -> None:
    """Note which record is the minutes of these decisions; each has them once, and only if it needs them."""
    require(actor, REPORT, authority=authority)
    rows = DelegatedDecision.objects.select_for_update(of=("self",)).filter(
        authority_id=authority,
        pk__in=set(delegated_ids),
        is_reported=False,
        minutes=None,
        point__is_appealable=True,
        is_demonstration=actor.is_demonstration,
    )
    ids = sorted(rows.values_list("pk", flat=True))
    if not ids or len(ids) != len(set(delegated_ids)):
        raise NotPossible(_("Ett av besluten har redan ett protokoll, eller ska inte ha det. Läs om sidan."))
    DelegatedDecision.objects.filter(pk__in=ids).update(minutes_id=record_id)
    for pk in ids:
        on = f"delegation.delegateddecision:{pk}"
        ledger.append(actor, "keep_own_minutes", on=on, authority=authority, changes={"record": record_id})
