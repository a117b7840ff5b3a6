"""Which of some words was meant by one that is spelt otherwise."""

from collections.abc import Sequence

SHORT, LONG = 5, 9  # letters: how many slips are forgiven grows with the word


def closest(word: str, known: Sequence[str]) -> str:
    """Return the word with the fewest slips from this one, of equals the first; nothing when too far."""
    allowed = 1 if len(word) <= SHORT else 2 if len(word) <= LONG else 3
    slips = {other: distance(word, other) for other in known}
    best = min(slips, key=lambda other: slips[other], default="")
    return best if best and slips[best] <= allowed else ""


def distance(one: str, other: str) -> int:
    """Count the slips between two words: a letter wrong, missing, too many, or two that changed places."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [i] + [0] * len(other)
        for j, there in enumerate(other, start=1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != there))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == there:
                row[j] = min(row[j], earlier[j - 2] + 1)
    return row[-1]
