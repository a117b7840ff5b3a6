"""The amounts that make a table: a region cut out by every row's bounds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tinget.economy.rules.explaining.bounds import Bounds, bounds_of_table, most_uneven
from tinget.economy.rules.explaining.geometry import Cut, Interval, Point, Polygon, centre, cut_polygon
from tinget.economy.rules.rounding import Mode, Rounding, rounded_rows

ZERO = Fraction(0)
MARGIN = 1e-9  # of the bound: far above what floating point errs by
Shares = tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Sharing:
    """Rows that come from sharing one amount by the first shares and another by the second."""

    rows: Mapping[str, int]
    first: Shares
    second: Shares
    rounding: Rounding

    def exact(self, point: Point) -> list[Fraction]:
        """Return the rows before rounding."""
        return [point[0] * a + point[1] * b for a, b in zip(self.first, self.second, strict=True)]

    def holds(self, point: Point) -> bool:
        """Whether the amounts make the table, by allocating."""
        exact = dict(zip(self.rows, self.exact(point), strict=True))
        return rounded_rows(exact, self.rounding) == dict(self.rows)

    def region(self) -> Polygon:
        """Return the corners of the amounts that make the table; empty where none do."""
        bounds = bounds_of_table(self.rows, self.rounding)
        polygon = self._around() if bounds else []
        if bounds and polygon:
            polygon = cut_by_rows(polygon, self.first, self.second, bounds)
        if polygon and self.rounding.mode is Mode.LARGEST_REMAINDER:
            polygon = self._even(polygon)
        return polygon if polygon and self.holds(centre(polygon)) else []

    def _around(self) -> Polygon:
        """Return a polygon that the region lies in: a line where there is but one amount."""
        most = Fraction(sum(self.rows.values()) + len(self.rows) * self.rounding.to)  # no bound is higher
        if not any(self.second):
            return [(ZERO, ZERO), (most, ZERO)] if most >= 0 else []
        corners = [(ZERO, ZERO), (most, ZERO), (ZERO, most)]  # neither amount is negative
        return corners if most >= 0 else []

    def _even(self, polygon: Polygon) -> Polygon:
        """Cut away the amounts whose largest remainders do not fall on these rows."""
        rows, to = list(self.rows.values()), self.rounding.to
        total, one = sum(rows), Fraction(1)
        polygon = cut_polygon(polygon, Cut(one, one, total + Fraction(to, 2)))
        polygon = cut_polygon(polygon, Cut(-one, -one, Fraction(to, 2) - total))
        while polygon:
            found = next((pair for point in polygon if (pair := self._uneven(point, rows))), None)
            if found is None:
                return polygon
            high, low = found
            slope = (self.first[high] - self.first[low], self.second[high] - self.second[low])
            polygon = cut_polygon(polygon, Cut(*slope, Fraction(to + rows[high] - rows[low])))
        return polygon

    def _uneven(self, point: Point, rows: Sequence[int]) -> tuple[int, int] | None:
        offsets = (exact - row for exact, row in zip(self.exact(point), rows, strict=True))
        return most_uneven(offsets, self.rounding.to)


def cut_by_rows(polygon: Polygon, first: Shares, second: Shares, bounds: Sequence[Bounds | None]) -> Polygon:
    """Keep the amounts for which every row that has bounds lies within them.

    Most rows cut nothing: floating point with a margin tells which, and the others are cut exactly.
    """
    corners = _floating(polygon)
    for a, b, bound in zip(first, second, bounds, strict=True):
        if bound is None or _is_within(corners, a, b, bound):
            continue
        polygon = cut_polygon(polygon, Cut(a, b, bound.high))
        polygon = cut_polygon(polygon, Cut(-a, -b, -bound.low)) if polygon else polygon
        if not polygon:
            break
        corners = _floating(polygon)
    return polygon


def _floating(polygon: Polygon) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in polygon]


def _is_within(corners: Sequence[tuple[float, float]], a: Fraction, b: Fraction, bound: Bounds) -> bool:
    """Whether the row lies clearly within its bounds at every corner; False also where it is near them."""
    one, other, low, high = float(a), float(b), float(bound.low), float(bound.high)
    margin = MARGIN * (1 + abs(low) + abs(high))
    return all(low + margin < x * one + y * other < high - margin for x, y in corners)


def totals(polygon: Polygon) -> Interval:
    """Return the lowest and highest amount in all."""
    sums = [a + b for a, b in polygon]
    return Interval(min(sums), max(sums))


def with_total(polygon: Polygon, total: Fraction) -> Point:
    """Return the mean of the corners that have this amount in all."""
    return centre([point for point in polygon if sum(point) == total])
