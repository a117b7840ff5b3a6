"""A delegated decision: whether it has effect in law, what departs from a rule, when it must be reported."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from tinget.delegation.rules.schemes import (
    DELEGATE_TEXTS,
    Delegate,
    Matter,
    Point,
    Scheme,
    never_delegated,
    point_fault,
)
from tinget.kernel.dates import in_words
from tinget.kernel.findings import Finding, WithoutEffect

SERIES = "D"
THIN_SPACE = "\u202f"
IN_OFFICE = frozenset({Delegate.CHAIR, Delegate.VICE_CHAIR, Delegate.MEMBER, Delegate.SUBSTITUTE})


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """What is told of a decision. `holds_office`: whether who decided held it that day, where that is known.

    `amount` in whole SEK. `is_further`: the one named in the scheme let another decide (KL 7:6).
    """

    decided_on: dt.date
    decided_by: str
    holds_office: bool = True
    amount: int | None = None
    kind: Matter = Matter.ORDINARY
    meets_conditions: bool = True
    is_further: bool = False


def judge(scheme: Scheme | None, point: Point, facts: DecisionFacts) -> tuple[Finding, ...]:
    """Judge a decision by the scheme in force on its day; raise WithoutEffect, or return what needs a reason.

    Whoever decides outside the delegation decides nothing: the committee has to.
    """
    refused = _without_effect(scheme, point, facts)
    if refused is not None:
        raise WithoutEffect(refused)
    if point.conditions and not facts.meets_conditions:
        text = f"Villkoret i punkt {point.number} är inte uppfyllt: {point.conditions}."
        return (Finding("30", "KL 6:37", text),)
    return ()


def _without_effect(scheme: Scheme | None, point: Point, facts: DecisionFacts) -> Finding | None:
    """Ask in order: was there such a point, may such a matter be delegated, did the right one decide."""
    return (
        _not_in_force(scheme, point, facts)
        or point_fault(point)
        or never_delegated(facts.kind, point.delegate)
        or _not_theirs(point, facts)
    )


def _not_in_force(scheme: Scheme | None, point: Point, facts: DecisionFacts) -> Finding | None:
    day = in_words(facts.decided_on, weekday=False)
    if scheme is None or not scheme.holds_on(facts.decided_on):
        return Finding("30", "KL 6:37", f"Ingen delegationsordning gällde {day}.")
    if point not in scheme.points:
        text = f"Punkt {point.number} fanns inte i den delegationsordning som gällde {day}."
        return Finding("30", "KL 6:37", text)
    return None


def _not_theirs(point: Point, facts: DecisionFacts) -> Finding | None:
    if point.delegate in IN_OFFICE and not facts.holds_office:
        day = in_words(facts.decided_on, weekday=False)
        text = f"{facts.decided_by} var inte {_office(point.delegate)} {day}."
        return Finding("31", "KL 6:39", text) if point.is_urgent else Finding("30", "KL 6:37", text)
    if point.amount_limit is not None and facts.amount is not None and facts.amount > point.amount_limit:
        limit = f"{point.amount_limit:,}".replace(",", THIN_SPACE)
        text = f"Beloppet är högre än {limit} kronor, som punkt {point.number} gäller till."
        return Finding("30", "KL 6:37", text)
    if facts.is_further and not (point.may_delegate_further and point.delegate is Delegate.FUNCTION):
        text = f"Punkt {point.number} får inte delegeras vidare."
        return Finding("30", "KL 7:6", text)
    return None


def next_meeting(decided_on: dt.date, held: Iterable[dt.date]) -> dt.date | None:
    """Return the first of the held meetings after the decision, where it should have been reported."""
    return min((day for day in held if day > decided_on), default=None)


def late_report(
    decided_on: dt.date, *, held: Iterable[dt.date], reported_on: dt.date | None, is_urgent: bool
) -> Finding | None:
    """Tell that a decision was not reported at the next meeting, or None (KL 6:40; rule 31 where urgent)."""
    expected = next_meeting(decided_on, held)
    if expected is None or (reported_on is not None and reported_on <= expected):
        return None
    text = f"Beslutet skulle ha anmälts vid sammanträdet {in_words(expected, weekday=False)}."
    return Finding("31", "KL 6:40", text) if is_urgent else Finding("32", "KL 6:40", text)


def noticed_by_itself(point: Point) -> bool:
    """Whether the decision is minuted separately and put on the board: not reported, but can be appealed.

    KL 6:40 and 8:10 p. 3.
    """
    return not point.is_reported and point.is_appealable


def _office(delegate: Delegate) -> str:
    return {Delegate.CHAIR: "ordförande", Delegate.VICE_CHAIR: "vice ordförande"}.get(
        delegate, DELEGATE_TEXTS[delegate]
    )
