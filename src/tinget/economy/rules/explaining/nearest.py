"""The nearest miss of a table that no model makes: most exact rows, then the least absolute error.

A row's bounds are a strip of amounts; the most exact rows lie where most strips meet. Along the lower edge of
each strip the others are intervals, so a sweep finds the deepest places, and cutting exactly confirms them.
Within a place, the rows that miss are brought as near as they come by branch and bound.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import partial
from itertools import groupby, product
from math import ceil, floor

from tinget.economy.rules.allocation import Allocation, allocate
from tinget.economy.rules.explaining.bounds import ROW_MODES, Bounds, bounds_of_rows, spans_of_rows
from tinget.economy.rules.explaining.family import AMOUNTS, Basis, Line, mixed_line, pairs, single_lines
from tinget.economy.rules.explaining.geometry import Point, Polygon, centre
from tinget.economy.rules.explaining.pieces import Near, Rounded, nearest_pieces
from tinget.economy.rules.explaining.regions import Shares, cut_by_rows
from tinget.economy.rules.explaining.search import Fit, Search, line_fit, plane_fits
from tinget.economy.rules.explaining.sweep import MANY_ROWS, deepest_on_line, deepest_on_plane
from tinget.economy.rules.rounding import UNITS, Mode, Rounding, nearest, rounded, rounded_rows

ZERO = Fraction(0)
PERCENTS = range(1, 100)
LIKELY_SUMS = 20
Made = tuple[tuple[Near, Near], Rounding, tuple[int, ...]]  # shares, rounding and rows
NEAR_ENOUGH = 1e-6  # of a unit: what floating point may err by
NUDGES = (Fraction(0), Fraction(-2, 5), Fraction(2, 5))  # of a unit, around a sum of largest remainders


@dataclass(frozen=True, slots=True)
class Models:
    """Models that share by one line, or by two bases, and round in one way."""

    bases: Line | tuple[Basis, Basis]
    rounding: Rounding
    near: tuple[Near, Near]  # the shares in floating point

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

    def row(self, at: int, point: Point) -> int:
        """Allocate one row, which no other row changes: not by largest remainder."""
        first, second = self.shares
        return rounded(point[0] * first[at] + point[1] * second[at], self.rounding)

    def rows(self, names: Sequence[str], point: Point) -> dict[str, int]:
        """Allocate the amounts."""
        exact = [point[0] * a + point[1] * b for a, b in zip(*self.shares, strict=True)]
        return rounded_rows(dict(zip(names, exact, strict=True)), self.rounding)


@dataclass(frozen=True, slots=True)
class OneAmount:
    """Models of one amount; the exact line is made only where floating point finds something."""

    near: Near
    line: Callable[[], Line]

    def models(self, rounding: Rounding) -> Models:
        """Return the models that round so."""
        return Models(self.line(), rounding, (self.near, (0.0,) * len(self.near)))


@dataclass(frozen=True, slots=True)
class Place:
    """Amounts for which the same rows are exact, and the error that the others have at least."""

    models: Models
    rounded: Rounded
    polygon: Polygon
    exact: frozenset[int]
    least: int


@dataclass(slots=True)
class Nearest:
    """Collects the rows that come nearest; what is further off than the best so far is dropped."""

    search: Search
    mixes: dict[tuple[object, object, int], Line] = field(default_factory=dict)
    most: int = 0
    error: int | None = None
    made: dict[Made, tuple[Models, dict[str, int]]] = field(default_factory=dict)
    simplest: tuple[int, int] | None = None

    @property
    def published(self) -> dict[str, int]:
        """The table's rows."""
        return dict(self.search.question.table.rows)

    def spans(self, rounding: Rounding) -> Sequence[tuple[float, float] | None]:
        """Return each row's bounds in floating point."""
        return spans_of_rows(tuple(self.published.values()), rounding)

    def bounds(self, rounding: Rounding) -> Sequence[Bounds | None]:
        """Return each row's bounds, None where it is no multiple of the unit."""
        return bounds_of_rows(tuple(self.published.values()), rounding)

    def mixed(self, first: Basis, second: Basis, percent: int) -> Line:
        """Return the line that mixes two bases, made once for all roundings."""
        key = (first.at, second.at, percent)
        if key not in self.mixes:
            self.mixes[key] = mixed_line(first, second, percent)
        return self.mixes[key]

    def singles(self) -> list[OneAmount]:
        """Return the models of one part."""
        search = self.search
        lines = single_lines(search.question, search.equal, search.inhabitants)
        return [OneAmount(tuple(map(float, line.shares)), partial(_same, line)) for line in lines]

    def mixes_of(self, first: Basis, second: Basis, percents: Sequence[int]) -> Iterator[OneAmount]:
        """Give the models that mix two bases."""
        both = list(zip(first.near, second.near, strict=True))
        for percent in percents:
            share = percent / 100
            near = tuple(share * a + (1 - share) * b for a, b in both)
            yield OneAmount(near, partial(self.mixed, first, second, percent))

    def limit(self, models: Models) -> int | None:
        """Return the error above which these models are of no interest; None while there is none."""
        simpler = self.simplest is not None and self.simplest < models.rank
        return self.error - 1 if simpler and self.error is not None else self.error

    def offer(self, models: Models, point: Point) -> None:
        """Keep what the amounts make if it is as near as the nearest."""
        published = self.published
        rows = models.rows(list(published), point)
        exact = sum(rows[name] == row for name, row in published.items())
        error = sum(abs(rows[name] - row) for name, row in published.items())
        if self.error is None or (-exact, error) < (-self.most, self.error):
            self.most, self.error, self.made, self.simplest = exact, error, {}, None
        if (exact, error) == (self.most, self.error):
            self.made.setdefault((models.near, models.rounding, tuple(rows.values())), (models, rows))
            self.simplest = min(self.simplest or models.rank, models.rank)


