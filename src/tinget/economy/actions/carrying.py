"""Note the decision that a year's surplus or deficit goes to a later year's bills."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tinget.economy import models, queries
from tinget.economy.permissions import BOOKS
from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.organisation.api import Actor, boards, require


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision: its words with where it stands, its day, and on which year's bills the result goes."""

    decision: str
    decided_on: dt.date
    to_year: int


def settle_result(actor: Actor, *, authority: int, year: int, decided: Decided, at: dt.datetime) -> int:
    """Keep each municipality's part of the year's result for the later bills; returns their sum in SEK."""
    require(actor, BOOKS, authority=authority)
    if decided.to_year <= year:
        raise NotPossible(_("Resultatet avräknas på ett senare års fakturor."))
    # Two that note a decision at once wait for each other: the second one is then told that it is noted.
    list(models.FinanceTable.objects.select_for_update().filter(authority_id=authority, year=year))
    view = queries.carried_of(authority, year)
    if view.settlement is not None:
        raise NotPossible(_("Beslutet om årets resultat är redan antecknat."))
    if not view.is_whole:
        raise NotPossible(_("Utfallet går inte till årets slut, så inget förs vidare ännu."))
    if not any(view.parts.values()):
        raise NotPossible(_("Ingen kommuns del av resultatet kan räknas."))
    places = {one.name: one.id for one in boards(authority)}
    row = models.Settlement.objects.create(
        authority_id=authority,
        year=year,
        to_year=decided.to_year,
        decision=decided.decision,
        decided_on=decided.decided_on,
        rows=[[places[name], amount] for name, amount in view.parts.items()],
        published_at=at,
    )
    total = sum(view.parts.values())
    ledger.append(
        actor,
        "settle_result",
        on=f"economy.settlement:{row.pk}",
        authority=authority,
        changes={"year": year, "to_year": decided.to_year, "decision": decided.decision, "sum": total},
    )
    return total
