"""An allocation's statement: the formula, its inputs, and each row so that it can be redone."""

import json
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from tinget.economy.queries.allocations import AllocationView, known_inhabitants
from tinget.economy.rules.allocation import (
    Allocated,
    Allocation,
    AllocationImpossible,
    Given,
    Inhabitants,
    PerInhabitant,
    Populations,
    Usage,
    allocate,
    formula,
    shown,
)
from tinget.economy.rules.reading import read_allocation, read_known
from tinget.foundation.pdf.typesetting import JSON, typeset
from tinget.kernel.facts import FactsInvalid, Faults, read_facts_text
from tinget.organisation.api import Municipality, authority_by_id

TEMPLATE = Path(__file__).parents[1] / "templates" / "economy" / "statement.typ"


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One municipality's row with what it is made of: inhabitants, usage or a given row, before rounding."""

    place: Municipality
    inputs: str
    exact: str
    amount: int


@dataclass(frozen=True, slots=True)
class Statement:
    """How every row is made; of a printed table: between which amounts, and how many other models do it."""

    formula: str
    amount_range: tuple[str, ...]
    also: int
    rows: tuple[StatementRow, ...]


def statement(view: AllocationView) -> Statement | None:
    """Return the statement of the model that makes the allocation; None where none does."""
    if view.model is None:
        return None
    faults = Faults()
    asked = read_facts_text(json.dumps(view.model), view.slug, faults)
    known = read_known(asked, known_inhabitants().populations)
    try:
        model = read_allocation(asked, known)
        faults.raise_if_any()
        allocated = allocate(model, known.populations)
    except (FactsInvalid, AllocationImpossible):  # the inhabitants that it was made with are no longer known
        return None
    explanation = view.explanation or {}
    return Statement(
        formula=formula(model, known.populations),
        amount_range=tuple(shown(Fraction(one)) for one in explanation.get("amount_range") or ()),
        also=explanation.get("also", 0),
        rows=_rows(view, model, allocated, known.populations),
    )


def statement_content(view: AllocationView) -> dict[str, JSON]:
    """Return what the statement's template prints of an allocation."""
    told = statement(view)
    made = {row.place.id: row for row in told.rows} if told else {}
    return {
        "service": view.service,
        "year": view.year,
        "source": view.source or view.decision,
        "formula": told.formula if told else None,
        "rows": [
            {
                "name": place.name,
                "inputs": made[place.id].inputs if place.id in made else "",
                "exact": made[place.id].exact if place.id in made else "",
                "amount": amount,
            }
            for place, amount in view.rows
        ],
        "total": view.total,
        "printed_sum": view.printed_sum,
    }


def statement_pdf(authority: int, view: AllocationView, *, day: str) -> bytes:
    """Typeset an allocation's statement; `day` is the ISO date that the paper carries."""
    content: dict[str, JSON] = {
        "authority": authority_by_id(authority).name,
        "day": day,
        "draft": not (view.decision or view.is_published_fact),
        "demonstration": view.is_demonstration,
        "statement": statement_content(view),
    }
    return typeset(TEMPLATE, content)


def _rows(
    view: AllocationView, model: Allocation, allocated: Allocated, populations: Populations
) -> tuple[StatementRow, ...]:
    return tuple(
        StatementRow(
            place,
            _inputs(model, populations, place.name),
            shown(round(allocated.exact[place.name] * 100) / Fraction(100)),
            amount,
        )
        for place, amount in view.rows
        if place.name in allocated.exact
    )


def _inputs(model: Allocation, populations: Populations, name: str) -> str:
    """Tell the numbers that the key takes from one municipality, in the key's order."""
    told = []
    for part in model.key:
        match part:
            case Inhabitants() | PerInhabitant():
                told.append(shown(Fraction(populations[part.at][name])))
            case Usage():
                told.append(shown(part.quantities.get(name, Fraction())))
            case Given():
                told.append(shown(part.rows.get(name, Fraction())))
            case _:
                pass
    months = next(one.months_in(model.year) for one in model.participants if one.name == name)
    if months < 12:  # noqa: PLR2004 -- months
        told.append(f"{months} mån")
    return "; ".join(told)
