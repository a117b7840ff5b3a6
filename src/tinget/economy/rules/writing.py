"""Writes an allocation as `allocate` reads it."""

from fractions import Fraction
from typing import Any

from tinget.economy.rules.allocation import (
    Allocation,
    Equal,
    Fixed,
    Given,
    Inhabitants,
    Part,
    Participant,
    PerInhabitant,
    Usage,
)
from tinget.economy.rules.reading import Known
from tinget.kernel.sorting import swedish_key


def plain_number(value: Fraction) -> int | float:
    """Write a number so that reading it gives the same fraction; raises ValueError where none does."""
    if value.denominator == 1:
        return int(value)
    written = float(value)
    if Fraction(repr(written)) != value:
        raise ValueError(f"{value} har inget ändligt decimaltal")
    return written


def as_question(asked: Allocation, known: Known) -> dict[str, Any]:
    """Write the question that gives this allocation."""
    people = sorted(asked.participants, key=lambda one: swedish_key(one.name))
    names = [one.name for one in people]
    whole_year = all(one.first is None and one.last is None for one in people)
    everybody = whole_year and set(names) == set(known.everybody) and not known.given
    written: dict[str, Any] = {
        "service": asked.service,
        "year": asked.year,
        "participants": "all" if everybody else [_participant(one) for one in people],
    }
    if asked.amount is not None:
        written["amount"] = plain_number(asked.amount)
    written["key"] = [_part(part) for part in asked.key]
    if asked.index:
        written["index"] = [plain_number(one) for one in asked.index]
    written["rounding"] = {"to": asked.rounding.to, "mode": asked.rounding.mode.value}
    if asked.per_month:
        written["per"] = "month"
    days = {part.at for part in asked.key if isinstance(part, Inhabitants | PerInhabitant)} & known.given
    if days:
        written["populations"] = {
            day.isoformat(): {name: known.populations[day][name] for name in names} for day in sorted(days)
        }
    return written


def _participant(one: Participant) -> str | dict[str, str]:
    days = (("from", one.first), ("to", one.last))
    told = {word: day.isoformat() for word, day in days if day is not None}
    return {"name": one.name, **told} if told else one.name


def _part(part: Part) -> dict[str, Any]:
    match part:
        case Equal():
            return {"equal": plain_number(part.percent)}
        case Inhabitants():
            return {"inhabitants": plain_number(part.percent), "at": part.at.isoformat()}
        case Fixed():
            return {"fixed": plain_number(part.each)}
        case PerInhabitant():
            return {"per_inhabitant": plain_number(part.each), "at": part.at.isoformat()}
        case Usage():
            return {"usage": _numbers(part.quantities), "price": plain_number(part.price)}
        case Given():
            return {"rows": _numbers(part.rows)}


def _numbers(values: Any) -> dict[str, int | float]:
    return {name: plain_number(value) for name, value in values.items()}


def is_plain(value: Fraction) -> bool:
    """Whether the number can be written so that reading it gives the same fraction, in YAML 1.1 too."""
    if value.denominator == 1:
        return True
    written = repr(float(value))
    return Fraction(written) == value and ("e" not in written or "." in written)
