"""Finds, in floating point, where most rows' bounds meet; the caller confirms what is found exactly."""

from collections.abc import Sequence
from itertools import pairwise

TINY = 1e-12
MANY_ROWS = 60  # above which only some rows' edges are swept
SWEPT = 12

Bounds = tuple[float, float] | None
Span = tuple[float, float, int]
Strip = tuple[float, float, float, float, int]  # first share, second share, low, high, row


def deepest_on_line(shares: Sequence[float], bounds: Sequence[Bounds], at_least: int) -> set[frozenset[int]]:
    """Return the sets of rows that are exact together for some amount, where they are the most."""
    spans, always = [], []
    for at, (share, bound) in enumerate(zip(shares, bounds, strict=True)):
        if bound is None:
            continue
        low, high = bound
        if share:
            spans.append((max(low / share, 0.0), high / share, at))
        elif low <= 0 <= high:
            always.append(at)
    _, found = _deepest(spans, at_least - len(always))
    return {one | frozenset(always) for one in found}


def deepest_on_plane(
    first: Sequence[float], second: Sequence[float], bounds: Sequence[Bounds], at_least: int
) -> set[frozenset[int]]:
    """Return the sets of rows that are exact together for some two amounts, where they are the most."""
    strips = [
        (a, b, *bound, at)
        for at, (a, b, bound) in enumerate(zip(first, second, bounds, strict=True))
        if bound is not None and (a or b)
    ]
    if len(strips) < at_least:
        return set()
    step = max(1, len(strips) // SWEPT) if len(strips) > MANY_ROWS else 1
    edges: list[Strip | None] = [None, *(one for one in strips[::step] if one[0] and one[2] >= 0)]
    best = at_least
    found: set[frozenset[int]] = set()
    for edge in edges:
        spans, always = _along(edge, strips)
        count, sets = _deepest(spans, best - len(always))
        if sets and count + len(always) > best:
            best, found = count + len(always), set()
        found |= {one | always for one in sets}
    return found


def _along(edge: Strip | None, strips: Sequence[Strip]) -> tuple[list[Span], frozenset[int]]:
    """Return the second amounts for which each row lies within, along a row's lower edge.

    Without an edge: along the line where the first amount is zero.
    """
    a, b, low, _, own = edge or (1.0, 0.0, 0.0, 0.0, -1)
    most = low / b if b else float("inf")
    spans: list[Span] = []
    always = [own] if edge else []
    for c, d, bottom, top, at in strips:
        if at == own:
            continue
        slope, start = d - c * b / a, c * low / a
        if abs(slope) < TINY:
            if bottom - TINY <= start < top:
                always.append(at)
            continue
        one, other = (bottom - start) / slope, (top - start) / slope
        if one > other:
            one, other = other, one
        one, other = max(one, 0.0), min(other, most)
        if one < other:
            spans.append((one, other, at))
    return spans, frozenset(always)


def _deepest(spans: Sequence[Span], at_least: int) -> tuple[int, list[frozenset[int]]]:
    """Return how many spans cover the most covered places, and which; nothing where fewer than asked."""
    if len(spans) < at_least:
        return 0, []
    events = sorted(
        [(start, 1) for start, end, _ in spans if start < end]
        + [(end, -1) for start, end, _ in spans if start < end]
    )
    depth = most = 0
    places: list[float] = []
    for (position, change), (following, _) in pairwise([*events, (float("inf"), 0)]):
        depth += change
        if following > position and depth >= max(most, at_least, 1):
            if depth > most:
                most, places = depth, []
            places.append((position + following) / 2)
    return most, [frozenset(at for start, end, at in spans if start < place < end) for place in places]
