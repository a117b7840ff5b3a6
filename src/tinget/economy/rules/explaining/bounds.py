"""What a published row says of its amount before rounding: closed bounds, which allocating then confirms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from tinget.economy.rules.rounding import UNITS, Mode, Rounding

ROUNDINGS = tuple(Rounding(to, mode) for to in UNITS for mode in Mode)
ONE, NONE = Fraction(1), Fraction(0)
REACH = {  # how many units below and above the row its amount may have been
    Mode.NEAREST: (ONE / 2, ONE / 2),
    Mode.UP: (ONE, NONE),
    Mode.DOWN: (NONE, ONE),
    Mode.LARGEST_REMAINDER: (ONE, ONE),
}
ROW_MODES = (Mode.NEAREST, Mode.UP, Mode.DOWN)


@dataclass(frozen=True, slots=True)
class Bounds:
    """A row's amount before rounding lies from low to high; the ends may or may not belong."""

    low: Fraction
    high: Fraction


def bounds_of(row: int, rounding: Rounding) -> Bounds | None:
    """Return between what the row lay, or None where it is no multiple of the unit."""
    to = rounding.to
    if row % to:
        return None
    below, above = REACH[rounding.mode]
    return Bounds(row - to * below, row + to * above)


def bounds_of_table(rows: Mapping[str, int], rounding: Rounding) -> tuple[Bounds, ...] | None:
    """Return every row's bounds, or None where some row cannot have been rounded like that."""
    found = bounds_of_rows(tuple(rows.values()), rounding)
    good = tuple(one for one in found if one is not None)
    return good if len(good) == len(found) else None


@lru_cache(maxsize=64)  # a search asks for the same rows under every model
def bounds_of_rows(rows: tuple[int, ...], rounding: Rounding) -> tuple[Bounds | None, ...]:
    """Return each row's bounds, None where it is no multiple of the unit."""
    return tuple(bounds_of(row, rounding) for row in rows)


@lru_cache(maxsize=64)
def spans_of_rows(rows: tuple[int, ...], rounding: Rounding) -> tuple[tuple[float, float] | None, ...]:
    """Return each row's bounds in floating point, to search among; what is found is confirmed exactly."""
    found = bounds_of_rows(rows, rounding)
    return tuple((float(one.low), float(one.high)) if one else None for one in found)


def most_uneven(offsets: Iterable[Fraction], to: int) -> tuple[int, int] | None:
    """Find two rows that cannot both come from largest remainders: (too high, too low), or None.

    With d the amount before rounding minus the row, in units, a row that was rounded up has remainder d + 1
    and one that was rounded down d. The rows come out so exactly when no d is more than 1 above another
    (ties in name order apart), and the rows add up to the rounded sum.
    """
    listed = list(offsets)
    high = max(range(len(listed)), key=listed.__getitem__)
    low = min(range(len(listed)), key=listed.__getitem__)
    return (high, low) if listed[high] - listed[low] > to else None
