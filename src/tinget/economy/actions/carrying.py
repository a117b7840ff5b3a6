"""Note the decision that a year's surplus or deficit goes to a later year's bills."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tinget.economy import models, queries
from tinget.economy.permissions import BOOKS
from tinget.economy.queries import FigureNotFound
from tinget.economy.rules.carrying import settled_year
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


def take_back_settlement(actor: Actor, *, authority: int, year: int, at: dt.datetime) -> None:
    """Let a year's result stay where it was, while no bill carries it; the ledger keeps that it was noted."""
    require(actor, BOOKS, authority=authority)
    # Who bills holds the same row: what is billed meanwhile is known here, or finds nothing to settle.
    standing = models.Settlement.objects.select_for_update().filter(taken_back_at=None)
    row = standing.filter(authority_id=authority, year=year).first()
    if row is None:
        raise FigureNotFound
    if any(settled_year(word) == year for _name, word in queries.billed(authority, row.to_year)):
        raise NotPossible(_("Resultatet står på en faktura. Kreditera den först."))
    row.taken_back_at, row.published_at = at, None
    row.save(update_fields=["taken_back_at", "published_at"])
    ledger.append(
        actor,
        "take_back_settlement",
        on=f"economy.settlement:{row.pk}",
        authority=authority,
        changes={"year": year, "decision": row.decision},
    )
