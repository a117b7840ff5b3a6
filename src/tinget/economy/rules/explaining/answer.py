"""The answer to `explain-allocation`, as it is printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tinget.economy.rules.allocation import Allocation
from tinget.economy.rules.explaining.nearest import misfits, nearest_miss
from tinget.economy.rules.explaining.search import Fit, Search, fits
from tinget.economy.rules.reading import Known, Question
from tinget.economy.rules.writing import as_question, plain_number


@dataclass(frozen=True, slots=True)
class Explanation:
    """The models that make a table, the simplest first; or the nearest miss, with its misfits."""

    fits: Sequence[Fit]
    near_miss: Allocation | None
    misfits: dict[str, tuple[int, int]]

    @property
    def is_exact(self) -> bool:
        """Whether some model makes the table to the krona."""
        return bool(self.fits)


def explain(question: Question, known: Known) -> Explanation:
    """Find which models of the searched family make the table."""
    search = Search.of(question, known)
    if found := fits(search):
        return Explanation(found, None, {})
    near = nearest_miss(search)
    return Explanation((), near, misfits(search, near) if near else {})


def as_answer(explanation: Explanation, known: Known) -> dict[str, Any]:
    """Write the explanation with every key that the answer has."""
    models = [as_question(fit.model, known) for fit in explanation.fits]
    first = explanation.fits[0] if explanation.fits else None
    near = explanation.near_miss
    return {
        "exact": explanation.is_exact,
        "model": models[0] if models else None,
        "amount_range": [_plain(first.amounts.low), _plain(first.amounts.high)] if first else None,
        "also": models[1:],
        "near_miss": as_question(near, known) if near else None,
        "misfits": {
            name: {"published": published, "computed": computed}
            for name, (published, computed) in explanation.misfits.items()
        },
    }


def _plain(value: Fraction) -> int | float:
    try:
        return plain_number(value)
    except ValueError:  # a range narrower than any number of decimals that can be written
        return float(value)
