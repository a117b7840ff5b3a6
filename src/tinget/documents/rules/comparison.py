"""Two texts compared: what stands in both, what was taken out and what came in, paragraph by paragraph."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

CHARACTERS = 600_000  # of each text; what follows is not compared, and the page says so
WORDS = 1500  # in a paragraph; a longer one is shown as replaced
ALIKE = 0.35  # the share of words in common that makes a changed paragraph, rather than one out and one in
_WORD = re.compile(r"\s+|\w+|[^\w\s]")


class Kind(StrEnum):
    """Where a piece of text stands."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A paragraph that differs: its pieces in order, those taken out before those that came in."""

    pieces: tuple[Piece, ...]

    @property
    def kind(self) -> str:
        """How the whole paragraph differs: `added`, `removed` or `changed`."""
        kinds = {piece.kind for piece in self.pieces}
        return next(iter(kinds)).value if len(kinds) == 1 else "changed"

    @property
    def old(self) -> tuple[Piece, ...]:
        """The paragraph as it was."""
        return tuple(piece for piece in self.pieces if piece.kind is not Kind.ADDED)

    @property
    def new(self) -> tuple[Piece, ...]:
        """The paragraph as it is."""
        return tuple(piece for piece in self.pieces if piece.kind is not Kind.REMOVED)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Either paragraphs that stand in both texts, or one that differs."""

    same: tuple[str, ...] = ()
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole, in order; `is_cut` when the texts are longer than what is compared."""

    stretches: tuple[Stretch, ...]
    is_cut: bool

    @property
    def changes(self) -> int:
        """How many paragraphs differ."""
        return sum(stretch.change is not None for stretch in self.stretches)


def compare(old: str, new: str) -> Comparison:
    """Compare two texts; spaces and line breaks do not count."""
    is_cut = max(len(old), len(new)) > CHARACTERS
    before, after = _paragraphs(old[:CHARACTERS]), _paragraphs(new[:CHARACTERS])
    return Comparison(tuple(_stretches(before, after)), is_cut)


def _paragraphs(text: str) -> list[str]:
    return [line for line in (" ".join(part.split()) for part in text.splitlines()) if line]


def _stretches(before: Sequence[str], after: Sequence[str]) -> Iterator[Stretch]:
    start, end = _alike_ends(before, after)
    if start:
        yield Stretch(same=tuple(before[:start]))
    middle_before, middle_after = before[start : len(before) - end], after[start : len(after) - end]
    for kind, a, b, c, d in SequenceMatcher(None, middle_before, middle_after).get_opcodes():
        if kind == "equal":
            yield Stretch(same=tuple(middle_before[a:b]))
        else:
            yield from (Stretch(change=change) for change in _replaced(middle_before[a:b], middle_after[c:d]))
    if end:
        yield Stretch(same=tuple(before[len(before) - end :]))


def _alike_ends(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    """Count the paragraphs that are the same at the start and at the end; most texts differ little."""
    short = min(len(before), len(after))
    start = next((n for n in range(short) if before[n] != after[n]), short)
    end = next((n for n in range(short - start) if before[-1 - n] != after[-1 - n]), short - start)
    return start, end


def _replaced(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    for number in range(max(len(before), len(after))):
        old = before[number] if number < len(before) else ""
        new = after[number] if number < len(after) else ""
        pieces = _pieces(old, new)
        if pieces is not None:
            yield Change(pieces)
            continue
        if old:
            yield Change((Piece(Kind.REMOVED, old),))
        if new:
            yield Change((Piece(Kind.ADDED, new),))


def _pieces(old: str, new: str) -> tuple[Piece, ...] | None:
    """Compare two paragraphs word by word; None when they have too little in common to be one."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    if not before or not after or max(len(before), len(after)) > WORDS:
        return None
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.quick_ratio() < ALIKE or matcher.ratio() < ALIKE:
        return None
    pieces = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(Piece(Kind.SAME, "".join(before[a:b])))
            continue
        if b > a:
            pieces.append(Piece(Kind.REMOVED, "".join(before[a:b])))
        if d > c:
            pieces.append(Piece(Kind.ADDED, "".join(after[c:d])))
    return tuple(pieces)
