"""Rounding of amounts: to whole units, row by row or by largest remainder."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from tinget.kernel.sorting import swedish_key

UNITS = (1, 100, 1000)


class Mode(StrEnum):
    """How an amount becomes whole units."""

    NEAREST = "nearest"  # half away from zero
    UP = "up"
    DOWN = "down"
    LARGEST_REMAINDER = "largest_remainder"


@dataclass(frozen=True, slots=True)
class Rounding:
    """To which unit (1, 100 or 1000 SEK), and how."""

    to: int = 1
    mode: Mode = Mode.NEAREST


def nearest(value: Fraction, to: int = 1) -> int:
    """Round to the nearest multiple of the unit, half away from zero."""
    units = floor(abs(value) / to + Fraction(1, 2)) * to
    return units if value >= 0 else -units


def rounded(value: Fraction, rounding: Rounding) -> int:
    """Round one amount by itself; by largest remainder there is nothing to share with, so to the nearest."""
    if rounding.mode is Mode.UP:
        return ceil(value / rounding.to) * rounding.to
    if rounding.mode is Mode.DOWN:
        return floor(value / rounding.to) * rounding.to
    return nearest(value, rounding.to)


def rounded_rows(exact: Mapping[str, Fraction], rounding: Rounding) -> dict[str, int]:
    """Round every row once; by largest remainder the rows add up to their rounded sum."""
    if rounding.mode is Mode.LARGEST_REMAINDER:
        return _by_largest_remainder(exact, rounding.to)
    return {name: rounded(value, rounding) for name, value in exact.items()}


def _by_largest_remainder(exact: Mapping[str, Fraction], to: int) -> dict[str, int]:
    """Round down, and give the units that are left to the largest remainders; ties in Swedish name order."""
    rows = {name: floor(value / to) * to for name, value in exact.items()}
    left = (nearest(sum(exact.values(), Fraction()), to) - sum(rows.values())) // to
    order = sorted(exact, key=lambda name: (rows[name] - exact[name], swedish_key(name), name))
    for name in order[:left]:
        rows[name] += to
    return rows
