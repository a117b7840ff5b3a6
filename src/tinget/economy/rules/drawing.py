"""A drawing of amounts as horizontal bars, beside the table that has the same figures."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, FIGURES, ROW = 310, 84, 44  # as wide as the narrowest telephone, so that no text is made smaller


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its words above it and its figure after it."""

    label: str
    figure: str
    top: int
    width: int

    @property
    def label_y(self) -> int:
        """Where the words stand."""
        return self.top + 14

    @property
    def y(self) -> int:
        """Where the bar begins."""
        return self.top + 20

    @property
    def figure_x(self) -> int:
        """Where the figure begins."""
        return self.width + 6

    @property
    def figure_y(self) -> int:
        """Where the figure stands."""
        return self.top + 33


@dataclass(frozen=True, slots=True)
class Drawing:
    """Bars under each other."""

    bars: tuple[Bar, ...]
    width: int
    height: int


def bars(amounts: Sequence[tuple[str, int, str]]) -> Drawing:
    """Draw (label, amount, figure in words); the longest bar fills the room, and none is shorter than 1."""
    most = max((amount for _, amount, _ in amounts), default=0)
    drawn = tuple(
        Bar(label, figure, number * ROW, max(1, amount * (WIDTH - FIGURES) // most) if most > 0 else 1)
        for number, (label, amount, figure) in enumerate(amounts)
    )
    return Drawing(drawn, WIDTH, ROW * max(len(amounts), 1))
