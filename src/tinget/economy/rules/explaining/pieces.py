"""Within amounts that make some rows exact: the piece where the others round nearest to the table."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from tinget.economy.rules.explaining.geometry import Point, Polygon
from tinget.economy.rules.rounding import Mode, Rounding

TINY = 1e-7  # of a unit: a piece narrower than this is none
MOST_PIECES = 2000

Corners = list[tuple[float, float]]
Near = tuple[float, ...]  # shares in floating point
Range = tuple[int, int]  # the first and the last step into which a row may round


@dataclass(frozen=True, slots=True)
class Rounded:
    """How each row rounds, in floating point: step n of a row lies between n and n + 1 units, shifted."""

    first: tuple[float, ...]
    second: tuple[float, ...]
    published: tuple[int, ...]
    to: int
    shift: float
    added: int

    @classmethod
    def of(cls, first: Near, second: Near, rows: Sequence[int], rounding: Rounding) -> "Rounded":
        """Prepare the rows."""
        return cls(
            first,
            second,
            tuple(rows),
            rounding.to,
            0.5 if rounding.mode is Mode.NEAREST else 0.0,
            0 if rounding.mode is Mode.DOWN else 1,
        )

    def least_error(self, polygon: Polygon, exact: Collection[int]) -> int:
        """Return an error that no amounts of the polygon come below, where these rows are exact."""
        misses = [at for at in range(len(self.published)) if at not in exact]
        return _least(_floating(polygon), self, misses)

    def values(self, corners: Corners, at: int) -> list[float]:
        """Return the row at each corner, in shifted units."""
        a, b = self.first[at] / self.to, self.second[at] / self.to
        return [x * a + y * b - self.shift for x, y in corners]

    def steps(self, corners: Corners, at: int) -> Range:
        """Return the steps that the row goes through."""
        values = self.values(corners, at)
        low = floor(min(values) + TINY)
        return low, max(ceil(max(values) - TINY) - 1, low)

    def error(self, at: int, steps: Range) -> int:
        """Return the least error that the row has in these steps."""
        low, high = ((step + self.added) * self.to for step in steps)
        row = self.published[at]
        return max(low - row, row - high, 0)


def nearest_pieces(
    polygon: Polygon, rounded: Rounded, exact: Collection[int], limit: int | None
) -> Iterator[Point]:
    """Give a point in each piece with the least error, never one whose error is above the limit."""
    misses = [at for at in range(len(rounded.published)) if at not in exact]
    corners = _floating(polygon)
    best = limit
    found: list[tuple[int, Corners]] = []
    waiting = [(_least(corners, rounded, misses), corners)]
    for _ in range(MOST_PIECES):
        if not waiting:
            break
        error, piece = waiting.pop()
        if best is not None and error > best:
            continue
        widest = max(misses, key=lambda at: _spread(rounded.steps(piece, at)), default=None)
        if widest is None or _spread(rounded.steps(piece, widest)) == 0:
            best = error
            found.append((error, piece))
            continue
        halves = [(_least(half, rounded, misses), half) for half in _halves(piece, rounded, widest)]
        waiting += sorted(halves, key=lambda half: -half[0])
    yield from (_point(piece) for error, piece in found if error == best)


def _floating(polygon: Polygon) -> Corners:
    return [(float(x), float(y)) for x, y in polygon]


def _least(piece: Corners, rounded: Rounded, misses: Collection[int]) -> int:
    return sum(rounded.error(at, rounded.steps(piece, at)) for at in misses)


def _spread(steps: Range) -> int:
    return steps[1] - steps[0]


def _halves(piece: Corners, rounded: Rounded, at: int) -> list[Corners]:
    """Cut the piece in two at a step of the row: the one that is nearest to what is published."""
    low, high = rounded.steps(piece, at)
    wanted = rounded.published[at] // rounded.to - rounded.added
    edge = min(max(wanted, low + 1), high)
    values = [value - edge for value in rounded.values(piece, at)]
    halves = [_kept(piece, values), _kept(piece, [-value for value in values])]
    return [half for half in halves if half]


def _kept(piece: Corners, excess: Sequence[float]) -> Corners:
    kept: Corners = []
    for at, point in enumerate(piece):
        before = piece[at - 1]
        if excess[at - 1] * excess[at] < 0:
            share = excess[at - 1] / (excess[at - 1] - excess[at])
            kept.append(
                (before[0] + (point[0] - before[0]) * share, before[1] + (point[1] - before[1]) * share)
            )
        if excess[at] <= 0:
            kept.append(point)
    return kept


def _point(piece: Corners) -> Point:
    count = len(piece)
    return Fraction(sum(x for x, _ in piece) / count), Fraction(sum(y for _, y in piece) / count)
