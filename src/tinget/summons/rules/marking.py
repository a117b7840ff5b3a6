"""Where the words that a reader has highlighted stand in a text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

PARAGRAPHS = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a paragraph, highlighted or not."""

    text: str
    is_marked: bool


def marked(text: str, quotes: Iterable[str]) -> list[list[Piece]]:
    """Cut a text into paragraphs of pieces; words are found wherever they stand and their lines break."""
    found = [
        re.compile(r"\s+".join(map(re.escape, words)))
        for quote in quotes
        for part in PARAGRAPHS.split(quote.replace("\r", ""))
        if (words := part.split())
    ]
    plain = text.replace("\r\n", "\n").strip()
    return [_pieces(one, found) for one in PARAGRAPHS.split(plain)] if plain else []


def _pieces(paragraph: str, found: list[re.Pattern[str]]) -> list[Piece]:
    held = [False] * len(paragraph)
    for pattern in found:
        for one in pattern.finditer(paragraph):
            held[one.start() : one.end()] = [True] * (one.end() - one.start())
    pieces, begun = [], 0
    for at in range(1, len(paragraph) + 1):
        if at == len(paragraph) or held[at] != held[begun]:
            pieces.append(Piece(paragraph[begun:at], held[begun]))
            begun = at
    return pieces
