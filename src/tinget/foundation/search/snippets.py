"""Words in context: a stretch of the text around what was found, cut at words, safe as HTML."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LENGTH = 240
INSIDE_A_WORD = 4  # letters of a stem that may stand inside a compound
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, to be set apart when it is a word that was looked for."""

    text: str
    found: bool = False


def marked(text: str, stems: Sequence[str]) -> tuple[Piece, ...]:
    """Cut a text into pieces, the words that were looked for apart; the template escapes them all."""
    return tuple(_joined(_pieces(text, [stem.lower() for stem in stems if stem])))


def excerpt(window: str, stems: Sequence[str], *, cut_before: bool) -> tuple[Piece, ...]:
    """Make the stretch that is shown from a window of the text, begun and ended at words."""
    folded = " ".join(window.split())
    begun = folded.partition(" ")[2] if cut_before and " " in folded else folded
    ended = begun
    if len(begun) > LENGTH:
        ended = begun[:LENGTH].rpartition(" ")[0] or begun[:LENGTH]
    pieces = marked(ended, stems)
    before = (Piece("… "),) if cut_before else ()
    after = (Piece(" …"),) if len(ended) < len(begun) else ()
    return (*before, *pieces, *after) if ended else ()


def _pieces(text: str, stems: list[str]) -> Iterator[Piece]:
    last = 0
    for match in _WORD.finditer(text):
        if _is_found(match[0].lower(), stems):
            yield Piece(text[last : match.start()])
            yield Piece(match[0], found=True)
            last = match.end()
    yield Piece(text[last:])


def _is_found(word: str, stems: list[str]) -> bool:
    return any(
        word == stem
        or (len(stem) >= INSIDE_A_WORD and stem in word)
        or (word.startswith(stem) and len(word) <= len(stem) + INSIDE_A_WORD and stem.isalpha())
        for stem in stems
    )


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    return (piece for piece in pieces if piece.text)
