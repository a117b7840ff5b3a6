"""Measuring and telling: percentiles, rates, and tables that line up."""

import random
import time
from collections.abc import Callable, Sequence


def percentile(seconds: Sequence[float], share: float) -> float:
    """Return the value below which this share of the measurements lies, in milliseconds."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000


def timed(act: Callable[[], object]) -> float:
    """Return how many seconds the act took."""
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def seeded(seed: int) -> random.Random:
    """Return the chances of a run: each run with the same seed meets the same."""
    return random.Random(seed)  # noqa: S311 -- what is measured is no secret


def heading(text: str) -> None:
    """Begin a part of the report."""
    print(f"\n{text}\n{'-' * len(text)}", flush=True)


def line(name: str, *figures: str) -> None:
    """Print one row of the report."""
    print(f"{name:<46}" + "".join(f" {figure:>17}" for figure in figures), flush=True)
