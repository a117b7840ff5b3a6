"""Load what is published, save an allocation made here, and adopt it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from tinget.economy import models
from tinget.economy.actions.agreements import load_agreements
from tinget.economy.permissions import LOAD, SHARE
from tinget.economy.queries import FigureNotFound, by_supplier, known_inhabitants
from tinget.economy.rules.allocation import Allocation, AllocationImpossible, allocate
from tinget.economy.rules.billing import Billing
from tinget.economy.rules.explaining import as_answer, explain
from tinget.economy.rules.facts import AllocationFact, EconomyFacts, FinanceFact
from tinget.economy.rules.reading import Known, Question, Table
from tinget.economy.rules.writing import as_question
from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.kernel.slugs import slug_of
from tinget.organisation.api import Actor, Municipality, boards, require


def load_economy(
    actor: Actor,
    *,
    authority: int,
    facts: EconomyFacts,
    municipalities: Mapping[str, Municipality],
    at: dt.datetime,
) -> int:
    """Make the tables say what the facts say, and return how many were written; the same facts again: 0."""
    require(actor, LOAD, authority=authority)
    known = known_inhabitants()
    changed = sum(_load_table(authority, fact, at=at) for fact in facts.tables)
    changed += sum(
        _load_allocation(authority, fact, municipalities, known, at=at) for fact in facts.allocations
    )
    changed += _load_single(authority, facts, at=at)
    changed += load_agreements(authority, facts.agreements, at=at)
    if changed:
        ledger.append(
            actor,
            "load_economy",
            on=f"organisation.authority:{authority}",
            authority=authority,
            changes={"written": changed},
        )
    return changed


@dataclass(frozen=True, slots=True)
class Basis:
    """Where prices and quantities come from, and which month of which index raised the amounts."""

    source: str = ""
    index_name: str = ""
    index_month: str = ""


def save_allocation(
    actor: Actor, *, authority: int, asked: Allocation, at: dt.datetime, basis: Basis | None = None
) -> str:
    """Share out and keep the rows with the question that made them; returns the word in its address."""
    require(actor, SHARE, authority=authority)
    known = known_inhabitants()
    try:
        allocated = allocate(asked, known.populations)
    except AllocationImpossible as refused:
        raise NotPossible(str(refused)) from refused
    row = models.Allocation.objects.create(
        authority_id=authority,
        slug=_free_slug(authority, f"{slug_of(asked.service)}-{asked.year}"),
        service=asked.service,
        year=asked.year,
        question=as_question(asked, known),
        is_demonstration=actor.is_demonstration,
        **asdict(basis or Basis()),
    )
    places = {one.name: one for one in boards(authority)}
    _write_rows(row, allocated.rows, places, at=None)
    ledger.append(
        actor,
        "save_allocation",
        on=f"economy.allocation:{row.pk}",
        authority=authority,
        changes={"service": asked.service, "year": asked.year, "sum": allocated.total, "at": at},
    )
    return row.slug


def adopt_allocation(
    actor: Actor,
    *,
    authority: int,
    slug: str,
    decision: str,
    at: dt.datetime,
    billing: Billing = Billing.ADVANCE,
    replaces: str = "",
) -> None:
    """Note the decision that adopted an allocation; from then on it is open to all and stands.

    It takes the place of `replaces`, another allocation of the service and year, or stands beside it.
    """
    require(actor, SHARE, authority=authority)
    rows = {one.slug: one for one in _locked(authority, slug, replaces)}
    row = rows.get(slug)
    if row is None:
        raise FigureNotFound
    if row.decision or row.is_published_fact:
        raise NotPossible(_("Den här fördelningen är redan antagen. Ska den ändras, så gör en ny."))
    _refuse_ours(authority, row.service, billing)
    row.decision, row.published_at, row.billing = decision, at, billing.value
    row.replaces = _to_replace(row, rows.get(replaces)) if replaces else None
    row.save(update_fields=["decision", "published_at", "billing", "replaces"])
    models.AllocationRow.objects.filter(allocation=row).update(published_at=at)
    ledger.append(
        actor,
        "adopt_allocation",
        on=f"economy.allocation:{row.pk}",
        authority=authority,
        changes={
            "service": row.service,
            "year": row.year,
            "decision": decision,
            "billing": billing.value,
            "replaces": replaces,
        },
    )


def _locked(authority: int, *slugs: str) -> list[models.Allocation]:
    rows = models.Allocation.objects.select_for_update().filter(authority_id=authority, slug__in=slugs)
    return list(rows.order_by("id"))


def _refuse_ours(authority: int, service: str, billing: Billing) -> None:
    """Raise NotPossible where the host would bill what a supplier bills."""
    suppliers = {one.service.casefold() for one in by_supplier(authority)}
    if billing is not Billing.SUPPLIER and service.casefold() in suppliers:
        raise NotPossible(_("%(service)s fakturerar leverantören direkt.") % {"service": service})


def _to_replace(row: models.Allocation, earlier: models.Allocation | None) -> models.Allocation:
    if earlier is None or (earlier.service, earlier.year) != (row.service, row.year):
        raise NotPossible(_("Bara en fördelning av samma tjänst och år kan ersättas."))
    stands = earlier.decision or earlier.is_published_fact
    if not stands or models.Allocation.objects.filter(replaces=earlier).exists():
        raise NotPossible(_("Den fördelningen gäller inte, så den kan inte ersättas."))
    return earlier


def _free_slug(authority: int, wanted: str) -> str:
    taken = set(
        models.Allocation.objects.filter(authority_id=authority, slug__startswith=wanted).values_list(
            "slug", flat=True
        )
    )
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wanted, *numbered) if slug not in taken)


def _load_table(authority: int, fact: FinanceFact, *, at: dt.datetime) -> bool:
    values: dict[str, Any] = {
        "kind": fact.kind.value,
        "year": fact.year,
        "as_of": fact.as_of,
        "rounded_to": fact.rounded_to,
        "index_name": fact.index,
        "index_text": fact.index_text,
        "source": fact.source,
        "printed_total": dict(fact.printed_total),
    }
    row = models.FinanceTable.objects.filter(authority_id=authority, slug=fact.slug).first()
    lines = [(line.name, line.budget_line, dict(line.figures)) for line in fact.lines]
    if (
        row is not None
        and all(getattr(row, name) == value for name, value in values.items())
        and [(line.name, line.budget_line, line.figures) for line in row.lines.all()] == lines
    ):
        return False
    row, _made = models.FinanceTable.objects.update_or_create(
        authority_id=authority, slug=fact.slug, defaults={**values, "published_at": at}
    )
    row.lines.all().delete()
    models.FinanceLine.objects.bulk_create(
        models.FinanceLine(
            authority_id=authority,
            table=row,
            position=position,
            name=name,
            budget_line=budget_line,
            figures=figures,
            published_at=at,
        )
        for position, (name, budget_line, figures) in enumerate(lines)
    )
    return True


def _load_allocation(
    authority: int,
    fact: AllocationFact,
    municipalities: Mapping[str, Municipality],
    known: Known,
    *,
    at: dt.datetime,
) -> bool:
    values = {
        "service": fact.service,
        "year": fact.year,
        "printed_sum": fact.printed_sum,
        "source": fact.source,
    }
    row = models.Allocation.objects.filter(authority_id=authority, slug=fact.slug).first()
    wanted = {municipalities[name].id: amount for name, amount in fact.rows.items()}
    if (
        row is not None
        and all(getattr(row, name) == value for name, value in values.items())
        and {one.municipality_id: one.amount for one in row.rows.all()} == wanted
    ):
        return False
    table = Table(fact.service, fact.year, fact.rows)
    answer = as_answer(explain(Question(table, fact.printed_sum, ()), known), known)
    answer["also"] = len(answer["also"])  # how many other models make it too; the command lists them
    row, _made = models.Allocation.objects.update_or_create(
        authority_id=authority,
        slug=fact.slug,
        defaults={**values, "explanation": answer, "is_published_fact": True, "published_at": at},
    )
    row.rows.all().delete()
    _write_rows(row, fact.rows, municipalities, at=at)
    return True


def _write_rows(
    row: models.Allocation,
    rows: Mapping[str, int],
    places: Mapping[str, Municipality],
    *,
    at: dt.datetime | None,
) -> None:
    models.AllocationRow.objects.bulk_create(
        models.AllocationRow(
            authority_id=row.authority_id,
            allocation=row,
            municipality_id=places[name].id,
            amount=amount,
            published_at=at,
        )
        for name, amount in rows.items()
    )


def _load_single(authority: int, facts: EconomyFacts, *, at: dt.datetime) -> int:
    made = [
        models.PrintedAmount.objects.get_or_create(
            authority_id=authority,
            slug=one.slug,
            defaults={
                "line": one.line,
                "year": one.year,
                "amount": one.amount,
                "what": one.what,
                "source": one.source,
                "published_at": at,
            },
        )[1]
        for one in facts.amounts
    ]
    made += [
        models.UnitPrice.objects.get_or_create(
            authority_id=authority,
            service=one.service,
            item=one.item,
            year=one.year,
            defaults={
                "price": one.price,
                "least": one.least,
                "most": one.most,
                "unit": one.unit,
                "source": one.source,
                "published_at": at,
            },
        )[1]
        for one in facts.prices
    ]
    return sum(made) + _load_agreed(authority, facts, at=at)


def _load_agreed(authority: int, facts: EconomyFacts, *, at: dt.datetime) -> int:
    """Load what agreements say: which services suppliers bill, and which indexes are agreed."""
    made = [
        models.SupplierBilling.objects.get_or_create(
            authority_id=authority,
            service=one.service,
            defaults={"supplier": one.supplier, "text": one.text, "source": one.source, "published_at": at},
        )[1]
        for one in facts.billed_by_supplier
    ]
    made += [
        models.AgreedIndex.objects.get_or_create(
            authority_id=authority,
            service=one.service,
            first=one.first,
            defaults={
                "name": one.name,
                "month": one.month,
                "last": one.last,
                "text": one.text,
                "source": one.source,
                "published_at": at,
            },
        )[1]
        for one in facts.agreed_indexes
    ]
    return sum(made)