def nearest_miss(search: Search) -> Allocation | None:
    """Return the nearest model; None only where nothing in the family can be allocated."""
    found = Nearest(search)
    places = [place for place in _places(found) if len(place.exact) == found.most]
    for place in sorted(places, key=lambda place: (place.least, place.models.rank)):
        limit = found.limit(place.models)
        if limit is not None and place.least > limit:
            continue
        for point in nearest_pieces(place.polygon, place.rounded, place.exact, limit):
            found.offer(place.models, point)
    _by_largest_remainder(found)
    return _simplest(found)


def _simplest(found: Nearest) -> Allocation | None:
    """Write the simplest of the nearest; one whose numbers cannot be written gives way to the next."""
    listed = sorted(found.made.values(), key=lambda one: one[0].rank)
    for _rank, group in groupby(listed, key=lambda one: one[0].rank):
        fits = [fit for models, rows in group for fit in _fits_of(found.search, models, rows)]
        if fits:
            return min(fits, key=lambda fit: fit.order).model
    return None


def misfits(search: Search, model: Allocation) -> dict[str, tuple[int, int]]:
    """Return the rows that do not fit: what is published, and what the model gives."""
    rows = allocate(model, search.known.populations).rows
    published = search.question.table.rows
    return {name: (published[name], row) for name, row in rows.items() if row != published[name]}


def _same(line: Line) -> Line:
    return line


def _places(found: Nearest) -> list[Place]:
    """Find where most rows are exact, for every model whose rows are rounded one by one."""
    search = found.search
    roundings = [Rounding(to, mode) for to in UNITS for mode in ROW_MODES]
    places: list[Place] = []
    singles = found.singles()
    for rounding in roundings:
        for one in singles:
            places += _on_line(found, one, rounding)
    deep = []
    for first, second in pairs(search.equal, search.inhabitants):
        for rounding in roundings:
            there = _on_plane(found, first, second, rounding)
            places += there
            deep += [(len(there[0].exact), first, second, rounding)] if there else []
    for most, first, second, rounding in deep:
        for one in found.mixes_of(first, second, PERCENTS) if most >= found.most else ():
            places += _on_line(found, one, rounding)
    return places


def _on_line(found: Nearest, one: OneAmount, rounding: Rounding) -> list[Place]:
    sets = deepest_on_line(one.near, found.spans(rounding), found.most)
    return _confirmed(found, one.models(rounding), sets) if sets else []


def _on_plane(found: Nearest, first: Basis, second: Basis, rounding: Rounding) -> list[Place]:
    sets = deepest_on_plane(first.near, second.near, found.spans(rounding), found.most)
    return _confirmed(found, Models((first, second), rounding, (first.near, second.near)), sets)


def _confirmed(found: Nearest, models: Models, sets: set[frozenset[int]]) -> list[Place]:
    """Return the places where allocating makes these rows exact."""
    bounds, published = found.bounds(models.rounding), tuple(found.published.values())
    everything = _everything(models, bounds)
    rounded = Rounded.of(*models.near, published, models.rounding)
    places = []
    for exact in sets:
        kept = [bound if at in exact else None for at, bound in enumerate(bounds)]
        polygon = cut_by_rows(everything, *models.shares, kept)
        if not polygon:
            continue
        middle = centre(polygon)
        if all(models.row(at, middle) == published[at] for at in exact):
            places.append(Place(models, rounded, polygon, exact, rounded.least_error(polygon, exact)))
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
    lines = found.singles()
    if 2 * found.most > len(found.published):
        percents = PERCENTS if len(found.published) <= MANY_ROWS else (50,)
        for first, second in pairs(found.search.equal, found.search.inhabitants):
            lines += found.mixes_of(first, second, percents)
    for to in UNITS:
        rounding = Rounding(to, Mode.LARGEST_REMAINDER)
        if sum(span is not None for span in found.spans(rounding)) < found.most:
            continue
        for line in lines:
            if totals := _likely_sums(found, line, rounding):
                models = line.models(rounding)
                for total, nudge in product(totals, NUDGES):
                    found.offer(models, (total + nudge * to, ZERO))


def _likely_sums(found: Nearest, one: OneAmount, rounding: Rounding) -> set[Fraction]:
    to, likely = rounding.to, set[Fraction]()
    spans = found.spans(rounding)
    for exact in deepest_on_line(one.near, spans, found.most):
        ends = [
            (span[0] / share, span[1] / share)
            for at, (span, share) in enumerate(zip(spans, one.near, strict=True))
            if span is not None and share and at in exact
        ]
        low = ceil(max((end[0] for end in ends), default=0.0) / to - NEAR_ENOUGH)
        high = floor(min((end[1] for end in ends), default=0.0) / to + NEAR_ENOUGH)
        likely |= {Fraction(at * to) for at in range(low, min(high, low + LIKELY_SUMS) + 1)}
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
