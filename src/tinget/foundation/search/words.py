"""Texts as words: what counts as one, and the parts of the compounds among them."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from tinget.kernel.compounds import LONGEST, REMEMBERED, Compounds
from tinget.kernel.wordforms import other_forms

_WORD = re.compile(r"[^\W_]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")  # soft hyphens and marks that only steer print
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")  # the database takes no such signs
_ACROSS_LINES = re.compile(r"(?<=[a-zåäöé])-\n(?=[a-zåäöé])")
MOST_PARTS = 5_000
LONGEST_EXACT = 100


@lru_cache(maxsize=1)
def compounds() -> Compounds:
    """Return the splitter over our own list of words, read once."""
    path = Path(settings.TINGET_FACTS) / "search" / "stems.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return Compounds(word for line in lines if not line.startswith("#") for word in line.split())


def clean(text: str) -> str:
    """Return the text composed (NFC), without signs that nobody sees and words broken at line ends."""
    text = _UNWANTED.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text)))
    return _ACROSS_LINES.sub("", text)


def exact(mark: str, value: str) -> str:
    """Return the exact word of the index for a value: its mark, and the value without white space."""
    return f"{mark}={''.join(clean(value).split())[:LONGEST_EXACT]}"


def words_of(text: str) -> list[str]:
    """Return the text's words in lower case: letters and digits, nothing else."""
    return [word[:LONGEST] for word in _WORD.findall(text.lower())]


def forms_of(words: Iterable[str]) -> list[str]:
    """Return the other forms of the words, each once: those that the database's stemmer does not know."""
    forms = dict.fromkeys(form for word in dict.fromkeys(words) for form in remembered_forms(word))
    return list(forms)[:MOST_PARTS]


remembered_forms = lru_cache(maxsize=REMEMBERED)(other_forms)


def parts_of(words: Iterable[str]) -> list[str]:
    """Return the parts of the compounds among the words in their forms, each once, at most 5,000."""
    split = compounds().parts
    parts = dict.fromkeys(part for word in dict.fromkeys(words) for part in split(word))
    return list(dict.fromkeys([*parts, *forms_of(parts)]))[:MOST_PARTS]
