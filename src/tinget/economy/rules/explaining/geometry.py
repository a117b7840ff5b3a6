"""Closed intervals and convex polygons of amounts, cut exactly."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

FINEST, COARSEST = 14, 9  # decimals, and zeros before the decimal comma, among which a plain number is sought
TRIED = 3  # numbers tried on each side of the middle

Point = tuple[Fraction, Fraction]
Polygon = list[Point]


@dataclass(frozen=True, slots=True)
class Cut:
    """The half-plane x * first + y * second <= most."""

    first: Fraction
    second: Fraction
    most: Fraction

    def excess(self, point: Point) -> Fraction:
        """Return how far the point lies outside; zero or less is inside."""
        return self.first * point[0] + self.second * point[1] - self.most


@dataclass(frozen=True, slots=True)
class Interval:
    """From low to high; whether the ends belong is confirmed by allocating."""

    low: Fraction
    high: Fraction

    @property
    def middle(self) -> Fraction:
        """The middle, which lies within whenever anything does."""
        return (self.low + self.high) / 2


def cut_polygon(polygon: Polygon, cut: Cut) -> Polygon:
    """Keep the part of a convex polygon (or line, or point) within the half-plane; empty where none is."""
    excess = [cut.excess(point) for point in polygon]
    if all(one <= 0 for one in excess):
        return polygon
    kept: Polygon = []
    for at, point in enumerate(polygon):
        before = at - 1
        if (excess[before] < 0 < excess[at]) or (excess[at] < 0 < excess[before]):
            kept.append(_between(polygon[before], point, excess[before], excess[at]))
        if excess[at] <= 0:
            kept.append(point)
    return kept


def _between(one: Point, other: Point, at_one: Fraction, at_other: Fraction) -> Point:
    share = at_one / (at_one - at_other)
    return (one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share)


def centre(points: Sequence[Point]) -> Point:
    """Return the mean of the corners: it lies within whenever anything does."""
    count = len(points)
    return (sum((x for x, _ in points), Fraction()) / count, sum((y for _, y in points), Fraction()) / count)


def slice_at(polygon: Polygon, x: Fraction) -> Interval | None:
    """Return the y for which (x, y) lies in the polygon."""
    found = [point[1] for point in polygon if point[0] == x]
    for at, point in enumerate(polygon):
        before = polygon[at - 1]
        if min(point[0], before[0]) < x < max(point[0], before[0]):
            found.append(before[1] + (point[1] - before[1]) * (x - before[0]) / (point[0] - before[0]))
    return Interval(min(found), max(found)) if found else None


def plain_numbers(interval: Interval) -> Iterable[Fraction]:
    """Give the numbers within that are shortest to write, those nearest to the middle first."""
    for decimals in range(-COARSEST, FINEST + 1):
        step = Fraction(10) ** -decimals
        low, high = ceil(interval.low / step), floor(interval.high / step)
        near = floor(interval.middle / step)
        listed = range(max(low, near - TRIED), min(high, near + TRIED) + 1)
        yield from sorted((one * step for one in listed), key=lambda one: abs(one - interval.middle))


def first_good(numbers: Iterable[Fraction], good: Callable[[Fraction], bool]) -> Fraction | None:
    """Return the first number that holds."""
    return next((one for one in numbers if good(one)), None)


def whole_range(interval: Interval, holds: Callable[[Fraction], bool]) -> Interval:
    """Narrow to the lowest and highest whole SEK; where none lies within, to the shortest decimals."""
    for decimals in range(FINEST + 1):
        step = Fraction(10) ** -decimals
        low, high = ceil(interval.low / step), floor(interval.high / step)
        if low <= high and low * step == interval.low and not holds(interval.low):
            low += 1
        if low <= high and high * step == interval.high and not holds(interval.high):
            high -= 1
        if low <= high:
            return Interval(low * step, high * step)
    return interval
