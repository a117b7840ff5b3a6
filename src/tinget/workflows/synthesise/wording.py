"""What the made-up words are found by, reckoned as indexing does, and the texts made of them."""

import itertools
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tinget.foundation.search.entries import class_lexemes, person_lexemes
from tinget.foundation.search.words import forms_of, parts_of, words_of
from tinget.workflows.synthesise import words

SEED = 2026
LEAST_WORDS, MOST_WORDS = 20, 60  # in a paragraph
SHARE_OF_SMALL = 0.45  # of a text's words

SMALL = (
    "och",
    "att",
    "det",
    "som",
    "en",
    "på",
    "är",
    "av",
    "för",
    "med",
    "den",
    "till",
    "inte",
    "om",
    "ett",
    "har",
)
COMPOUNDS = tuple(first + last for first in words.FIRST_PARTS for last in words.LAST_PARTS)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words with what they are also found by; `lexemes` as a class code or as a person's name."""

    text: str
    forms: str
    parts: str
    lexemes: list[str]


def phrases() -> list[Phrase]:
    """Return every phrase that titles, senders and classes are made of."""
    return [
        *(_phrase(text, []) for text in (*COMPOUNDS, *words.MATTERS)),
        *(_phrase(text, [f"P{word[1:]}" for word in person_lexemes(text)]) for text in words.SENDERS),
        *(_phrase(text, class_lexemes(text)) for text in words.CLASSES),
    ]


def rarities(count: int) -> Iterator[Phrase]:
    """Return that many words, of which each text begins with one."""
    return (_phrase(word, []) for word in rare_words(count))


def paragraphs(count: int) -> Iterator[Phrase]:
    """Return that many paragraphs, their words as uneven as in a language: most are rare."""
    dice = random.Random(SEED)  # noqa: S311 -- no secret
    common = [*COMPOUNDS, *rare_words(len(COMPOUNDS) * 20)]
    dice.shuffle(common)
    weights = list(itertools.accumulate(1 / (rank + 10) for rank in range(len(common))))
    for _ in range(count):
        length = dice.randint(LEAST_WORDS, MOST_WORDS)
        small = [dice.choice(SMALL) for _ in range(int(length * SHARE_OF_SMALL))]
        chosen = [*small, *dice.choices(common, cum_weights=weights, k=length - len(small))]
        dice.shuffle(chosen)
        yield _phrase(f"{' '.join(chosen).capitalize()}.", [])


def rare_words(count: int) -> list[str]:
    """Return that many words that could be Swedish, the same each time."""
    dice = random.Random(SEED)  # noqa: S311 -- no secret
    syllables = [
        a + b + c for a in "bdfghjklmnprstv" for b in "aeiouyåäö" for c in ("", "l", "r", "n", "st", "k")
    ]
    made: dict[str, None] = {}
    while len(made) < count:
        made["".join(dice.choices(syllables, k=dice.randint(2, 4)))] = None
    return list(made)


def vocabulary(count: int) -> Iterable[str]:
    """Return every word that is worth learning for spelling, that many rare ones among them."""
    return {*COMPOUNDS, *rare_words(count), *(word for text in words.MATTERS for word in words_of(text))}


def _phrase(text: str, lexemes: list[str]) -> Phrase:
    said = words_of(text)
    return Phrase(text, " ".join(forms_of(said)), " ".join(parts_of(said)), lexemes)
