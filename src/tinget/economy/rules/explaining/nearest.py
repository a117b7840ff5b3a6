"""The nearest miss of a table that no model makes: most exact rows, then the least absolute error.

A row's bounds are a strip of amounts; the most exact rows lie where most strips meet. Along the lower edge of
each strip the others are intervals, so a sweep finds the deepest places, and cutting exactly confirms them.
Within a place, the rows that miss are brought as near as they come by branch and bound.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import ceil, floor

from tinget.economy.rules.allocation import Allocation, allocate
from tinget.economy.rules.explaining.bounds import ROW_MODES, Bounds, bounds_of_rows
from tinget.economy.rules.explaining.family import AMOUNTS, Basis, Line, mixed_line, pairs, single_lines
from tinget.economy.rules.explaining.geometry import Point, Polygon, centre
from tinget.economy.rules.explaining.pieces import Rounded, nearest_pieces
from tinget.economy.rules.explaining.regions import Shares, cut_by_rows
from tinget.economy.rules.explaining.search import Fit, Search, line_fit, plane_fits
from tinget.economy.rules.explaining.sweep import MANY_ROWS, deepest_on_line, deepest_on_plane
from tinget.economy.rules.rounding import UNITS, Mode, Rounding, nearest, rounded_rows

ZERO = Fraction(0)
PERCENTS = range(1, 100)
LIKELY_SUMS = 20
NUDGES = (Fraction(0), Fraction(-2, 5), Fraction(2, 5))  # of a unit, around a sum of largest remainders


@dataclass(frozen=True, slots=True)
class Models:
    """Models that share by one line, or by two bases, and round in one way."""

    bases: Line | tuple[Basis, Basis]
    rounding: Rounding

    @property
    def shares(self) -> tuple[Shares, Shares]:
        """The shares of the first amount and of the second, which a line lacks."""
        if isinstance(self.bases, Line):
            return self.bases.shares, (ZERO,) * len(self.bases.shares)
        return self.bases[0].shares, self.bases[1].shares

    @property
    def rank(self) -> tuple[int, int]:
        """How simple: parts, then the kind of key."""
        return (self.bases.parts, self.bases.rank) if isinstance(self.bases, Line) else (2, AMOUNTS)

    def rows(self, names: Sequence[str], point: Point) -> dict[str, int]:
        """Allocate the amounts."""
        exact = [point[0] * a + point[1] * b for a, b in zip(*self.shares, strict=True)]
        return rounded_rows(dict(zip(names, exact, strict=True)), self.rounding)


@dataclass(frozen=True, slots=True)
class Place:
    """Amounts for which the same rows are exact."""

    models: Models
    polygon: Polygon
    exact: frozenset[int]


@dataclass(slots=True)
class Nearest:
    """Collects the rows that come nearest; what is further off than the best so far is dropped."""

    search: Search
    mixes: dict[tuple[object, object, int], Line] = field(default_factory=dict)
    most: int = 0
    error: int | None = None
    made: list[tuple[Models, dict[str, int]]] = field(default_factory=list)

    @property
    def published(self) -> dict[str, int]:
        """The table's rows."""
        return dict(self.search.question.table.rows)

    def bounds(self, rounding: Rounding) -> Sequence[Bounds | None]:
        """Return each row's bounds, None where it is no multiple of the unit."""
        return bounds_of_rows(tuple(self.published.values()), rounding)

    def mixed(self, first: Basis, second: Basis, percent: int) -> Line:
        """Return the line that mixes two bases, made once for all roundings."""
        key = (first.at, second.at, percent)
        if key not in self.mixes:
            self.mixes[key] = mixed_line(first, second, percent)
        return self.mixes[key]

    def limit(self, models: Models) -> int | None:
        """Return the error above which these models are of no interest; None while there is none."""
        simpler = self.made and min(one.rank for one, _ in self.made) < models.rank
        return self.error - 1 if simpler and self.error is not None else self.error

    def offer(self, models: Models, point: Point) -> None:
        """Keep what the amounts make if it is as near as the nearest."""
        published = self.published
        rows = models.rows(list(published), point)
        exact = sum(rows[name] == row for name, row in published.items())
        error = sum(abs(rows[name] - row) for name, row in published.items())
        if self.error is None or (-exact, error) < (-self.most, self.error):
            self.most, self.error, self.made = exact, error, []
        if (exact, error) == (self.most, self.error) and (models, rows) not in self.made:
            self.made.append((models, rows))


def nearest_miss(search: Search) -> Allocation | None:
    """Return the nearest model; None only where nothing in the family can be allocated."""
    found = Nearest(search)
    places = _places(found)
    places = [place for place in places if len(place.exact) == found.most]
    for place in sorted(places, key=lambda place: place.models.rank):
        rounded = Rounded.of(*place.models.shares, list(found.published.values()), place.models.rounding)
        limit = found.limit(place.models)
        for point in nearest_pieces(place.polygon, rounded, place.exact, limit):
            found.offer(place.models, point)
    _by_largest_remainder(found)
    fits = [fit for models, rows in found.made for fit in _fits_of(search, models, rows)]
    return min(fits, key=lambda fit: fit.order).model if fits else None


