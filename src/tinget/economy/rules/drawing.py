"""A drawing of amounts as horizontal bars, beside the table that has the same figures."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, LABELS, FIGURES, ROW = 640, 230, 90, 26


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its words, in the drawing's own units."""

    label: str
    figure: str
    x: int
    y: int
    width: int

    @property
    def text_y(self) -> int:
        """Where the words stand."""
        return self.y + 15

    @property
    def figure_x(self) -> int:
        """Where the figure stands: after the bar."""
        return self.x + self.width + 6


@dataclass(frozen=True, slots=True)
class Drawing:
    """Bars under each other."""

    bars: tuple[Bar, ...]
    width: int
    height: int


def bars(amounts: Sequence[tuple[str, int, str]]) -> Drawing:
    """Draw (label, amount, figure in words); the longest bar fills the width."""
    most = max((amount for _, amount, _ in amounts), default=0)
    room = WIDTH - LABELS - FIGURES
    drawn = tuple(
        Bar(label, figure, LABELS, number * ROW, max(1, amount * room // most) if most > 0 else 1)
        for number, (label, amount, figure) in enumerate(amounts)
    )
    return Drawing(drawn, WIDTH, max(ROW * len(amounts), ROW))