def misfits(search: Search, model: Allocation) -> dict[str, tuple[int, int]]:
    """Return the rows that do not fit: what is published, and what the model gives."""
    rows = allocate(model, search.known.populations).rows
    published = search.question.table.rows
    return {name: (published[name], row) for name, row in rows.items() if row != published[name]}


def _places(found: Nearest) -> list[Place]:
    """Find where most rows are exact, for every model whose rows are rounded one by one."""
    search = found.search
    roundings = [Rounding(to, mode) for to in UNITS for mode in ROW_MODES]
    places: list[Place] = []
    for rounding in roundings:
        for line in single_lines(search.question, search.equal, search.inhabitants):
            places += _on_line(found, line, rounding)
    deep = []
    for first, second in pairs(search.equal, search.inhabitants):
        for rounding in roundings:
            there = _on_plane(found, first, second, rounding)
            places += there
            deep += [(len(there[0].exact), first, second, rounding)] if there else []
    for most, first, second, rounding in deep:
        for percent in PERCENTS if most >= found.most else ():
            places += _on_line(found, found.mixed(first, second, percent), rounding)
    return places


def _on_line(found: Nearest, line: Line, rounding: Rounding) -> list[Place]:
    bounds = found.bounds(rounding)
    sets = deepest_on_line(line.shares, bounds, found.most)
    return _confirmed(found, Models(line, rounding), bounds, sets)


def _on_plane(found: Nearest, first: Basis, second: Basis, rounding: Rounding) -> list[Place]:
    bounds = found.bounds(rounding)
    sets = deepest_on_plane(first.shares, second.shares, bounds, found.most)
    return _confirmed(found, Models((first, second), rounding), bounds, sets)


def _confirmed(
    found: Nearest, models: Models, bounds: Sequence[Bounds | None], sets: set[frozenset[int]]
) -> list[Place]:
    """Return the places where allocating makes these rows exact."""
    places = []
    for exact in sets:
        kept = [bound if at in exact else None for at, bound in enumerate(bounds)]
        polygon = cut_by_rows(_everything(models, bounds), *models.shares, kept)
        if not polygon:
            continue
        rows = list(models.rows(list(found.published), centre(polygon)).values())
        if all(rows[at] == row for at, row in enumerate(found.published.values()) if at in exact):
            places.append(Place(models, polygon, exact))
            found.most = max(found.most, len(exact))
    return places


def _everything(models: Models, bounds: Sequence[Bounds | None]) -> Polygon:
    """Return a polygon of all amounts that may make some row exact."""
    first, second = models.shares
    high = max((abs(bound.high) for bound in bounds if bound is not None), default=ZERO) + 1
    top = high / min(share for share in (*first, *second) if share)
    return [(ZERO, ZERO), (top, ZERO), (ZERO, top)] if any(second) else [(ZERO, ZERO), (top, ZERO)]


def _by_largest_remainder(found: Nearest) -> None:
    """Try the models of one amount by largest remainder, around the sums that most rows allow."""
    search = found.search
    lines = list(single_lines(search.question, search.equal, search.inhabitants))
    if 2 * found.most > len(found.published):
        percents = PERCENTS if len(found.published) <= MANY_ROWS else (50,)
        for first, second in pairs(search.equal, search.inhabitants):
            lines += [found.mixed(first, second, percent) for percent in percents]
    for to in UNITS:
        rounding = Rounding(to, Mode.LARGEST_REMAINDER)
        bounds = found.bounds(rounding)
        if sum(bound is not None for bound in bounds) < found.most:
            continue
        for line in lines:
            for total in _likely_sums(found, line, bounds, to):
                for nudge in NUDGES:
                    found.offer(Models(line, rounding), (total + nudge * to, ZERO))


def _likely_sums(found: Nearest, line: Line, bounds: Sequence[Bounds | None], to: int) -> set[Fraction]:
    likely: set[Fraction] = set()
    for exact in deepest_on_line(line.shares, bounds, found.most):
        ends = [
            (bound.low / share, bound.high / share)
            for at, (bound, share) in enumerate(zip(bounds, line.shares, strict=True))
            if bound is not None and share and at in exact
        ]
        low = ceil(max((end[0] for end in ends), default=ZERO) / to)
        high = floor(min((end[1] for end in ends), default=ZERO) / to)
        likely |= {Fraction(one * to) for one in range(low, min(high, low + LIKELY_SUMS) + 1)}
    printed = found.search.question.printed_sum
    if likely and printed is not None:
        likely.add(Fraction(nearest(Fraction(printed), to)))
    return {one for one in likely if one > 0}


def _fits_of(search: Search, models: Models, rows: dict[str, int]) -> Iterator[Fit]:
    """Write the models that make these rows."""
    table = replace(search.question.table, rows=rows)
    made = replace(search, question=replace(search.question, table=table))
    if isinstance(models.bases, Line):
        fit = line_fit(made, models.bases, models.rounding)
        yield from (fit,) if fit else ()
    else:
        yield from plane_fits(made, *models.bases, models.rounding)
